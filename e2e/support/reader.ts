import { execFileSync } from 'node:child_process'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { CHROMIUM } from './chromium.ts'
import { freshFolder, writeFiles } from './folders.ts'

interface Options {
  /** Environment variables of the browser, besides this process's own. */
  environment?: Record<string, string>
  /** Chromium's preferences, in the form it stores in a profile. */
  preferences?: object
  viewport?: { width: number; height: number }
}

/**
 * A person's browser, with a profile that survives it: close() and open() do to an app what putting the phone away and
 * taking it out again does.
 */
export class Reader {
  readonly profile = freshFolder('profile')
  private readonly options: Options
  private context: BrowserContext | undefined

  constructor(options: Options = {}) {
    this.options = options
    const { preferences } = options
    if (preferences) {
      writeFiles(this.profile, { 'Default/Preferences': JSON.stringify(preferences) })
    }
  }

  async open(): Promise<Page> {
    const { environment = {}, viewport = { width: 360, height: 800 } } = this.options
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...CHROMIUM,
      env: { ...process.env, ...environment },
      viewport,
    })
    return this.context.pages()[0] ?? (await this.context.newPage())
  }

  /** Kills every process of the browser at once (SIGKILL), without notice to tabs, workers or databases. */
  async kill(): Promise<void> {
    const context = this.context
    this.context = undefined
    const closed = new Promise((resolve) => context?.once('close', resolve))
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL')
    await closed
  }

  /** Ids of the processes of this browser, which are started with its profile. */
  private processes(): number[] {
    const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n')
    return lines
      .filter((line) => line.includes(this.profile))
      .map((line) => Number.parseInt(line, 10))
  }

  async close(): Promise<void> {
    await this.context?.close()
    this.context = undefined
  }
}
