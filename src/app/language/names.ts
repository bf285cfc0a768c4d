import { isServer } from 'solid-js/web'
import { isolated } from './isolated.ts'
import { keepWords } from './kept.ts'

/** `A, B and C` in the words of the language, each name in its own direction. */
export function formatNames(authors: { name: string }[], language: string): string {
  const names = authors.map(({ name }) => name)
  if (names.length < 2) return names.join('')
  const make = () => join(names.map(isolated), language)
  return isServer ? make() : keepWords(`names ${language} ${names.join('\n')}`, make)
}

function join(names: string[], language: string): string {
  try {
    const [known] = Intl.ListFormat.supportedLocalesOf(language)
    if (known) return new Intl.ListFormat(known).format(names)
  } catch {
    // The tag is invalid, or the engine is old.
  }
  // Names in Arabic letters are joined by the Arabic comma, in any language.
  return names.join(/[\u0600-\u06ff]/.test(names.join('')) ? '، ' : ', ')
}
