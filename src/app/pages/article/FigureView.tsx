import { Show } from 'solid-js'
import type { BlockLanguage, Figure } from '#bundle/article.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { t } from '../../language/catalog.ts'
import { ImageView } from '../../ui/ImageView.tsx'
import { Unseen } from '../../ui/Unseen.tsx'
import { Runs } from './Runs.tsx'

export function FigureView(props: {
  figure: Figure & BlockLanguage
  publication: PublicationKey
  eager?: boolean
}) {
  const words = () => props.figure.caption || props.figure.credit
  return (
    <figure
      lang={props.figure.language}
      dir={props.figure.direction}
      // An ornament has no role: a screen reader would announce "figure, out of figure" and nothing else.
      role={props.figure.image.alt || words() ? undefined : 'none'}
    >
      <ImageView image={props.figure.image} eager={props.eager ?? false} />
      <Show when={words()}>
        <figcaption>
          <Show when={props.figure.caption}>
            {(caption) => (
              <span class="caption">
                <Unseen words={t.caption} />
                <Runs runs={caption()} publication={props.publication} />
              </span>
            )}
          </Show>{' '}
          <Show when={props.figure.credit}>
            {(credit) => (
              <span class="credit">
                <Unseen words={t.credit} />
                <bdi>{credit()}</bdi>
              </span>
            )}
          </Show>
        </figcaption>
      </Show>
    </figure>
  )
}
