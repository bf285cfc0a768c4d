import { loadLatest, loadPublications } from './reads.ts'
import type { ArticleRow, Library } from './schema.ts'

export interface Found {
  card: ArticleRow
  /** Title of the publication it is from. */
  title: string
}

/** Articles of a publication that are read at a time: half a megabyte. */
const STEP = 1000

/**
 * Finds the articles on this device that have all words in headline, kicker, summary or byline: first those with all words
 * in the headline, each group newest first.
 * @param count the most articles to return
 * @param signal ends the search between two reads, by an AbortError
 */
export async function searchCards(
  library: Library,
  words: string,
  count: number,
  signal: AbortSignal,
): Promise<Found[]> {
  const wanted = fold(words).split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  const inHeadline: Found[] = []
  const elsewhere: Found[] = []
  for (const { fingerprint, address, release } of await loadPublications(library)) {
    let after: ArticleRow | undefined
    do {
      signal.throwIfAborted()
      const cards = await loadLatest(library, fingerprint, {
        count: STEP,
        ...(after ? { after } : {}),
      })
      for (const card of cards as ArticleRow[]) {
        const headline = fold(card.headline)
        const found = { card, title: release?.title ?? address }
        if (wanted.every((word) => headline.includes(word))) inHeadline.push(found)
        else {
          const all = `${headline}\n${fold(restOf(card))}`
          if (wanted.every((word) => all.includes(word))) elsewhere.push(found)
        }
      }
      after = cards.length === STEP ? (cards.at(-1) as ArticleRow) : undefined
    } while (after)
  }
  const newestFirst = (a: Found, b: Found) => Number(a.card.order) - Number(b.card.order)
  return [...inHeadline.sort(newestFirst), ...elsewhere.sort(newestFirst)].slice(0, count)
}

function restOf({ kicker = '', summary, authors }: ArticleRow): string {
  return [kicker, summary, ...authors.map(({ name }) => name)].join('\n')
}

/** Marks that readers leave out when they type: Latin, Greek and Cyrillic accents, Hebrew and Arabic points. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/g
/** Soft hyphen, zero-width joiners and spaces, direction marks, the Arabic tatweel. */
const INVISIBLE = /[\u00ad\u0640\u200b-\u200f\u2066-\u2069\ufeff]/g
/** Letters that differ between a Persian and an Arabic keyboard, and others that are typed for one another. */
const SAME: Record<string, string> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  ł: 'l',
}
const SAME_LETTERS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g')

/**
 * Removes case, accents and points, so that words can be compared. Marks that carry the vowels of a script (Devanagari,
 * Thai, Burmese …) stay. Text without spaces is found by any part of it.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .replace(SAME_LETTERS, (letter) => SAME[letter]!)
}
