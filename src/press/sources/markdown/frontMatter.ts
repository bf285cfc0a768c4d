import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { PressError } from '../../report/PressError.ts'

export type Fields = Record<string, unknown>

export interface Sheet {
  fields: Fields
  /** The Markdown below the front matter. */
  text: string
}

const MOST = 64 * 1024

/**
 * Front matter as Jekyll, Hugo, Eleventy and others write it: YAML between `---`, TOML between `+++`.
 * @throws PressError naming the file
 */
export function readFrontMatter(source: string, path: string): Sheet {
  const whole = source.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const [opening, fence] = /^(---|\+\+\+)[ \t]*\n/.exec(whole) ?? []
  if (!opening || !fence) return { fields: {}, text: whole }
  const end = new RegExp(`^${fence === '---' ? '(?:---|\\.\\.\\.)' : '\\+\\+\\+'}[ \\t]*$`, 'm')
  const rest = whole.slice(opening.length)
  const close = end.exec(rest)
  // The fence may be a rule at the top of a text without front matter.
  if (!close) return { fields: {}, text: whole }
  const written = rest.slice(0, close.index)
  const text = rest.slice(close.index + close[0].length)
  if (written.length > MOST) {
    throw new PressError(path, 'its front matter is longer than 64 KiB', {
      remedy: `Put the text below the second line of ${fence}.`,
    })
  }
  try {
    const value: unknown =
      fence === '---'
        ? // "core" leaves dates as they are written; aliases could multiply (billion laughs).
          parseYaml(written, {
            schema: 'core',
            maxAliasCount: 20,
            uniqueKeys: false,
            // A lower level would no longer throw on faults.
            logLevel: 'error',
          })
        : parseToml(written)
    const isFields = typeof value === 'object' && value !== null && !Array.isArray(value)
    return { fields: isFields ? (value as Fields) : {}, text }
  } catch (cause) {
    const reason = (cause as Error).message.split('\n')[0]!.replace(/[.:]$/, '')
    throw new PressError(path, `its front matter cannot be read (${reason})`, {
      remedy: `Correct the text between the two lines of ${fence}. A title that contains a colon needs quotation marks.`,
      cause,
    })
  }
}

/** The text of the first of these fields that has one. Names are compared without case. */
export function wordsOf(fields: Fields, ...names: string[]): string | undefined {
  for (const name of names) {
    const value = fieldOf(fields, name)
    if (typeof value === 'string' && value.trim()) return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

export function fieldOf(fields: Fields, name: string): unknown {
  if (Object.hasOwn(fields, name)) return fields[name]
  const key = Object.keys(fields).find((key) => key.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : fields[key]
}

/** Makes a list of one value or a list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
