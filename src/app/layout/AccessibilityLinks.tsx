import { For, Show } from 'solid-js'
import { isCurrent } from '../front/breaking.ts'
import { t } from '../language/spoken.ts'
import type { PageData } from '../page.ts'
import { useSite } from '../site.ts'

/**
 * The first thing in the page: out of sight until it holds the focus (Tab, or the link in the
 * header, which leads here), then a panel over the page.
 */
export function AccessibilityLinks(props: { page: PageData }) {
  const site = useSite()
  const links = () => targetsOf(props.page)
  return (
    <nav
      class="accessibility-links"
      id="accessibility-links"
      aria-label={t.accessibilityLinks}
      tabindex={-1}
      lang={t.language}
      dir={t.direction}
    >
      <ul>
        <For each={links()}>
          {([target, text]) => (
            <li>
              <a href={`#${target}`}>{text}</a>
            </li>
          )}
        </For>
        <Show when={!(props.page.kind === 'panel' && props.page.textSize)}>
          <li>
            <a href={`${site.base}settings/`}>{t.settings}</a>
          </li>
        </Show>
      </ul>
    </nav>
  )
}

/** Only what exists on this page, as [id, words]. */
function targetsOf(page: PageData): [string, string][] {
  const links: [string, string][] = [
    ['content', t.toContent],
    ['navigation', t.toNavigation],
  ]
  if (page.kind === 'front') {
    if (page.front.breaking && isCurrent(page.front.breaking)) {
      links.push(['breaking', t.toBreaking])
    }
    if (page.front.sections.some(({ cards }) => cards.length > 0)) {
      links.push(['sections', t.toSections])
    }
    if (page.front.latest.length > 0) links.push(['latest', t.toLatest])
  }
  if (page.kind === 'section') links.push(['latest', t.toLatest])
  if (page.kind === 'article' || (page.kind === 'panel' && page.textSize)) {
    links.push(['text-size', t.toTextSize])
  }
  return links
}
