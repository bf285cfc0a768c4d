import { type BrowserContext, type BrowserContextOptions, test as base } from '@playwright/test'
import { Host } from './host.ts'
import { type BrowserName, KillableBrowser } from './killableBrowser.ts'
import { Library } from './library.ts'
import { MemoryHost } from './memoryHost.ts'
import { Newsroom } from './newsroom.ts'
import { SAMPLE_SITE } from './press.ts'
import { Reader } from './reader.ts'
import { RecordingProxy } from './recordingProxy.ts'

export interface Fixtures {
  /**
   * Folder of the site that `host` serves: the built-in sample, unless a spec presses its own:
   * `test.use({ site: async ({}, use) => use(await pressSite(files)) })`.
   */
  site: string
  /** Serves `site`, for each test at an address of its own. */
  host: Host
  /** Serves further folders. */
  serve: (folder: string) => Promise<Host>
  /** Serves files in memory, with faults on demand. */
  serveMemory: (files?: ReadonlyMap<string, Uint8Array>) => Promise<MemoryHost>
  /** A publication that is pressed again and again, on a host of its own. It has no edition at first. */
  newsroom: Newsroom
  /** Opens a further newsroom, with other fields of publication.json. */
  openNewsroom: (fields: object) => Promise<Newsroom>
  /** The proxy for all requests of the test's browser (`wiredTest`). */
  wire: RecordingProxy
  /** The rows in the database of `page`. */
  library: Library
  /** A person's browser, whose profile survives it. */
  reader: Reader
  /** Opens a further one, with other options. */
  openReader: (...options: ConstructorParameters<typeof Reader>) => Reader
  /** Makes a browser that a test kills, with a profile that survives it. */
  launch: (name: BrowserName) => KillableBrowser
  /** Opens a further context of the browser, with other options. */
  openContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
}

/** A fixture that makes things of one kind for a test, and ends all of them afterwards. */
function each<Made, Given extends unknown[]>(
  make: (...given: Given) => Made | Promise<Made>,
  end: (made: Made) => Promise<unknown>,
) {
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  return async ({}: object, use: (open: (...given: Given) => Promise<Made>) => Promise<void>) => {
    const all: Made[] = []
    await use(async (...given) => {
      const made = await make(...given)
      all.push(made)
      return made
    })
    for (const made of all.reverse()) await end(made)
  }
}

export const test = base.extend<Fixtures>({
  site: SAMPLE_SITE,
  host: async ({ site, serve }, use) => use(await serve(site)),
  serve: each(Host.of, (host) => host.stop()),
  serveMemory: each(
    (files: ReadonlyMap<string, Uint8Array> = new Map()) => MemoryHost.of(files),
    (host) => host.stop(),
  ),
  openNewsroom: each(Newsroom.open, (newsroom) => newsroom.host.stop()),
  newsroom: async ({ openNewsroom }, use) => use(await openNewsroom({})),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  wire: async ({}, use) => {
    const proxy = await RecordingProxy.open()
    await use(proxy)
    await proxy.close()
  },
  library: async ({ page }, use) => use(new Library(page)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  openReader: async ({}, use) => {
    const readers: Reader[] = []
    await use((...options) => {
      const reader = new Reader(...options)
      readers.push(reader)
      return reader
    })
    for (const reader of readers) await reader.close()
  },
  reader: async ({ openReader }, use) => use(openReader()),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  launch: async ({}, use) => {
    const browsers: KillableBrowser[] = []
    await use((name) => {
      const browser = new KillableBrowser(name)
      browsers.push(browser)
      return browser
    })
    for (const browser of browsers) await browser.kill()
  },
  openContext: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      return context
    })
    for (const context of contexts) await context.close()
  },
})

/** All requests of the pages of these tests go through `wire`. */
export const wiredTest = test.extend({
  proxy: async ({ wire }, use) => use(wire.settings),
})

export { expect } from '@playwright/test'
