import { For } from 'solid-js'
import { hrefOf, publicationHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { type PageData, publicationOf } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'
import { isCurrent } from '../front/breaking.ts'

/**
 * The first element of the page: out of sight until it has the focus (by Tab, or by the link in the header), then a panel
 * over the page. keys/linksPanel.ts handles its keys.
 */
export function AccessibilityLinks(props: { page: PageData }) {
  const site = useSite()
  return (
    <nav
      class="accessibility-links"
      id="accessibility-links"
      aria-labelledby="accessibility-links-name"
      tabindex={-1}
      lang={t.language}
      dir={t.direction}
    >
      <h2 id="accessibility-links-name">{t.accessibilityLinks}</h2>
      <ul>
        <For each={linksOf(props.page, site)}>
          {([href, words]) => (
            <li>
              <a href={href}>{words}</a>
            </li>
          )}
        </For>
        <li class="needs-script">
          <button type="button" data-action="shortcuts">
            {t.shortcuts}
          </button>
        </li>
        <li class="needs-script">
          <button type="button" data-action="close">
            {t.close}
          </button>
        </li>
      </ul>
    </nav>
  )
}

/** The same links on every page: a target that this page lacks is on the page of the link. Breaking news only if there is any. */
function linksOf(
  page: PageData,
  site: ReturnType<typeof useSite>,
): [href: string, words: string][] {
  const { key, breaking } = publicationOf(page)
  const home = publicationHref(site, key)
  const front = page.kind === 'front' ? '' : home
  const settings = hrefOf(site, { kind: 'settings' })
  const hasTextSize = page.kind === 'article' || (page.kind === 'panel' && page.textSize)
  // A front page may have no stories of its sections yet.
  const hasSections =
    page.kind !== 'front' || page.front.sections.some(({ cards }) => cards.length > 0)
  const links: [string, string][] = [
    ['#content', t.toContent],
    ['#navigation', t.toNavigation],
    [home, t.frontPage],
  ]
  if (breaking && isCurrent(breaking)) links.push([`${front}#breaking`, t.breakingNews])
  links.push(
    [`${page.kind === 'section' ? '' : front}#latest`, t.latestPosts],
    [hasSections ? `${front}#sections` : '#navigation', t.sections],
    [hrefOf(site, { kind: 'search' }), t.search],
    [`${hasTextSize ? '' : settings}#text-size`, t.textSize],
    [settings, t.settings],
    [hrefOf(site, { kind: 'about' }), t.aboutTheApp],
  )
  return links
}
