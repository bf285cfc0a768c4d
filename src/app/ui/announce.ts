/**
 * Says words through the page's one polite live region, once what came before has been said. Nobody waits for its
 * script with the first page.
 * @param language of the words and their direction, where it is not the interface's
 */
export function announce(words: string, language?: [tag: string, direction: string]): void {
  import('./liveRegion.ts').then(({ say }) => say(words, language))
}
