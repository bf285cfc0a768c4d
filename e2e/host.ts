import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from './longwave.ts'

/** `longwave serve` in a process of its own: a host that can really go away and come back. */
export class Host {
  readonly folder: string
  address = ''
  private process: ChildProcess | undefined

  private constructor(folder: string) {
    this.folder = folder
  }

  static async of(folder: string): Promise<Host> {
    const host = new Host(folder)
    await host.start()
    return host
  }

  /** Comes back at the address it had before. */
  async start(): Promise<void> {
    const port = this.address ? new URL(this.address).port : '0'
    const child = spawn(
      process.execPath,
      [join(ROOT, 'dist/press/longwave.js'), 'serve', this.folder, '--port', port],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.process = child
    this.address = await new Promise<string>((resolve, reject) => {
      let said = ''
      const listen = (chunk: Buffer) => {
        said += chunk
        const address = /http:\/\/\S+?:\d+\/?/.exec(said)?.[0]
        if (address) resolve(address.endsWith('/') ? address : `${address}/`)
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', (code) => reject(new Error(`longwave serve ended with ${code}: ${said}`)))
    })
  }

  async stop(): Promise<void> {
    const child = this.process
    this.process = undefined
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
}
