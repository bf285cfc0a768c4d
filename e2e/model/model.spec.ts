import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import fc from 'fast-check'
import type { MemoryHost } from '../support/memoryHost.ts'
import { SAMPLE_SITE } from '../support/press.ts'
import { SEED, THOROUGH, trials } from '../support/sample.ts'
import { makeStranger } from './modelPublisher.ts'
import { type ModelDevice, ModelRun } from './modelRun.ts'
import { type Step, sequences } from './steps.ts'
import { test as base, expect, openApi, printCount, serveScripts } from './test.ts'

/*
 * Readers, publishers and hosts act in random order. A failure names its seed and its steps: LONGWAVE_STEPS='[…]' runs
 * these steps alone, and LONGWAVE_THOROUGH=1 shortens a failing sequence to the steps it needs.
 */

const { LONGWAVE_STEPS } = process.env

/** A sequence takes seconds; one that has not ended by then (ms) waits for an event that never comes. */
const HUNG = 120_000

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** Serves the built app beside the page that delivers. @returns a function that serves the front page of a publication */
function serveApp(host: MemoryHost): (id: string) => void {
  for (const entry of readdirSync(join(SAMPLE_SITE, 'assets'), { recursive: true })) {
    const type = TYPES[extname(String(entry))]
    if (!type) continue
    const body = readFileSync(join(SAMPLE_SITE, 'assets', String(entry)))
    host.own.set(`assets/${String(entry).replaceAll('\\', '/')}`, { type, body })
  }
  const shell = readFileSync(join(SAMPLE_SITE, 'shell.html'))
  return (id) => host.own.set(`p/${id}/`, { type: TYPES['.html']!, body: shell })
}

const test = base.extend<{ device: ModelDevice }>({
  device: async ({ page, context, pageHost, serveMemory }, use) => {
    const serveFront = serveApp(pageHost)
    serveScripts(pageHost, 'model.html', ['pageApi.js', 'renderedPages.js'])
    const reload = () => openApi(page, pageHost, 'model.html')
    const readInApp = async (id: string) => {
      serveFront(id)
      const tab = await context.newPage()
      // The app in this tab cannot deliver: it shows what the library has.
      await tab.addInitScript(() => Reflect.deleteProperty(globalThis, 'DecompressionStream'))
      await tab.goto(`${pageHost.address}p/${id}/`)
      await expect(tab.locator('main .front')).toBeVisible()
      const headlines = await tab.locator('main h3 a').allTextContents()
      await tab.close()
      return headlines
    }
    await reload()
    const hosts = [await serveMemory(), await serveMemory()] as const
    await use({ page, reload, readInApp, hosts, stranger: await makeStranger() })
  },
})

/** A fixed sequence, so that each run opens the whole app at least once. */
const IN_APP: Step[] = [
  { do: 'deliver', by: 0 },
  { do: 'openApp' },
  { do: 'publish', what: 'articles' },
  { do: 'deliver', by: 1, through: 2 },
  { do: 'kill', by: 1 },
  { do: 'openApp' },
]

/** Two workers share a long run. */
const PARTS = THOROUGH ? [1, 2] : [1]

for (const part of PARTS) {
  test(`in any order of steps, floors never fall, marks stay and the front page is rendered (part ${part} of ${PARTS.length})`, async ({
    device,
  }) => {
    let steps = 0
    const count = trials(8, 1000) / PARTS.length
    await fc.assert(
      fc.asyncProperty(sequences, (sequence) => {
        steps += sequence.length
        return ModelRun.run(device, sequence).catch((error: Error) => {
          // Names the steps at once, because shortening takes long.
          printCount(`${error.message}: LONGWAVE_STEPS='${JSON.stringify(sequence)}'`)
          throw error
        })
      }),
      {
        ...(LONGWAVE_STEPS
          ? { numRuns: 1, examples: [[JSON.parse(LONGWAVE_STEPS)]] }
          : { numRuns: count, examples: [[IN_APP]] }),
        seed: SEED * PARTS.length + part - 1,
        timeout: HUNG,
        endOnFailure: !THOROUGH,
      },
    )
    printCount(`seed ${SEED}, part ${part}: ${count} sequences of ${steps} steps in all`)
  })
}
