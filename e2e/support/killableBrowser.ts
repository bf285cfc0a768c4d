import { type ChildProcess, spawn } from 'node:child_process'
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
 * Chromium or Firefox over a profile that outlives it. It is started here and not by Puppeteer, which changes and
 * restores Firefox's preferences in its own time: a start that comes meanwhile would meet half of them.
 */
export class KillableBrowser {
  readonly name: BrowserName
  readonly profile = freshFolder('killable')
  private child: ChildProcess | undefined
  private browser!: Browser
  /** Settles when no process of the browser is left. */
  private gone = Promise.resolve()

  constructor(name: BrowserName) {
    this.name = name
    if (name === 'firefox') writeFiles(this.profile, { 'user.js': FIREFOX_PREFERENCES })
  }

  /** Starts it, where it does not run. @returns its page */
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
      // A group of its own, so that all its processes can be killed at once.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.child = child
    // All its processes hold the pipe: it closes with the last of them.
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
    // Only the test's own limit ends what a busy machine makes slow.
    page.setDefaultTimeout(0)
    return page
  }

  /** @returns what is promised, or `otherwise` where the browser is gone before: over BiDi it may never be answered */
  orGone<T, Otherwise>(promised: Promise<T>, otherwise: () => Otherwise): Promise<T | Otherwise> {
    const gone = this.gone.then(otherwise)
    gone.catch(() => undefined)
    return Promise.race([promised, gone])
  }

  /** Ends all its processes at once (SIGKILL), where it runs: none can write another word. */
  async kill(): Promise<void> {
    this.killGroup()
    await this.gone
    process.off('exit', this.killGroup)
    this.child = undefined
    await this.browser?.disconnect().catch(() => undefined)
  }

  private killGroup = (): void => {
    const pid = this.child?.pid
    if (pid === undefined) return
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
    } catch {
      // It has died by itself.
    }
  }
}

/** @returns where the browser takes commands, which it prints when it can */
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

/** Nothing but the page of the test: no first start, no rescue after a crash, no word to its maker. */
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
