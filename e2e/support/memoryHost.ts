import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers in place of the file. @returns false to let the file be served after all */
export type Fault = (name: string, response: ServerResponse) => boolean

/** A static host over files in memory, which can be told to misbehave. */
export class MemoryHost {
  files: ReadonlyMap<string, Uint8Array>
  /** Pages of the test itself, beside the publication. */
  readonly own = new Map<string, { type: string; body: string | Uint8Array }>()
  /** Names asked for, in order, without the test's own pages. */
  asked: string[] = []
  /** With what headers each was asked for, but for the host's own name. */
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

  /** Answers as a host does that nothing ails. */
  serve(name: string, response: ServerResponse, files = this.files): void {
    const file = files.get(name)
    if (!file) {
      response.writeHead(404).end('nothing here')
      return
    }
    this.bytes += file.length
    // Unknown types and no promise to cache: as plain as a host can be.
    response.writeHead(200, { 'Content-Type': 'application/octet-stream' }).end(file)
  }

  static async of(files: ReadonlyMap<string, Uint8Array>): Promise<MemoryHost> {
    const host = new MemoryHost(files)
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve))
    host.address = `http://127.0.0.1:${(host.server.address() as AddressInfo).port}/`
    return host
  }

  /**
   * Leaves these files without an answer from now on, until `fault` is taken away.
   * @returns the answer that the first request for one is waiting for, once there is one
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

  /** What has been asked for since the last time, in order. */
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

/** The file with one bit changed. */
export function flip(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = Uint8Array.from(files.get(name)!)
  bytes[bytes.length >> 1]! ^= 1
  return bytes
}
