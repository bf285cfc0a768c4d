import { Show } from 'solid-js'
import type { Card } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { articleHref } from '#site/urls.ts'
import { t } from '../language/catalog.ts'
import { formatNames } from '../language/names.ts'
import { useSite } from '../site/site.ts'
import { ImageView } from './ImageView.tsx'
import { Day, ReadingTime } from './Time.tsx'

/**
 * An article in a list, in the order for screen readers: the headline with the only link, then kicker, date, author and
 * whether it has been read (reading/states.ts). Styles show another order.
 */
export function ArticleCard(props: {
  card: Card
  publication: PublicationKey
  class?: string
  image?: boolean
  eager?: boolean
  summary?: boolean
}) {
  const site = useSite()
  const card = () => props.card
  return (
    <article
      class={props.class ? `card ${props.class}` : 'card'}
      lang={card().language}
      dir={card().direction}
    >
      <h3>
        <a href={articleHref(site, props.publication, card().id)}>
          <bdi>{card().headline}</bdi>
        </a>
      </h3>
      <Show when={card().kicker}>{(kicker) => <p class="kicker">{kicker()}</p>}</Show>
      <p class="meta">
        <Day of={card().published} language={card().language} />
        <Show when={card().authors.length > 0}>
          <span>
            <bdi>{formatNames(card().authors, card().language)}</bdi>
          </span>
        </Show>
        <ReadingTime words={card().words} language={card().language} />
        <Show when={card().corrected}>
          <span lang={t.language}>{t.corrected}</span>
        </Show>
      </p>
      <Show when={props.image ? card().image : undefined}>
        {(figure) => <ImageView image={figure().image} eager={props.eager ?? false} beside />}
      </Show>
      <Show when={props.summary && card().summary}>
        {(summary) => <p class="summary">{summary()}</p>}
      </Show>
    </article>
  )
}
