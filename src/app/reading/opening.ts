import type { ReadingRow } from '#library/schema.ts'
import type { ArticlePageData } from '../site/page.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { readingOf, setReading } from './readingRows.ts'

/** What follows the reader; not needed to open an article at its top, so not part of the first load. */
let places: typeof import('./place.ts') | undefined
const load = async () => {
  places ??= await import('./place.ts')
  return places
}

/**
 * What the library knows of an article, unless this page knows it better. To be awaited before the article is
 * drawn, or it opens at its top.
 */
export async function rememberReading(
  publication: string,
  article: string,
  row: ReadingRow | undefined,
): Promise<void> {
  if (row && !readingOf(publication, article)) setReading(publication, article, row)
  if (row?.locator) await load().catch(() => undefined)
}

let shown: ArticlePageData | undefined

/**
 * To be called when an article has been drawn and not yet painted: it opens where its reader left it, and its
 * place is kept from now on.
 * @returns whether there was such a place
 */
export function openReading(page: ArticlePageData): boolean {
  shown = page
  if (places) return places.openReading(page)
  afterPaint(async () => {
    const { openReading } = await load()
    if (shown === page) openReading(page)
  })
  return false
}

/** The page is about to be another one. */
export function closeReading(): void {
  shown = undefined
  places?.closeReading()
}

/** To where the reader had left the shown article, read to its end or not. @returns whether there is such a place */
export function resumeReading(): boolean {
  return places?.resumeReading() ?? false
}
