import type { Image } from '#bundle/article.ts'
import { imageName, pickSource } from '#bundle/images.ts'
import { useSite } from '../site/site.ts'

/**
 * A picture in a box that keeps its shape before, without and after the bytes. Only the one source that is
 * delivered is ever shown, so what is seen online is what is there offline (docs/decisions/0003).
 */
export function Picture(props: {
  image: Image
  eager?: boolean
  /** Of a headline, which says enough for whoever goes through a list by ear. */
  beside?: boolean
}) {
  const site = useSite()
  const source = () => pickSource(props.image)
  return (
    <span class="picture" aria-hidden={props.beside}>
      <img
        src={`${site.base}images/${imageName(source())}`}
        width={source().width}
        height={source().height}
        alt={props.image.alt}
        loading={props.eager ? 'eager' : 'lazy'}
        fetchpriority={props.eager ? 'high' : 'auto'}
        decoding="async"
      />
    </span>
  )
}
