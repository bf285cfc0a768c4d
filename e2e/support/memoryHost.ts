import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers instead of the host. @returns false when the host shall serve the file after all */
export type Fault = (name: string, response: ServerResponse) => boolean

/** A static host whose files are in memory, and that tests can make misbehave. */
export class MemoryHost {
  files: ReadonlyMap<string, Uint8Array>
  /** Pages of the test itself, besides the publication. */
  readonly own = new Map<string, { type: string; body: string | Uint8Array }>()
  /** Names of requested files, in order, without the test's own pages. */
  asked: string[] = []
  /** The headers of each of these requests, without `host`. */
  readonly headers: IncomingHttpHeaders[] = []
  bytes = 0
  fault: Fault | undefined
  private readonly server: Server
  address = ''

  private constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.files = files
    this.server = createServer((request, response) => {
      const name = decodeURIComponent(new URL(request.url!, 'http://host').pathname.slice(1))
      const own = this.own.get(name)
      if (own) {
        response.writeHead(200, { 'Content-Type': own.type }).end(own.body)
        return
      }
      if (name === 'favicon.ico') {
        response.writeHead(404).end()
        return
      }
      this.asked.push(name)
      const { host: _, ...headers } = request.headers
      this.headers.push(headers)
      response.setHeader('Access-Control-Allow-Origin', '*')
      if (!this.fault?.(name, response)) this.serve(name, response)
    })
  }

  /** Answers as a host without a fault. */
  serve(name: string, response: ServerResponse, files = this.files): void {
    const file = files.get(name)
    if (!file) {
      response.writeHead(404).end('nothing here')
      return
    }
    this.bytes += file.length
    // All files have an unknown type and no cache header, as from the plainest host.
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(file)
  }

  static async of(files: ReadonlyMap<string, Uint8Array>): Promise<MemoryHost> {
    const host = new MemoryHost(files)
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve))
    host.address = `http://127.0.0.1:${(host.server.address() as AddressInfo).port}/`
    return host
  }

  /**
   * Leaves these files without an answer from now on, until `fault` is removed.
   * @returns the response to the first request for one of them, once it arrives
   */
  hold(isHeld: (name: string) => boolean = () => true): Promise<ServerResponse> {
    return new Promise((resolve) => {
      this.fault = (name, response) => {
        if (!isHeld(name)) return false
        resolve(response)
        return true
      }
    })
  }

  /** Returns the names requested since the last call, in order. */
  takeAsked(): string[] {
    const { asked } = this
    this.asked = []
    this.bytes = 0
    return asked
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

export const is = (kind: string) => (name: string) => name.startsWith(`${kind}/`)

/** Returns the file with one bit changed. */
export function flip(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = Uint8Array.from(files.get(name)!)
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}
