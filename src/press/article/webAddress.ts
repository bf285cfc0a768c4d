import { PressError } from '../report/PressError.ts'
import { shorten } from './words.ts'

/**
 * An address of the web as it is written.
 * @returns undefined where it is none, or where the URL parser of browsers refuses it (`https://[site.url]/x`)
 */
export function webAddress(written: string | undefined): string | undefined {
  if (written === undefined || !/^https?:\/\/\S+$/i.test(written)) return undefined
  return URL.canParse(written) ? written : undefined
}

/** Whether a text is meant as an address of the web and is none: a name or a path is not meant as one. */
export function isBrokenAddress(written: string | undefined): written is string {
  return written !== undefined && /^https?:/i.test(written) && webAddress(written) === undefined
}

/** A field that was to be an address of the web, and that was left out because it is none. */
export function brokenAddress(input: string, field: string, written: string): PressError {
  return new PressError(input, `its ${field} is not a valid address ("${shorten(written, 100)}")`, {
    remedy: 'It was left out. Write it like https://example.org/articles/one.',
  })
}

/** The host of an address with its port, by which sites are told apart. `www.` before a host makes no other host of it. */
export function hostOf(address: string): string {
  return new URL(address).host.replace(/^www\./, '')
}
