import type { Image } from '#bundle/article.ts'
import { imageName, pickSource } from '#bundle/images.ts'
import { useSite } from '../site/site.ts'

/**
 * An image in a box that keeps its shape before, without and after the bytes. It shows only the one source that is
 * delivered, so that a reader sees the same image online and offline (docs/decisions/0003).
 */
export function ImageView(props: {
  image: Image
  eager?: boolean
  /** Whether the image stands beside a headline, which is enough for a screen reader in a list. */
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
