import { mkdirSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { startServer } from '#press/server/startServer.ts'

/**
 * A folder on a host that runs the same server as `longwave serve`. It can go away and come back at the same address.
 */
export class Host {
  readonly folder: string
  address = ''
  private end: (() => Promise<void>) | undefined

  /** @param folder is created when it does not exist */
  private constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.folder = folder
  }

  static async of(folder: string): Promise<Host> {
    const host = new Host(folder)
    await host.start()
    return host
  }

  /** Starts the host again at its earlier address. */
  async start(): Promise<void> {
    if (this.end) return
    const server = await startServer({ folder: this.folder, port: this.port, host: '127.0.0.1' })
    this.address = server.address
    this.end = server.stop
  }

  /** Stops the host: open connections end at once, and no new one is accepted. */
  async stop(): Promise<void> {
    const { end } = this
    this.end = undefined
    await end?.()
  }

  /** Answers every request at this address from now on, as a network that demands a login does. */
  async replaceBy(answer: RequestListener): Promise<void> {
    await this.stop()
    const server = createServer(answer)
    await listen(server, this.port)
    this.end = () => close(server)
  }

  private get port(): number {
    return this.address ? Number(new URL(this.address).port) : 0
  }
}

export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
