import { createSignal, For, onMount, Show } from 'solid-js'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Card } from '#bundle/card.ts'
import type { Neighbours } from '#library/neighbours.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { articleHref, hrefOf, sectionHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { formatNames } from '../../language/names.ts'
import { isPanelOpen } from '../../preferences/preferences.ts'
import { TextSize } from '../../preferences/TextSize.tsx'
import { wordCount } from '../../reading/wordCount.ts'
import type { ArticlePageData } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'
import { Moment, ReadingTime } from '../../ui/Time.tsx'
import { Unseen } from '../../ui/Unseen.tsx'
import { Blocks } from './Blocks.tsx'
import { FigureView } from './FigureView.tsx'
import { type Heading, headingsOf } from './headings.ts'

/** Delay of the reads for the neighbours: after the paint of the article. */
const NEIGHBOURS_AFTER_MS = 100

export function ArticlePage(props: { page: ArticlePageData }) {
  const article = () => props.page.article
  const publication = () => props.page.publication.key
  const headings = headingsOf(props.page.article.body)
  return (
    <div class="article-page">
      <article class="article" lang={article().language} dir={article().direction}>
        <Header page={props.page} />
        <Tools />
        {import.meta.env.SSR && <i id="tools-end" hidden />}
        <Show when={article().image}>
          {(figure) => (
            <div class="lead-figure">
              <FigureView figure={figure()} publication={publication()} eager />
            </div>
          )}
        </Show>
        <CorrectionNote article={article()} />
        <Contents headings={[...headings.values()]} language={article().language} />
        <div class="body">
          <Show when={article().dateline}>
            {(dateline) => <p class="dateline">{dateline()}</p>}
          </Show>
          <Blocks
            blocks={article().body}
            publication={publication()}
            language={article().language}
            headings={headings}
          />
        </div>
        <End page={props.page} />
      </article>
      <Beside page={props.page} />
    </div>
  )
}

function Header(props: { page: ArticlePageData }) {
  const article = () => props.page.article
  return (
    <header>
      <p class="kicker">
        <Show when={article().kicker} fallback={<SectionName page={props.page} />}>
          {(kicker) => kicker()}
        </Show>
      </p>
      <h1 tabindex={-1}>{article().headline}</h1>
      <Show when={article().standfirst}>
        {(standfirst) => <p class="standfirst">{standfirst()}</p>}
      </Show>
      <div class="byline">
        <Show when={article().authors.length > 0}>
          <p class="authors">
            <Unseen words={t.by} />
            <bdi>{formatNames(article().authors, article().language)}</bdi>
          </p>
        </Show>
        <p class="meta">
          <span>
            <Unseen words={t.published} />
            <Moment of={article().published} language={article().language} />
          </span>
          <Show when={article().modified}>
            {(modified) => (
              <span>
                <span lang={t.language} dir={t.direction}>
                  {t.updated}
                </span>{' '}
                <Moment of={modified()} language={article().language} />
              </span>
            )}
          </Show>
          <ReadingTime words={wordCount(article())} language={article().language} />
        </p>
      </div>
    </header>
  )
}

function Tools() {
  return (
    <div class="tools" lang={t.language} dir={t.direction}>
      <TextSize />
      <button
        type="button"
        class="button needs-script"
        data-action="preferences"
        aria-expanded={isPanelOpen()}
      >
        {t.textAndTheme}
      </button>
      {/* main.tsx handles the click, so that the button works on a prerendered page, too. */}
      <button type="button" class="button needs-script" data-action="listen">
        {t.listen}
      </button>
    </div>
  )
}

function CorrectionNote(props: { article: ArticleRecord }) {
  return (
    <Show when={props.article.correction}>
      {(correction) => (
        <aside class="correction" aria-label={t.correction} lang={t.language}>
          <p lang={props.article.language}>
            <strong lang={t.language}>{t.corrected}</strong>{' '}
            <Moment of={correction().date} language={props.article.language} />
          </p>
          <p lang={props.article.language}>{correction().text}</p>
        </aside>
      )}
    </Show>
  )
}

