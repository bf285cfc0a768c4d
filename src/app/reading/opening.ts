import type { ReadingRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { ArticlePageData } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import type { Locator } from './locator.ts'
import { readingOf, setReading } from './readingRows.ts'

/**
 * The module that tracks the reading position, once it is loaded. An article opens at its top without it, so it is not
 * part of the first load. Kept in the module: there is one copy per page, used by every article.
 */
let places: typeof import('./place.ts') | undefined
const load = async () => {
  places ??= await import('./place.ts')
  return places
}

/**
 * Takes over the reading row of the library, unless this page has a newer one. Callers await it before they draw the
 * article, or it opens at its top.
 */
export async function rememberReading(
  publication: PublicationKey,
  article: string,
  row: ReadingRow | undefined,
): Promise<void> {
  if (row && !readingOf(publication, article)) setReading(publication, article, row)
  if (row?.locator) await load().catch(() => undefined)
}

/** The article on the screen. Kept in the module, because place.ts may arrive when another article is shown. */
let shown: ArticlePageData | undefined

/**
 * Opens an article where its reader left it, and stores the reading position from now on. Callers call it when the
 * article has been drawn and not yet painted.
 * @param app the element that the page was drawn into
 * @returns whether there was a stored position
 */
export function openReading(page: ArticlePageData, app: HTMLElement): boolean {
  shown = page
  if (places) return places.openReading(page, app)
  afterPaint(async () => {
    const { openReading } = await load()
    if (shown === page) openReading(page, app)
  })
  return false
}

/** Stores the reading position before the page changes. */
export function closeReading(): void {
  shown = undefined
  places?.closeReading()
}

/** @see place.ts */
export function resumeReading(at: Locator | null | undefined): boolean {
  return places?.resumeReading(at) ?? false
}

/** @see place.ts */
export function positionNow(): Locator | null | undefined {
  return places?.positionNow()
}
