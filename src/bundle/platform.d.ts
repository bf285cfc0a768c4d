// The globals that all platforms of Longwave have (browsers, workers, Node). They are declared by hand, because this folder
// has neither the DOM's nor Node's types: other globals do not compile here.

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  decode(bytes: Uint8Array): string
}
declare class URL {
  constructor(url: string, base?: string)
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly search: string
  readonly hash: string
  readonly href: string
}
interface CryptoKey {
  readonly type: string
}
declare const crypto: {
  getRandomValues<T extends Uint8Array>(array: T): T
  readonly subtle: {
    digest(algorithm: 'SHA-256', bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
    importKey(
      format: 'raw' | 'pkcs8',
      bytes: Uint8Array<ArrayBuffer>,
      algorithm: 'Ed25519',
      extractable: boolean,
      usages: ('verify' | 'sign')[],
    ): Promise<CryptoKey>
    verify(
      algorithm: 'Ed25519',
      key: CryptoKey,
      signature: Uint8Array<ArrayBuffer>,
      bytes: Uint8Array<ArrayBuffer>,
    ): Promise<boolean>
  }
}
interface ByteReader {
  read(): Promise<{ done: boolean; value?: Uint8Array<ArrayBuffer> }>
  cancel(reason?: unknown): Promise<void>
}
interface ByteWriter {
  readonly ready: Promise<void>
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>
  close(): Promise<void>
  abort(reason?: unknown): Promise<void>
}
declare class DecompressionStream {
  constructor(format: 'gzip')
  readonly readable: { getReader(): ByteReader }
  readonly writable: { getWriter(): ByteWriter }
}
declare function atob(base64: string): string
declare function btoa(binary: string): string
