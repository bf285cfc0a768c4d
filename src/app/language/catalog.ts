import type { FirstWords, LaterWords } from './Words.ts'

const PATH = /\.\/([\w-]+)\.ts$/

function byLanguage<T>(files: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(files).map(([path, it]) => [PATH.exec(path)![1]!, it]))
}

// The query makes a module of each part (vite/wordParts.ts, wordParts), and so a chunk.
const FIRST = byLanguage(
  import.meta.glob<FirstWords>(['./{??,???,??-????}.ts', '!./en.ts'], {
    import: 'first',
    query: '?first',
  }),
)
const LATER = byLanguage(
  import.meta.glob<LaterWords>('./{??,???,??-????}.ts', { import: 'later', query: '?later' }),
)
const [en] = Object.values(
  import.meta.glob<FirstWords>('./en.ts', { import: 'first', query: '?first', eager: true }),
)

/** The languages the app speaks (BCP 47, main part and perhaps script): one for each file here with such a name. */
export const LANGUAGES = [...LATER.keys()]

/** The words of the interface. A live binding: a page drawn after `speak` has the new ones. */
export let t: FirstWords = en!

/** The words of what a reader opens on purpose, once `loadLater` has been awaited. */
export let later: LaterWords

/**
 * The app speaks this language from now on.
 * @returns false where its words cannot be had: then nothing has changed
 */
export async function speak(language: string): Promise<boolean> {
  try {
    const [words, rest] = await Promise.all([
      language === 'en' ? en : FIRST.get(language)?.(),
      later && LATER.get(language)?.(),
    ])
    if (!words) return false
    t = words
    if (rest) later = rest
    return true
  } catch {
    return false
  }
}

/** To be awaited before anything that says `later.…` is drawn. English where the language cannot be had. */
export async function loadLater(): Promise<void> {
  later = await LATER.get(spokenOf([t.language])!)!().catch(() => LATER.get('en')!())
}

/**
 * The language of a date among the interface's words: as the publication has it where both are in one language,
 * since fa-AF has other months than fa, and en-GB another order than en.
 */
export function languageOfDates(publication: string): string {
  return publication.split('-')[0] === t.language.split('-')[0] ? publication : t.language
}

/**
 * The first of these BCP 47 tags the app speaks, by as much of it as there are words for: `fa-AF` is `fa`, and
 * `zh-Hant-TW` would be `zh-Hant`.
 */
export function spokenOf(tags: readonly string[], spoken = LANGUAGES): string | undefined {
  const longestFirst = [...spoken].sort((a, b) => b.length - a.length)
  for (const tag of tags) {
    const found = longestFirst.find((it) =>
      `${tag}-`.toLowerCase().startsWith(`${it}-`.toLowerCase()),
    )
    if (found) return found
  }
  return undefined
}
