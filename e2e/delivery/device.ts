import { readFileSync } from 'node:fs'
import type { CDPSession, Page } from '@playwright/test'
import type { PublicationRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { MemoryHost } from '../support/memoryHost.ts'
import { Publisher, type Run } from '../support/publisher.ts'
import { scriptPath } from '../support/scripts.ts'
import { test as base } from '../support/test.ts'
import type { Harness } from './harness.ts'

export type Told<T extends ToPage['type']> = Extract<ToPage, { type: T }>

/** A reader's device without the app: delivery and library in a page of one browser profile. */
export class Device {
  readonly page: Page
  /** Further pages, which end with the test. */
  private readonly tabs: Page[] = []
  private session: CDPSession | undefined

  private constructor(page: Page) {
    this.page = page
  }

  static async open(page: Page, address: string): Promise<Device> {
    await page.goto(address)
    await page.waitForFunction(() => window.longwave !== undefined)
    return new Device(page)
  }

  /** Opens another page of the same profile and origin. */
  async openTab(): Promise<Device> {
    const page = await this.page.context().newPage()
    this.tabs.push(page)
    return Device.open(page, this.page.url())
  }

  /** @returns all messages that the page was sent */
  deliver(message: ToWorker): Promise<ToPage[]> {
    return this.page.evaluate((asked) => window.longwave.deliver(asked), message)
  }

  subscribe(address: string, more: Partial<ToWorker> = {}): Promise<ToPage[]> {
    return this.deliver({ type: 'subscribe', address, ...more } as ToWorker)
  }

  unsubscribe(publication: string): Promise<ToPage[]> {
    return this.deliver({ type: 'unsubscribe', publication: publication as PublicationKey })
  }

  sync(): Promise<ToPage[]> {
    return this.deliver({ type: 'sync' })
  }

  contents(): ReturnType<Harness['contents']> {
    return this.page.evaluate(() => window.longwave.contents())
  }

  front(publication: string): Promise<string[]> {
    return this.page.evaluate((id) => window.longwave.front(id), publication)
  }

  /** @throws when the device has no such publication */
  async publication(id = 'paper'): Promise<PublicationRow> {
    const row = await this.page.evaluate(
      async (id) =>
        (await window.longwave.openLibrary()).get('publications', await window.longwave.keyOf(id)),
      id,
    )
    if (!row) throw new Error(`the device has no publication ${id}`)
    return row
  }

  /** The app's record of each host of the publication `paper`. */
  async hosts(): Promise<NonNullable<PublicationRow['hosts']>> {
    return (await this.publication()).hosts ?? {}
  }

  /** Puts the end of each rest into the past, so that hosts which have failed are compared again. */
  async endRests(): Promise<void> {
    await this.page.evaluate(async () => {
      const library = await window.longwave.openLibrary()
      const row = (await library.get('publications', await window.longwave.keyOf('paper')))!
      for (const host of Object.values(row.hosts ?? {})) {
        if (host.retryAfter) host.retryAfter = 1
      }
      await library.put('publications', row)
    })
  }

  /** Number of articles, texts and images on the device, and the newest complete edition of `paper`. */
  async counts(): Promise<number[]> {
    const { articles, bodies, images, publications } = await this.contents()
    return [articles.length, bodies.length, images.length, publications[0]?.floor ?? 0]
  }

  /** Stops the page's clock, which from now on moves only by `page.clock.fastForward`. */
  async stopClock(): Promise<void> {
    await this.page.clock.install()
    await this.page.clock.pauseAt(Date.now() + 1000)
  }

  /** Records the timers that are set from now on. */
  watchTimers(): Promise<void> {
    return this.page.evaluate(() => window.longwave.watchTimers())
  }

  /**
   * Records timers like watchTimers(), and ends those between two lengths (ms) at once: no test waits for the pauses of
   * delivery.
   */
  skipTimers([from, to]: readonly [from: number, to: number]): Promise<void> {
    return this.page.evaluate(([from, to]) => window.longwave.watchTimers(from, to), [from, to])
  }

  /** Lengths (ms) of the timers recorded since then, in order. */
  timers(): Promise<number[]> {
    return this.page.evaluate(() => window.longwave.timers)
  }

  /** Waits until this many timers have been set. */
  async untilTimers(count: number): Promise<void> {
    await this.page.waitForFunction((count) => window.longwave.timers.length >= count, count)
  }

  /** Ends the page's process, as a browser does when memory is short. */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent('crash')
    const session = await this.page.context().newCDPSession(this.page)
    // The crashed process cannot answer.
    void session.send('Page.crash').catch(() => undefined)
    await crashed
  }

  /** Limits how many bytes the browser lets this origin store; without a number, the limit is the usual one. */
  async limitStorage(quotaSize?: number): Promise<void> {
    const { origin } = new URL(this.page.url())
    this.session ??= await this.page.context().newCDPSession(this.page)
    await this.session.send('Storage.overrideQuotaForOrigin', {
      origin,
      ...(quotaSize === undefined ? {} : { quotaSize }),
    })
  }

  async close(): Promise<void> {
    for (const tab of this.tabs) await tab.close()
    await this.session?.detach()
  }
}

