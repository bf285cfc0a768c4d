import { openLibrary } from '#library/open.ts'
import { loadReading } from '#library/reading.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { routeOf } from '#site/urls.ts'
import { loadLater, t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'
import type { SiteConfig } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { appElement, headlines } from '../ui/pageElements.ts'
import { FINISHED_AT, readingOf } from './readingRows.ts'

/** Shows on every card, as soon as it has been painted, how far its article has been read. */
export function followStates(site: SiteConfig): void {
  let asked = false
  const ask = () => {
    if (asked) return
    asked = true
    afterPaint(() => {
      asked = false
      // A browser that refuses storage has no reading rows.
      showStates(site).catch(() => {})
    })
  }
  new MutationObserver(ask).observe(document.body, { childList: true, subtree: true })
  ask()
}

/** Links that have been handled: the observer reports every change of the page. */
const known = new WeakSet<Element>()

async function showStates(site: SiteConfig): Promise<void> {
  const app = appElement()
  const links = headlines().filter((link) => !known.has(link))
  for (const link of links) known.add(link)
  const rows = await rowsOf(links, site)
  const marks = rows.map(partRead)
  if (marks.some((part) => part > 0)) mark(links, marks, await loadLater())
  app.dataset.states = ''
}

async function rowsOf(
  links: HTMLAnchorElement[],
  site: SiteConfig,
): Promise<(ReadingRow | undefined)[]> {
  const rows = links.map((): ReadingRow | undefined => undefined)
  const wanted = new Map<PublicationKey, [id: string, at: number][]>()
  for (const [at, { pathname }] of links.entries()) {
    const route = routeOf(pathname, site)
    if (route.kind !== 'article') continue
    rows[at] = readingOf(route.publication, route.article)
    if (rows[at]) continue
    const of = wanted.get(route.publication) ?? []
    of.push([route.article, at])
    wanted.set(route.publication, of)
  }
  for (const [publication, of] of wanted) {
    const ids = of.map(([id]) => id)
    const found = await loadReading(await openLibrary(), publication, ids)
    for (const [index, row] of found.entries()) rows[of[index]![1]] = row
  }
  return rows
}

/** Share of the article that has been read: 0 for an article that was only opened. */
function partRead(row: ReadingRow | undefined): number {
  return row?.progression ?? 0
}

/** Appends the state to the line with the date, so that nothing that has been painted moves. */
function mark(links: HTMLAnchorElement[], parts: number[], later: LaterWords): void {
  const percent = new Intl.NumberFormat([t.language, 'en'], { style: 'percent' })
  const marked = links.flatMap((link, index) => {
    const part = parts[index]!
    const line = link.closest('article')?.querySelector<HTMLElement>('.meta')
    if (!line?.isConnected || part <= 0) return []
    const state = document.createElement('span')
    state.className = 'state'
    state.lang = t.language
    state.dir = t.direction
    // A script with taller lines must not move the text below.
    state.style.lineHeight = 'inherit'
    state.textContent =
      part < FINISHED_AT ? later.wasReadTo(percent.format(Math.max(part, 0.01))) : later.wasRead
    return [{ line, state, height: 0 }]
  })
  for (const each of marked) each.height = each.line.offsetHeight
  for (const { line, state } of marked) line.append(state)
  const tooLong = () => marked.filter(({ line, height }) => line.offsetHeight > height + 2)
  // If the line would wrap, hide the reading time, and if that is not enough, the state instead.
  for (const { state } of tooLong()) {
    const before = state.previousElementSibling
    if (before?.matches('.reading-time')) before.classList.add('unseen')
  }
  for (const { state } of tooLong()) {
    state.previousElementSibling?.classList.remove('unseen')
    state.classList.add('unseen')
  }
}