/** Section, tags and origin of the article, below its text. */
function End(props: { page: ArticlePageData }) {
  const site = useSite()
  const article = () => props.page.article
  return (
    <footer class="article-end" lang={t.language} dir={t.direction}>
      <Show when={props.page.section}>
        {(section) => (
          <p>
            {t.section}{' '}
            <a
              href={sectionHref(site, props.page.publication.key, section().id)}
              lang={section().language}
              dir={section().direction}
            >
              {section().title}
            </a>
          </p>
        )}
      </Show>
      <Show when={article().tags.length > 0}>
        <p>
          {t.tags}{' '}
          <span class="dotted" lang={article().language}>
            <For each={article().tags}>
              {(tag) => (
                <span>
                  <bdi>{tag}</bdi>
                </span>
              )}
            </For>
          </span>
        </p>
      </Show>
      <Show when={article().url}>
        {(url) => (
          <p>
            {t.from}{' '}
            <a href={url()} rel="noreferrer external">
              <bdi>{new URL(url()).hostname.replace(/^www\./, '')}</bdi>
            </a>
          </p>
        )}
      </Show>
      <Provenance page={props.page} />
    </footer>
  )
}

/** Publisher and edition of the article; the imprint is for the printed page. */
function Provenance(props: { page: ArticlePageData }) {
  const site = useSite()
  const publication = () => props.page.publication
  return (
    <>
      <p class="provenance">
        <span>
          <a href={`${hrefOf(site, { kind: 'about' })}#signature`}>
            {t.provenance(isolated(publication().title), publication().version)}
          </a>
        </span>
        <span>
          <Moment of={publication().published} language={t.language} />
        </span>
      </p>
      <p class="imprint">
        <bdi>{publication().title}</bdi>
        {' · '}
        {t.edition(publication().version)}
        {' · '}
        <bdi dir="ltr">
          {addressOf(articleHref(site, publication().key, props.page.article.id))}
        </bdi>
      </p>
    </>
  )
}

/** The address for the printed page. The prerender does not know the host of its pages, so it gives the path alone. */
function addressOf(href: string): string {
  return typeof location === 'undefined' ? href : new URL(href, location.href).href
}

/** Table of contents of a long article, in the language of the article. */
function Contents(props: { headings: Heading[]; language: string }) {
  return (
    <Show when={props.headings.length > 0}>
      <details class="contents">
        <summary data-action="contents" lang={t.language} dir={t.direction}>
          {t.contents}
        </summary>
        <nav aria-label={t.contents} lang={t.language}>
          <ol lang={props.language}>
            <For each={props.headings}>
              {({ id, text, level }) => (
                <li class={`level-${level}`}>
                  <a href={`#${id}`}>{text}</a>
                </li>
              )}
            </For>
          </ol>
        </nav>
      </details>
    </Show>
  )
}

function SectionName(props: { page: ArticlePageData }) {
  return (
    <Show when={props.page.section}>
      {(section) => (
        <span lang={section().language} dir={section().direction}>
          {section().title}
        </span>
      )}
    </Show>
  )
}

function Beside(props: { page: ArticlePageData }) {
  const [cards, setCards] = createSignal<Neighbours>(props.page.neighbours ?? {})
  // Neighbours take two more reads, for which opening an article must not wait. The box has its height already.
  onMount(() => {
    setTimeout(() => {
      props.page.loadNeighbours?.().then(setCards, () => {})
    }, NEIGHBOURS_AFTER_MS)
  })
  const publication = () => props.page.publication.key
  return (
    <nav class="neighbours" aria-label={t.neighbours} lang={t.language}>
      <Neighbour
        card={cards().previous}
        publication={publication()}
        words={t.previous}
        rel="prev"
      />
      <Neighbour card={cards().next} publication={publication()} words={t.next} rel="next" />
    </nav>
  )
}

function Neighbour(props: {
  card: Card | undefined
  publication: PublicationKey
  words: string
  /** The keys for neighbours find the link by this. */
  rel: 'prev' | 'next'
}) {
  const site = useSite()
  return (
    <Show when={props.card}>
      {(card) => (
        <a href={articleHref(site, props.publication, card().id)} rel={props.rel}>
          <span class="meta">{props.words}</span>
          <span class="headline" lang={card().language} dir={card().direction}>
            {card().headline}
          </span>
        </a>
      )}
    </Show>
  )
}