declare global {
  interface Window {
    longwave: Harness
  }
}

/** A publication on its own host and on the mirror that its releases name; both always have the same files. */
export interface Mirrored {
  publisher: Publisher
  host: MemoryHost
  mirror: MemoryHost
  /** Presses one more edition, of one article unless `run` says otherwise. @returns names of the files it added */
  press: (run?: Run) => Promise<string[]>
}

interface Fixtures {
  /** Serves the page of the device. Each test has an origin of its own, and so its own database, locks and channels. */
  home: MemoryHost
  /** A device whose page several tests use, one after the other. */
  device: Device
  /** A device in a browser context of its own, for tests that change its clock or network, or end its process. */
  ownDevice: Device
  /** A publisher that has pressed these runs, by default one of one article, and its host. */
  publish: (id: string, runs?: Run[]) => Promise<{ publisher: Publisher; host: MemoryHost }>
  /** The publication `paper` with one article, on two hosts. */
  publishMirrored: () => Promise<Mirrored>
}

interface WorkerFixtures {
  /** A page that all tests of a worker share: starting its process takes longer than most of them. */
  sharedPage: Page
  /** Serves the page of a device at an address that no earlier test in this browser has used. */
  openHome: () => Promise<MemoryHost>
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sharedPage: [
    async ({ browser }, use) => {
      const context = await browser.newContext()
      await use(await context.newPage())
      await context.close()
    },
    { scope: 'worker' },
  ],
  openHome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const body = readFileSync(scriptPath('harness.js'))
      const homes: MemoryHost[] = []
      await use(async () => {
        const home = await MemoryHost.of(new Map())
        homes.push(home)
        home.own.set('', {
          type: 'text/html',
          body: '<!doctype html><title>Device</title><script type="module" src="harness.js"></script>',
        })
        home.own.set('harness.js', { type: 'text/javascript', body })
        return home
      })
      for (const home of homes) await home.stop()
    },
    { scope: 'worker' },
  ],
  home: async ({ openHome }, use) => use(await openHome()),
  device: async ({ sharedPage, home }, use) => {
    const device = await Device.open(sharedPage, home.address)
    await use(device)
    await device.close()
  },
  ownDevice: async ({ page, home }, use) => use(await Device.open(page, home.address)),
  publish: async ({ serveMemory }, use) => {
    await use(async (id, runs = [{ articles: [{}] }]) => {
      const publisher = await Publisher.of(id)
      for (const run of runs) await publisher.press(run)
      return { publisher, host: await serveMemory(publisher.files) }
    })
  },
  publishMirrored: async ({ publish, serveMemory }, use) => {
    await use(async () => {
      const { publisher, host } = await publish('paper', [])
      const mirror = await serveMemory(publisher.files)
      const press = (run: Run = { articles: [{}] }) =>
        publisher.press({ ...run, release: { mirrors: [mirror.address], ...run.release } })
      await press()
      return { publisher, host, mirror, press }
    })
  },
})

export { expect } from '@playwright/test'

/** Makes runs of two articles each. */
export const runs = (count: number): Run[] =>
  Array.from({ length: count }, () => ({ articles: [{}, {}] }))

/** How long delivery waits between two attempts at one file, at least and at most (ms, src/delivery/mirrors.ts). */
export const RETRY_PAUSES = [500, 3000] as const

/** How long an opening of the database may take (ms, src/library/open.ts). */
export const OPEN_TIMEOUT = [4000, 4000] as const

/** The only message of a type. @throws Error when there is none or more than one */
export function the<T extends ToPage['type']>(told: ToPage[], type: T): Told<T> {
  const found = told.filter((message): message is Told<T> => message.type === type)
  if (found.length !== 1) {
    const others = told.filter((message) => message.type !== 'progress')
    throw new Error(`${found.length} times "${type}" in ${JSON.stringify(others)}`)
  }
  return found[0]!
}
