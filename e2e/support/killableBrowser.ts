import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { findChromium, findFirefox } from './browsers.mjs'
import { CHROMIUM } from './chromium.ts'
import { freshFolder, writeFiles } from './folders.ts'

export type BrowserName = 'chrome' | 'firefox'

/** @returns path of the browser, or undefined where it is not installed */
export const findBrowser = (name: BrowserName) =>
  name === 'chrome' ? findChromium() : findFirefox()

/**
 * Chromium or Firefox with a profile that survives the browser. This class starts the browser itself, because Puppeteer
 * changes Firefox's preferences and restores them later: a start in between would use a mixture.
 */
export class KillableBrowser {
  readonly name: BrowserName
  readonly profile = freshFolder('killable')
  private child: ChildProcess | undefined
  private browser!: Browser
  /** Resolves when no process of the browser is left. */
  private gone = Promise.resolve()

  constructor(name: BrowserName) {
    this.name = name
    if (name === 'firefox') writeFiles(this.profile, { 'user.js': FIREFOX_PREFERENCES })
  }

  /** Starts the browser unless it is running. @returns its page */
  async open(): Promise<Page> {
    const { name, profile } = this
    const args = [
      ...puppeteer.defaultArgs({
        browser: name,
        headless: true,
        userDataDir: profile,
        args: name === 'chrome' ? CHROMIUM.args : [],
      }),
      '--remote-debugging-port=0',
    ]
    const child = spawn(findBrowser(name)!, args, {
      // A process group of its own, so that all processes of the browser can be killed at once.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.child = child
    // All processes of the browser hold this pipe: it closes when the last one ends.
    this.gone = new Promise((resolve) => child.once('close', () => resolve()))
    process.once('exit', this.killGroup)
    const address = await addressOf(child)
    this.browser = await puppeteer.connect(
      name === 'chrome'
        ? { browserWSEndpoint: address, defaultViewport: null, protocolTimeout: 0 }
        : {
            browserWSEndpoint: `${address}/session`,
            protocol: 'webDriverBiDi',
            defaultViewport: null,
            protocolTimeout: 0,
          },
    )
    const page = (await this.browser.pages())[0] ?? (await this.browser.newPage())
    // The test's own limit is the only one, because a busy machine is slow.
    page.setDefaultTimeout(0)
    return page
  }

  /**
   * @returns the result of the promise, or of `otherwise` when the browser ends before: over BiDi, the promise may then
   * never settle
   */
  orGone<T, Otherwise>(promised: Promise<T>, otherwise: () => Otherwise): Promise<T | Otherwise> {
    const gone = this.gone.then(otherwise)
    gone.catch(() => undefined)
    return Promise.race([promised, gone])
  }

  /** Kills all processes of a running browser at once (SIGKILL), so that none can write any more. */
  async kill(): Promise<void> {
    this.killGroup()
    await this.gone
    process.off('exit', this.killGroup)
    this.child = undefined
    await this.browser?.disconnect().catch(() => undefined)
  }

  /**
   * Whether Chromium's own log says that it found no database where there was one. After about one kill in a hundred,
   * Chromium deletes a whole database (docs/decisions/0016). Delivery and library delete none, so this excuses no fault
   * of the app.
   */
  hasLostDatabase(): boolean {
    const folder = join(this.profile, 'Default/IndexedDB')
    if (!existsSync(folder)) return false
    return readdirSync(folder)
      .map((name) => join(folder, name, 'LOG'))
      .some((log) => existsSync(log) && readFileSync(log, 'utf8').includes('since it was missing'))
  }

  private killGroup = (): void => {
    const pid = this.child?.pid
    if (pid === undefined) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // The browser has ended by itself.
    }
  }
}

/** @returns the address for commands, which the browser prints once it accepts them */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const lines: string[] = []
    createInterface(child.stderr!).on('line', (line) => {
      const [, address] = /listening on (ws:\S+)/.exec(line) ?? []
      if (address) resolve(address)
      lines.push(line)
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`the browser ended: ${lines.join('\n')}`)))
  })
}

/**
 * Preferences that leave only the page of the test: no first-run page, no restore after a crash, no requests to
 * Mozilla.
 */
const FIREFOX_PREFERENCES = Object.entries({
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.ipc.reportProcessHangs': false,
  'dom.max_script_run_time': 0,
  'extensions.update.enabled': false,
  'fission.webContentIsolationStrategy': 0,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'http://dummy.test/',
  'toolkit.startup.max_resumed_crashes': -1,
})
  .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  .join('')
