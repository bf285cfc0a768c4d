import type { Fetched } from '../fetching/fetchSource.ts'
import { decodeText } from './decodeText.ts'

/** How the bytes of a source are read. Markdown is read by itself, always as UTF-8. */
export type SourceFormat = 'feed' | 'page'

/** The whole text of a feed or a page, in the encoding that its format and its HTTP header tell. */
export function decodeSource(
  { bytes, contentType }: Pick<Fetched, 'bytes' | 'contentType'>,
  format: SourceFormat,
): string {
  return decodeText(bytes, { contentType, xml: format === 'feed' && !isJson(bytes) })
}

function isJson(bytes: Uint8Array): boolean {
  return /^\s*[{[]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 100)))
}
