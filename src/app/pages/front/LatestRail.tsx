import { For } from 'solid-js'
import type { Card } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { articleHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { useSite } from '../../site/site.ts'
import { Moment } from '../../ui/Time.tsx'

/** The latest articles, newest first, with headline and time only. */
export function LatestRail(props: { cards: Card[]; publication: PublicationKey }) {
  const site = useSite()
  return (
    <section class="latest" id="latest" aria-labelledby="latest-posts" tabindex={-1}>
      <h2 id="latest-posts" lang={t.language}>
        {t.latestPosts}
      </h2>
      <For each={props.cards}>
        {(card) => (
          <article class="brief" lang={card.language} dir={card.direction}>
            <h3>
              <a href={articleHref(site, props.publication, card.id)}>
                <bdi>{card.headline}</bdi>
              </a>
            </h3>
            <p class="meta">
              <Moment of={card.published} language={card.language} />
            </p>
          </article>
        )}
      </For>
    </section>
  )
}
