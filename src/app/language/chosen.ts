import { spokenOf } from './catalog.ts'

export const LANGUAGE_KEY = 'longwave:language'

/** The language that the reader has chosen in Settings; undefined for the language of the browser. */
export function chosenLanguage(): string | undefined {
  try {
    return spokenOf([localStorage.getItem(LANGUAGE_KEY) ?? ''])
  } catch {
    return undefined
  }
}

/** @param language undefined for the language of the browser */
export function chooseLanguage(language: string | undefined): void {
  try {
    if (language === undefined) localStorage.removeItem(LANGUAGE_KEY)
    else localStorage.setItem(LANGUAGE_KEY, language)
  } catch {
    // The browser may refuse storage; the choice then holds for this page.
  }
}

/** The reader's choice, else the first language of the browser that the interface has, else that of the publication. */
export function languageToSpeak(publication: string): string {
  return chosenLanguage() ?? spokenOf([...navigator.languages, publication]) ?? 'en'
}
