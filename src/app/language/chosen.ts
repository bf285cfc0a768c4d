import { local } from '../site/siteStorage.ts'
import { supportedLanguage } from './catalog.ts'

/** The language that the reader has chosen in Settings; undefined for the language of the browser. */
export function chosenLanguage(): string | undefined {
  return supportedLanguage([local.get('language') ?? ''])
}

/** @param language undefined for the language of the browser */
export function chooseLanguage(language: string | undefined): void {
  local.set('language', language)
}

/** The reader's choice, else the first language of the browser that the interface has, else that of the publication. */
export function languageToSpeak(publication: string): string {
  return chosenLanguage() ?? supportedLanguage([...navigator.languages, publication]) ?? 'en'
}
