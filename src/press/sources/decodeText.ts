import htmlEncodingSniffer, { type SnifferOptions } from 'html-encoding-sniffer'
import { defined } from '#bundle/defined.ts'

export interface DecodeOptions {
  /** The Content-Type header of bytes that came over HTTP. */
  contentType?: string | undefined
  xml?: boolean
}

/** Decodes the bytes of a page or feed in the encoding that a browser would find (WHATWG Encoding, HTML 13.2.3.2). */
export function decodeText(bytes: Uint8Array, options: DecodeOptions = {}): string {
  const declared = /charset\s*=\s*["']?([\w:.-]+)/i.exec(options.contentType ?? '')?.[1]
  const sniffed = htmlEncodingSniffer(
    bytes,
    defined<SnifferOptions>({
      xml: options.xml ?? false,
      defaultEncoding: 'UTF-8',
      transportLayerEncodingLabel: declared || undefined,
    }),
  )
  const label = xmlEncoding(bytes, options) ?? sniffed
  // Servers and templates often name an old encoding over UTF-8 bytes, and seldom the reverse. Text in another encoding
  // is hardly ever valid UTF-8 by chance.
  if (!/^utf-?(?:8|16)/i.test(label) && isUtf8(bytes)) return decodeAs(bytes, 'utf-8')
  return decodeAs(bytes, label)
}

/** The encoding of the XML declaration, which counts where HTTP names none. */
function xmlEncoding(bytes: Uint8Array, options: DecodeOptions): string | undefined {
  if (!options.xml || /charset=/i.test(options.contentType ?? '')) return undefined
  if (bytes[0] === 0xfe || bytes[0] === 0xff || bytes[0] === 0) return undefined
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const label = /<\?xml[^>]*encoding\s*=\s*["']([\w:.-]+)["']/.exec(start)?.[1]
  return label && !/^utf-?16/i.test(label) ? label : undefined
}

function decodeAs(bytes: Uint8Array, label: string): string {
  let decoder: InstanceType<typeof TextDecoder>
  try {
    decoder = new TextDecoder(label)
  } catch {
    decoder = new TextDecoder('utf-8')
  }
  // The bytes are decoded as a stream, because Node 20 otherwise takes a shortcut for windows-1252 which loses its
  // quotation marks and dashes (0x80 to 0x9f become control characters).
  return decoder.decode(bytes, { stream: true }) + decoder.decode()
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /[^\u0000-\u007f]/.test(text)
  } catch {
    return false
  }
}
