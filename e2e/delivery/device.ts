import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { build } from 'vite'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { freshFolder, ROOT } from '../longwave.ts'
import type { Harness } from './harness.ts'
import { Mirror } from './mirror.ts'
import { Publisher, type Run } from './publish.ts'

export type Told<T extends ToPage['type']> = Extract<ToPage, { type: T }>

/** Delivery and library in a page of one browser profile: a reader's device without the app. */
export class Device {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  /** @returns all that was told */
  deliver(message: ToWorker): Promise<ToPage[]> {
    return this.page.evaluate((asked) => window.longwave.deliver(asked), message)
  }

  subscribe(address: string, more: Partial<ToWorker> = {}): Promise<ToPage[]> {
    return this.deliver({ type: 'subscribe', address, ...more } as ToWorker)
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
}

declare global {
  interface Window {
    longwave: Harness
  }
}

interface Fixtures {
  /** A page served by a host that carries nothing else. */
  device: Device
  /** Another page of the same profile. */
  another: () => Promise<Device>
  /** A publisher with some runs pressed, one article each unless said otherwise, and its host. */
  publish: (id: string, runs?: Run[]) => Promise<{ publisher: Publisher; mirror: Mirror }>
}

export const test = base.extend<Fixtures, { harness: string; home: Mirror }>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const outDir = freshFolder('harness')
      await build({
        configFile: false,
        root: ROOT,
        logLevel: 'error',
        publicDir: false,
        build: {
          outDir,
          minify: false,
          lib: {
            entry: join(import.meta.dirname, 'harness.ts'),
            formats: ['es'],
            fileName: () => 'harness.js',
          },
          rollupOptions: { output: { codeSplitting: false } },
        },
      })
      await use(readFileSync(join(outDir, 'harness.js'), 'utf8'))
    },
    { scope: 'worker' },
  ],
  home: [
    async ({ harness }, use) => {
      const home = await Mirror.of(new Map())
      home.own.set('', {
        type: 'text/html',
        body: '<!doctype html><title>Device</title><script type="module" src="harness.js"></script>',
      })
      home.own.set('harness.js', { type: 'text/javascript', body: harness })
      await use(home)
      await home.stop()
    },
    { scope: 'worker' },
  ],
  another: async ({ context, home }, use) => {
    await use(async () => {
      const page = await context.newPage()
      await page.goto(home.address)
      await page.waitForFunction(() => window.longwave !== undefined)
      return new Device(page)
    })
  },
  device: async ({ another }, use) => {
    await use(await another())
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  publish: async ({}, use) => {
    const mirrors: Mirror[] = []
    await use(async (id, runs = [{ articles: [{}] }]) => {
      const publisher = await Publisher.of(id)
      for (const run of runs) await publisher.press(run)
      const mirror = await Mirror.of(publisher.files)
      mirrors.push(mirror)
      return { publisher, mirror }
    })
    for (const mirror of mirrors) await mirror.stop()
  },
})

/** Lets the page's clock run ahead in steps (ms) until the delivery has ended. */
export async function passTime(
  { page }: Device,
  told: Promise<ToPage[]>,
  step: number,
  each = () => {},
): Promise<ToPage[]> {
  let over = false
  const end = told.finally(() => {
    over = true
  })
  while (!over) {
    each()
    // For the page to notice what has come over the real network meanwhile, on a busy machine too.
    await page.waitForTimeout(150)
    if (!over) await page.clock.fastForward(step)
  }
  return end
}

/** The one message of a kind. @throws Error when there is none or more than one */
export function the<T extends ToPage['type']>(told: ToPage[], type: T): Told<T> {
  const found = told.filter((message): message is Told<T> => message.type === type)
  if (found.length !== 1) {
    const others = told.filter((message) => message.type !== 'progress')
    throw new Error(`${found.length} times "${type}" in ${JSON.stringify(others)}`)
  }
  return found[0]!
}
