/** @returns the name of a language in another one, or its tag where the browser has no name for it */
export function nameOfLanguage(language: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames(inLanguage, { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
