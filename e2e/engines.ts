import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import puppeteer, { type LaunchOptions } from 'puppeteer-core'
import { findChromium, findFirefox, findWebKitDriver } from './browsers.ts'
import { freshFolder } from './longwave.ts'

/** As much of a browser as a smoke test needs, the same for engines with different remote controls. */
export interface Engine {
  goto(address: string): Promise<void>
  /** @param script the body of a function, with `return` */
  run<T>(script: string): Promise<T>
  /** Whether the profile outlives close(). */
  keepsProfile: boolean
  close(): Promise<void>
}

export interface EngineKind {
  name: string
  /** What is missing here, in words; undefined where the engine can be started. */
  missing: string | undefined
  /** @param prefs of Firefox (about:config) */
  open(profile: string, prefs?: Record<string, boolean>): Promise<Engine>
}

const firefox = findFirefox()
const webKitDriver = findWebKitDriver()
const MINI_BROWSER = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
].find((path) => existsSync(path))

export const ENGINES: EngineKind[] = [
  {
    name: 'Chromium',
    missing: undefined,
    open: (profile) =>
      openByPuppeteer({
        browser: 'chrome',
        executablePath: findChromium() ?? chromium.executablePath(),
        userDataDir: profile,
        // Chromium refuses its sandbox to root, which containers run as.
        args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
      }),
  },
  {
    name: 'Firefox',
    missing: firefox ? undefined : 'Firefox is not installed (FIREFOX_PATH names one)',
    open: (profile, prefs = {}) =>
      openByPuppeteer({
        browser: 'firefox',
        executablePath: firefox!,
        userDataDir: profile,
        extraPrefsFirefox: prefs,
      }),
  },
  {
    name: 'WebKitGTK',
    missing: webKitDriver && MINI_BROWSER ? undefined : 'webkit2gtk-driver is not installed',
    open: openWebKit,
  },
]

async function openByPuppeteer(options: LaunchOptions): Promise<Engine> {
  const browser = await puppeteer.launch({ ...options, headless: true })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  return {
    keepsProfile: true,
    async goto(address) {
      await page.goto(address, { waitUntil: 'domcontentloaded' })
    },
    run: (script) => page.evaluate(`(() => { ${script} })()`) as Promise<never>,
    close: () => browser.close(),
  }
}

/** Plain W3C WebDriver (https://www.w3.org/TR/webdriver2/): six requests need no client library. */
async function openWebKit(): Promise<Engine> {
  const processes: ChildProcess[] = []
  const start = (command: string, args: string[], env: Record<string, string> = {}) => {
    const child = spawn(command, args, { stdio: 'ignore', env: { ...process.env, ...env } })
    processes.push(child)
    return child
  }
  const close = async () => {
    for (const child of processes.reverse()) child.kill('SIGKILL')
  }
  try {
    const display = process.env.DISPLAY ?? `:${90 + (process.pid % 900)}`
    if (!process.env.DISPLAY) start('Xvfb', [display, '-screen', '0', '800x900x24'])
    const port = 20_000 + (process.pid % 20_000)
    start(webKitDriver!, [`--port=${port}`], {
      DISPLAY: display,
      HOME: freshFolder('webkit'),
      // Containers have neither a user namespace for the sandbox nor a graphics card.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
      WEBKIT_DISABLE_COMPOSITING_MODE: '1',
    })
    const driver = `http://127.0.0.1:${port}`
    await answering(`${driver}/status`)
    const { sessionId } = await send<{ sessionId: string }>(`${driver}/session`, {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
        },
      },
    })
    const session = `${driver}/session/${sessionId}`
    return {
      keepsProfile: false,
      async goto(address) {
        await send(`${session}/url`, { url: address })
      },
      run: (script) => send(`${session}/execute/sync`, { script, args: [] }),
      async close() {
        await fetch(session, { method: 'DELETE' }).catch(() => undefined)
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function send<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) })
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}

async function answering(address: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing answers at ${address}`)
}
