/** A stretch of a text, by its characters (UTF-16). */
export interface Stretch {
  start: number
  end: number
}

/** Segmenters by kind and language: they are slow to make. */
const segmenters = new Map<string, Intl.Segmenter>()

/** Undefined in Firefox before 125. A language tag from content may be invalid: English rules serve for it. */
function segmenter(
  language: string,
  granularity: 'sentence' | 'word' | 'grapheme',
): Intl.Segmenter | undefined {
  if (!('Segmenter' in Intl)) return undefined
  const key = `${granularity} ${language}`
  let found = segmenters.get(key)
  if (!found) {
    try {
      found = new Intl.Segmenter(language, { granularity })
    } catch {
      found = new Intl.Segmenter('en', { granularity })
    }
    segmenters.set(key, found)
  }
  return found
}

/** For browsers without Intl.Segmenter: a sentence up to its closing marks, in any script. */
const SENTENCE =
  /(?:[^.!?…。！？।॥۔؟።፧]|[.!?…](?=[\p{L}\p{N}]))+[.!?…。！？।॥۔؟።፧]*["'”’»」』)]*\s*/gu

/** The sentences of a text without the space around them; parts without a letter or digit are left out. */
export function cutSentences(text: string, language: string): Stretch[] {
  const all = segmenter(language, 'sentence')
  const parts = all
    ? [...all.segment(text)].map(({ segment, index }) => ({ segment, index }))
    : [...text.matchAll(SENTENCE)].map(({ 0: segment, index }) => ({ segment, index }))
  return parts.flatMap(({ segment, index }) => {
    if (!/[\p{L}\p{N}]/u.test(segment)) return []
    const start = index + segment.length - segment.trimStart().length
    return [{ start, end: index + segment.trimEnd().length }]
  })
}

/** Marks after which a voice pauses, in any script. */
const CLAUSE = /[,;:،؛、，；：፣፤–—)]\s*/gu

/**
 * Cuts a sentence into pieces of at most `most` characters: after a clause if one ends in the second half of a piece, else
 * between words; never inside a word that is shorter than `most`.
 */
export function cutPieces(sentence: string, language: string, most: number): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > most) {
    const head = rest.slice(0, most)
    const clause = [...head.matchAll(CLAUSE)].at(-1)
    const at = clause ? clause.index + clause[0].length : 0
    const cut = at > most / 2 ? at : lastBoundary(rest, language, most)
    pieces.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut)
  }
  if (rest.trim()) pieces.push(rest.trim())
  return pieces
}

/** Characters read beyond the limit of a piece, so that the segmenter sees the end of the last word. */
const LOOK_AHEAD_CHARACTERS = 40

/** Offset of the last boundary between words, or else between letters, within the first `most` characters. */
function lastBoundary(text: string, language: string, most: number): number {
  for (const granularity of ['word', 'grapheme'] as const) {
    const found = segmenter(language, granularity)
    if (!found) break
    let last = 0
    for (const { index } of found.segment(text.slice(0, most + LOOK_AHEAD_CHARACTERS)))
      if (index <= most) last = index
    if (last > 0) return last
  }
  const space = text.lastIndexOf(' ', most)
  return space > 0 ? space + 1 : most
}
