import { For, Show } from 'solid-js'
import { t } from '../../language/catalog.ts'
import type { SectionPageData } from '../../site/page.ts'
import { ArticleCard } from '../../ui/ArticleCard.tsx'
import { announce } from '../../ui/announce.ts'
import { ImageView } from '../../ui/ImageView.tsx'
import { Unseen } from '../../ui/Unseen.tsx'
import { createOlderPosts } from './createOlderPosts.ts'
import { Subscribe } from './Subscribe.tsx'

export function SectionPage(props: { page: SectionPageData }) {
  const section = () => props.page.section
  const isBlog = () => section().kind === 'blog'
  const { cards, more, problem, load } = createOlderPosts({ page: () => props.page, announce })

  const loadOlder = async () => {
    const first = await load()
    if (first) document.querySelector<HTMLElement>(`a[href$="/article/${first.id}/"]`)?.focus()
  }

  return (
    <div class="section-page" lang={section().language} dir={section().direction}>
      <div class="section-head">
        <Show when={isBlog()}>
          <p class="kicker" lang={t.language}>
            {t.blog}
          </p>
        </Show>
        <h1 tabindex={-1}>
          <bdi>{section().title}</bdi>
        </h1>
      </div>
      <aside class="section-side" aria-labelledby="about-section">
        <Show when={section().image}>
          {(figure) => (
            <figure role={figure().image.alt || figure().credit ? undefined : 'none'}>
              <ImageView image={figure().image} eager />
              <Show when={figure().credit}>
                {(credit) => (
                  <figcaption>
                    <Unseen words={t.credit} />
                    <bdi>{credit()}</bdi>
                  </figcaption>
                )}
              </Show>
            </figure>
          )}
        </Show>
        <Show when={section().about}>
          {(about) => (
            <section class="about-section">
              <h2 id="about-section" lang={t.language}>
                {t.aboutThis[section().kind ?? 'section']}
              </h2>
              <For each={about().split(/\n\s*\n/)}>{(paragraph) => <p>{paragraph}</p>}</For>
            </section>
          )}
        </Show>
        <Subscribe page={props.page} labelled={!section().about} />
      </aside>
      <section class="posts" id="latest" aria-labelledby="latest-posts" tabindex={-1}>
        <h2 id="latest-posts" lang={t.language}>
          {t.latestPosts}
        </h2>
        <For
          each={cards()}
          fallback={
            <p lang={t.language} dir={t.direction}>
              {t.nothingHere}
            </p>
          }
        >
          {(card) => (
            <ArticleCard card={card} publication={props.page.publication.key} image summary />
          )}
        </For>
        <Show when={more()}>
          <button type="button" class="button" lang={t.language} onClick={loadOlder}>
            {t.olderPosts}
          </button>
          <Show when={problem()}>
            <p class="problem" lang={t.language} dir={t.direction}>
              {problem()}
            </p>
          </Show>
        </Show>
      </section>
    </div>
  )
}
