import type { PREFERENCES } from '../site/storageKeys.ts'

/**
 * How the reader wants to see text. All of it lives in localStorage because index.html must apply it before the
 * first paint, and only localStorage can be read in time; as attributes of the document (`data-size` …),
 * which the styles follow.
 */
export const SIZES = ['xs', 'sm', 'md', 'lg'] as const
export const THEMES = ['auto', 'light', 'dark', 'sepia', 'black', 'contrast', 'eink'] as const
export const TYPEFACES = ['serif', 'sans', 'legible'] as const
const SPACES = ['normal', 'wide', 'wider'] as const
const SWITCH = ['off', 'on'] as const

/** The first of the values is the standard one, but for the size. */
export const CHOICES = {
  size: SIZES,
  theme: THEMES,
  typeface: TYPEFACES,
  lines: SPACES,
  letters: SPACES,
  words: SPACES,
  paragraphs: SPACES,
  justify: SWITCH,
  hyphens: SWITCH,
  paged: SWITCH,
} as const satisfies Record<Exclude<(typeof PREFERENCES)[number], 'faces'>, readonly string[]>

export type Choice = keyof typeof CHOICES
export type Value<C extends Choice> = (typeof CHOICES)[C][number]

export function standardOf<C extends Choice>(choice: C): Value<C> {
  return (choice === 'size' ? 'md' : CHOICES[choice][0]) as Value<C>
}
