/**
 * Announces words through the page's one polite live region, after the words before them. Its script is loaded on the
 * first use, because the first page does not need it.
 * @param language of the words, and their direction, if it is not the language of the interface
 */
export function announce(words: string, language?: [tag: string, direction: string]): void {
  import('./liveRegion.ts').then(({ say }) => say(words, language))
}
