declare module 'html-encoding-sniffer' {
  /** @returns the name of an encoding as the WHATWG Encoding Standard writes it */
  export default function htmlEncodingSniffer(
    bytes: Uint8Array,
    options?: { xml?: boolean; transportLayerEncodingLabel?: string; defaultEncoding?: string },
  ): string
}
