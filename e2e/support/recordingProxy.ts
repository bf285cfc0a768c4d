import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  method: string
  url: string
  headers: IncomingHttpHeaders
}

/**
 * A proxy that records every request, whether a page, a worker or the browser itself makes it. It can hold answers back
 * or send them in pieces. Use: `newContext({ proxy: wire.settings })`.
 */
export class RecordingProxy {
  readonly asked: Asked[] = []
  /** Bytes of all answers, as compressed by their hosts, without headers. */
  bytes = 0
  /** Headers that are added to every answer. */
  adds: Record<string, string | string[]> = {}
  /** Whether a request gets no answer. */
  holds: (url: string) => boolean = () => false
  /** How many bytes of an answer are sent in each frame; undefined for all at once. */
  pieces: (url: string) => number | undefined = () => undefined
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const { method = '', url = '', headers } = request
      this.asked.push({ method, url, headers })
      if (this.holds(url)) return
      const piece = this.pieces(url)
      // A piece of a compressed file cannot be shown, so the host is asked for the plain file.
      const plain = piece ? { ...headers, 'accept-encoding': 'identity' } : headers
      const onward = ask(url, { method, headers: plain }, (answer) => {
        response.writeHead(answer.statusCode!, { ...answer.headers, ...this.adds })
        answer.on('data', (chunk: Buffer) => {
          this.bytes += chunk.length
        })
        if (piece) send(answer, response, piece).catch(() => response.destroy())
        else answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    this.server.on('connect', ({ method = '', url = '', headers }, socket) => {
      this.asked.push({ method, url: `https://${url}`, headers })
      socket.destroy()
    })
  }

  static async open(): Promise<RecordingProxy> {
    const proxy = new RecordingProxy()
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get settings() {
    const { port } = this.server.address() as AddressInfo
    // Chromium uses no proxy for loopback addresses unless `bypass` says so.
    return { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' }
  }

  /** Returns the requests since the last call. */
  take(): Asked[] {
    return this.asked.splice(0)
  }

  /** Ends all connections: waiting requests get no answer. */
  drop(): void {
    this.server.closeAllConnections()
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }
}

async function send(answer: AsyncIterable<Buffer>, response: ServerResponse, piece: number) {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  const all = Buffer.concat(chunks)
  for (let at = 0; at < all.length; at += piece) {
    response.write(all.subarray(at, at + piece))
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  response.end()
}
