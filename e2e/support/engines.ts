import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Readable } from 'node:stream'
import { chromium } from '@playwright/test'
import puppeteer, { type LaunchOptions } from 'puppeteer-core'
import { findChromium, findFirefox, findWebKitDriver } from './browsers.mjs'
import { freshFolder } from './folders.ts'
import { type Evaluating, evaluating } from './library.ts'
import { test as base } from './test.ts'

/** The few functions of a browser that a smoke test needs, the same for engines with different remote controls. */
export interface Engine extends Evaluating {
  goto(address: string): Promise<void>
  /** @param script body of a function, with `return`; a promise is awaited */
  run<T>(script: string): Promise<T>
  /** Whether the profile still exists after close(). */
  keepsProfile: boolean
  close(): Promise<void>
}

export interface EngineKind {
  name: 'Chromium' | 'Firefox' | 'WebKitGTK'
  /** Reason why the engine cannot be started here; undefined when it can. */
  missing: string | undefined
  /** @param prefs preferences of Firefox (about:config) */
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
        // Chromium refuses to start its sandbox as root, and containers run as root.
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

/** An engine without functions that are made of others. */
type Remote = Omit<Engine, 'evaluate'>

interface WorkerFixtures {
  /** Opens an engine that the tests of a worker share: its start takes longer than most of them. */
  shareEngine: (kind: EngineKind) => Promise<Engine>
}

interface Fixtures {
  /** Opens a browser with a fresh profile, or with the profile of an earlier one of the test. */
  openEngine: (
    kind: EngineKind,
    options?: { profile?: string; prefs?: Record<string, boolean> },
  ) => Promise<Engine>
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  shareEngine: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const engines = new Map<EngineKind, Promise<Engine>>()
      await use((kind) => {
        const engine = engines.get(kind) ?? kind.open(freshFolder('engine'))
        engines.set(kind, engine)
        return engine
      })
      for (const engine of engines.values()) await (await engine).close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  openEngine: async ({}, use) => {
    const engines: Engine[] = []
    await use(async (kind, { profile = freshFolder('engine'), prefs } = {}) => {
      const engine = await kind.open(profile, prefs)
      engines.push(engine)
      return engine
    })
    for (const engine of engines) await engine.close()
  },
})

/** An engine that needs longer to start (ms) hangs, even on a busy machine. */
const START_TIMEOUT_MS = 120_000

const withEvaluate = (remote: Remote): Engine => ({ ...remote, ...evaluating(remote.run) })

async function openByPuppeteer(options: LaunchOptions): Promise<Engine> {
  const browser = await puppeteer.launch({ ...options, headless: true, timeout: START_TIMEOUT_MS })
  const page = (await browser.pages())[0] ?? (await browser.newPage())
  return withEvaluate({
    keepsProfile: true,
    async goto(address) {
      await page.goto(address, { waitUntil: 'domcontentloaded', timeout: START_TIMEOUT_MS })
    },
    run: (script) => page.evaluate(`(() => { ${script} })()`) as Promise<never>,
    close: async () => {
      if (browser.connected) await browser.close()
    },
  })
}

/** Drives WebKit by plain W3C WebDriver (https://www.w3.org/TR/webdriver2/): six requests need no client library. */
async function openWebKit(): Promise<Engine> {
  const ends: (() => void)[] = []
  const close = async () => {
    for (const end of ends.splice(0).reverse()) end()
  }
  try {
    const display = process.env.DISPLAY ?? (await startDisplay(ends))
    const driver = await startDriver(display, ends)
    const { sessionId } = await send<{ sessionId: string }>(`${driver}/session`, {
      capabilities: {
        alwaysMatch: {
          timeouts: { script: START_TIMEOUT_MS },
          'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
        },
      },
    })
    const session = `${driver}/session/${sessionId}`
    return withEvaluate({
      keepsProfile: false,
      async goto(address) {
        await send(`${session}/url`, { url: address })
      },
      run: (script) => send(`${session}/execute/sync`, { script, args: [] }),
      async close() {
        await fetch(session, { method: 'DELETE' }).catch(() => undefined)
        await close()
      },
    })
  } catch (error) {
    await close()
    throw error
  }
}

/** Starts a virtual screen. @returns its name: the X server takes a free number and writes it to a pipe */
async function startDisplay(ends: (() => void)[]): Promise<string> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  // With this signal the server removes its lock and socket.
  ends.push(() => server.kill('SIGTERM'))
  const number = server.stdio[3] as Readable
  const [line] = await Promise.race([
    once(number, 'data'),
    once(server, 'exit').then(([code]) => {
      throw new Error(`Xvfb ended with ${code}`)
    }),
  ])
  return `:${String(line).trim()}`
}

/** Starts the driver. @returns its address */
async function startDriver(display: string, ends: (() => void)[]): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = await freePort()
    const child = spawn(webKitDriver!, [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: display,
        HOME: freshFolder('webkit'),
        // Containers have neither a user namespace for the sandbox nor a graphics card.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_COMPOSITING_MODE: '1',
      },
    })
    ends.push(() => child.kill('SIGKILL'))
    const driver = `http://127.0.0.1:${port}`
    if (await answers(`${driver}/status`, child)) return driver
    // Another process has taken the port.
  }
  throw new Error('WebKitWebDriver cannot be started')
}

/** A port that was free a moment ago: the driver cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

async function send<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, { method: 'POST', body: JSON.stringify(body) })
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`)
  return value
}

/**
 * Sends requests until the driver answers, because it does not say when it begins to listen. @returns false when it has
 * ended
 */
async function answers(address: string, driver: ChildProcess): Promise<boolean> {
  const end = Date.now() + START_TIMEOUT_MS
  while (Date.now() < end && driver.exitCode === null) {
    const { ok } = await fetch(address).catch(() => ({ ok: false }))
    if (ok) return driver.exitCode === null
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}
