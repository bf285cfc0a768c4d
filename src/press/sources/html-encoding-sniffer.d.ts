declare module 'html-encoding-sniffer' {
  export interface SnifferOptions {
    xml?: boolean
    transportLayerEncodingLabel?: string
    defaultEncoding?: string
  }

  /** @returns the name of an encoding as the WHATWG Encoding Standard writes it */
  export default function htmlEncodingSniffer(bytes: Uint8Array, options?: SnifferOptions): string
}
