import { For, Show } from 'solid-js'
import type { Card } from '#bundle/card.ts'
import type { Section } from '#bundle/release.ts'
import type { FrontRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { sectionHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { useSite } from '../../site/site.ts'
import { ArticleCard } from '../../ui/ArticleCard.tsx'
import { LatestRail } from './LatestRail.tsx'

export function FrontPage(props: { front: FrontRow }) {
  const publication = () => props.front.publication
  const sections = () => props.front.sections.filter(({ cards }) => cards.length > 0)
  return (
    <div class="front">
      <Show
        when={props.front.lead}
        fallback={
          <p lang={t.language} dir={t.direction}>
            {t.nothingHere}
          </p>
        }
      >
        {(lead) => (
          <section class="top" aria-labelledby="top-stories">
            <h2 id="top-stories" class="unseen" lang={t.language}>
              {t.topStories}
            </h2>
            <ArticleCard
              class="lead"
              card={lead()}
              publication={publication()}
              image
              eager
              summary
            />
            <div class="seconds">
              <For each={props.front.top}>
                {(card, index) => (
                  <ArticleCard
                    card={card}
                    publication={publication()}
                    image={index() === 0}
                    summary={index() < 2}
                  />
                )}
              </For>
            </div>
          </section>
        )}
      </Show>
      <Show when={sections().length > 0}>
        <div class="bands" id="sections" tabindex={-1}>
          <For each={sections()}>
            {({ section, cards }) => (
              <SectionBand section={section} cards={cards} publication={publication()} />
            )}
          </For>
        </div>
      </Show>
      <Show when={props.front.latest.length > 0}>
        <LatestRail cards={props.front.latest} publication={publication()} />
      </Show>
    </div>
  )
}

/** Cards of a section, the first with a large image, or of a blog, all without images and with summaries. */
function SectionBand(props: { section: Section; cards: Card[]; publication: PublicationKey }) {
  const site = useSite()
  const isBlog = () => props.section.kind === 'blog'
  const id = () => `section-${props.section.id}`
  return (
    <section class="band" classList={{ blog: isBlog() }} aria-labelledby={id()}>
      <div class="band-head" lang={props.section.language} dir={props.section.direction}>
        <h2 id={id()}>
          <bdi>{props.section.title}</bdi>
        </h2>
        <a
          href={sectionHref(site, props.publication, props.section.id)}
          lang={t.language}
          dir={t.direction}
        >
          {t.moreFrom(isolated(props.section.title))}
        </a>
      </div>
      <div class="band-cards">
        <For each={props.cards}>
          {(card, index) => (
            <ArticleCard
              card={card}
              publication={props.publication}
              class={index() === 0 && !isBlog() ? 'first' : ''}
              image={!isBlog()}
              summary={index() === 0 || isBlog()}
            />
          )}
        </For>
      </div>
    </section>
  )
}
