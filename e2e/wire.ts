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
 * The line a browser is on, for `newContext({ proxy: wire.proxy })`: everything that leaves it comes by here, whether a
 * page, a worker or the browser itself asked for it.
 */
export class Wire {
  readonly asked: Asked[] = []
  /** What hosts add to every answer. */
  adds: Record<string, string | string[]> = {}
  /** Requests that get no answer as long as it says so. */
  holds: (url: string) => boolean = () => false
  /** How many bytes of an answer come at once, and the next ones in another frame; undefined: all there are. */
  pieces: (url: string) => number | undefined = () => undefined
  private readonly server: Server

  private constructor() {
    this.server = createServer((request, response) => {
      const { method = '', url = '', headers } = request
      this.asked.push({ method, url, headers })
      if (this.holds(url)) return
      const piece = this.pieces(url)
      // Of what is compressed, no number of bytes is a part of the page.
      const plain = piece ? { ...headers, 'accept-encoding': 'identity' } : headers
      const onward = ask(url, { method, headers: plain }, (answer) => {
        response.writeHead(answer.statusCode!, { ...answer.headers, ...this.adds })
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

  static async open(): Promise<Wire> {
    const wire = new Wire()
    await new Promise<void>((resolve) => wire.server.listen(0, '127.0.0.1', resolve))
    return wire
  }

  get proxy() {
    const { port } = this.server.address() as AddressInfo
    // Chromium keeps its own machine's addresses from proxies unless told not to.
    return { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' }
  }

  /** What has been asked for since the last time. */
  take(): Asked[] {
    return this.asked.splice(0)
  }

  /** Whatever waits for an answer gets none. */
  drop(): void {
    this.server.closeAllConnections()
  }

  async cut(): Promise<void> {
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
