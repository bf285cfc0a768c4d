/** Name of a language in the language of the interface. */
export function nameOfLanguage(language: string): string {
  try {
    return (
      new Intl.DisplayNames(document.getElementById('player')?.lang || 'en', {
        type: 'language',
      }).of(language) ?? language
    )
  } catch {
    return language
  }
}
