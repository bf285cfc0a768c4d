import type { FirstWords, LaterWords } from './Words.ts'

const PATH = /\.\/([\w-]+)\.ts$/

function byLanguage<T>(files: Record<string, T>): Map<string, T> {
  return new Map(Object.entries(files).map(([path, it]) => [PATH.exec(path)![1]!, it]))
}

// The query makes a module, and so a chunk, of each part of a language (vite/wordParts.ts).
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

/** The languages of the interface (BCP 47, main part and perhaps script): one for each file here with such a name. */
export const LANGUAGES = [...LATER.keys()]

/**
 * The words of the interface. Kept in the module as a live binding: a page has one language, and all that is drawn after
 * `speak` uses the new words.
 */
export let t: FirstWords = en!

/** Whether words that load later are in use: another language is then spoken only if the device has its own, too. */
let usesLater = false

/**
 * Changes the language of the interface.
 * @returns false if its words cannot be loaded: nothing has changed then
 */
export async function speak(language: string): Promise<boolean> {
  try {
    const [words] = await Promise.all([
      language === 'en' ? en : FIRST.get(language)?.(),
      usesLater && LATER.get(language)?.(),
    ])
    if (!words) return false
    t = words
    return true
  } catch {
    return false
  }
}

/**
 * Loads the words of features that a reader opens on purpose, in the language of `t`; English if that cannot be loaded.
 * The browser keeps what it has loaded, so every caller asks for itself, and what is drawn after `speak` has the new words.
 */
export function loadLater(): Promise<LaterWords> {
  usesLater = true
  return LATER.get(supportedLanguage([t.language])!)!().catch(() => LATER.get('en')!())
}

/**
 * The language of a date among words of the interface: the tag of the publication if both are in one language, since
 * fa-AF has other months than fa, and en-GB another order than en.
 */
export function languageOfDates(publication: string): string {
  return publication.split('-')[0] === t.language.split('-')[0] ? publication : t.language
}

/**
 * The language of the interface for the first of these BCP 47 tags that has one: `fa` for `fa-AF`, and `zh-Hant`, if
 * there were such a file, for `zh-Hant-TW`.
 */
export function supportedLanguage(
  tags: readonly string[],
  supported = LANGUAGES,
): string | undefined {
  const longestFirst = [...supported].sort((a, b) => b.length - a.length)
  for (const tag of tags) {
    const found = longestFirst.find((it) =>
      `${tag}-`.toLowerCase().startsWith(`${it}-`.toLowerCase()),
    )
    if (found) return found
  }
  return undefined
}
