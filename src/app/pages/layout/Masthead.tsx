import { For, Show } from 'solid-js'
import { hrefOf, publicationHref, sectionHref } from '#site/urls.ts'
import { languageOfDates, t } from '../../language/catalog.ts'
import { type PageData, type PublicationSummary, publicationOf } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'
import { Day } from '../../ui/Time.tsx'

export function Masthead(props: { page: PageData }) {
  const site = useSite()
  const publication = () => publicationOf(props.page)
  return (
    <header class="masthead">
      <div class="ears" lang={t.language} dir={t.direction}>
        <p class="ear">
          <Show when={publication().version > 0}>
            <Day of={publication().published} language={languageOfDates(publication().language)} />
            <span>{t.edition(publication().version)}</span>
          </Show>
        </p>
        <ul class="ear">
          <li>
            <a href="#accessibility-links">{t.accessibilityLinks}</a>
          </li>
          <li>
            <a href={hrefOf(site, { kind: 'search' })}>{t.search}</a>
          </li>
          <li>
            <a href={hrefOf(site, { kind: 'settings' })}>{t.settings}</a>
          </li>
        </ul>
      </div>
      <Nameplate publication={publication()} front={props.page.kind === 'front'} />
      <SectionLinks publication={publication()} page={props.page} />
    </header>
  )
}

/** The name of the publication in large letters: the heading of its front page, and a link to it on other pages. */
function Nameplate(props: { publication: PublicationSummary; front: boolean }) {
  const site = useSite()
  const name = () => <bdi>{props.publication.title}</bdi>
  return (
    <div
      class="nameplate"
      classList={{ large: props.front }}
      lang={props.publication.language}
      dir={props.publication.direction}
    >
      <Show
        when={props.front}
        fallback={
          <p class="name">
            <a href={publicationHref(site, props.publication.key)}>{name()}</a>
          </p>
        }
      >
        <h1 class="name" tabindex={-1}>
          {name()}
        </h1>
        <Show when={props.publication.description}>
          {(description) => <p class="motto">{description()}</p>}
        </Show>
      </Show>
    </div>
  )
}

function SectionLinks(props: { publication: PublicationSummary; page: PageData }) {
  const site = useSite()
  const here = () => {
    if (props.page.kind === 'section') return props.page.section.id
    return props.page.kind === 'article' ? props.page.article.section : undefined
  }
  return (
    <nav class="sections" id="navigation" aria-label={t.sections} lang={t.language} tabindex={-1}>
      <ul>
        <li>
          <a
            href={publicationHref(site, props.publication.key)}
            aria-current={props.page.kind === 'front' ? 'page' : undefined}
          >
            {t.frontPage}
          </a>
        </li>
        <For each={props.publication.sections}>
          {(section) => (
            <li lang={section.language} dir={section.direction}>
              <a
                href={sectionHref(site, props.publication.key, section.id)}
                aria-current={
                  here() === section.id
                    ? props.page.kind === 'section'
                      ? 'page'
                      : 'true'
                    : undefined
                }
              >
                {section.title}
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  )
}
