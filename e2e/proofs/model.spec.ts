import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Browser } from '@playwright/test'
import { Mirror } from '../delivery/mirror.ts'
import { SAMPLE_SITE } from '../longwave.ts'
import { randomSteps, type Step } from './sequence.ts'
import { buildScript, expect, randomFrom, SEED, share, tell, test } from './stage.ts'
import { type Lane, makeStranger, Trial } from './trial.ts'

/** Sequences: 1,000 in bench/thorough.mjs. */
const SEQUENCES = share('LONGWAVE_SEQUENCES', 40)
/** Browser profiles side by side. */
const LANES = share('LONGWAVE_LANES', 2)
/** Of so many, one reader opens the whole app in between. */
const IN_APP = 20
/** A sequence to be run alone, as a failure prints it. */
const { LONGWAVE_STEPS } = process.env

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
}

/** The built app, and beside it a page that delivers. */
async function openHome(): Promise<Mirror> {
  const home = await Mirror.of(new Map())
  for (const entry of readdirSync(join(SAMPLE_SITE, 'assets'), { recursive: true })) {
    const type = TYPES[extname(String(entry))]
    if (!type) continue
    const body = readFileSync(join(SAMPLE_SITE, 'assets', String(entry)))
    home.own.set(`assets/${String(entry).replaceAll('\\', '/')}`, { type, body })
  }
  const shell = readFileSync(join(SAMPLE_SITE, 'shell.html'))
  home.own.set('p/model/', { type: TYPES['.html']!, body: shell })
  const scripts = { 'inPage.js': 'inPage.ts', 'drawn.js': 'drawn.ts' }
  for (const [name, entry] of Object.entries(scripts)) {
    home.own.set(name, { type: TYPES['.js']!, body: await buildScript(entry) })
  }
  const tags = Object.keys(scripts).map((name) => `<script type="module" src="${name}"></script>`)
  const body = `<!doctype html><html lang="en"><title>Model</title>${tags.join('')}`
  home.own.set('model.html', { type: TYPES['.html']!, body })
  return home
}

async function openLane(browser: Browser, home: Mirror, stranger: Lane['stranger']) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const open = async () => {
    await page.goto(`${home.address}model.html`)
    await page.waitForFunction(() => window.proofs !== undefined && window.drawn !== undefined)
  }
  const readInApp = async (id: string) => {
    const tab = await context.newPage()
    // An app that cannot deliver reads what there is.
    await tab.addInitScript(() => Reflect.deleteProperty(globalThis, 'DecompressionStream'))
    await tab.goto(`${home.address}p/${id}/`)
    await expect(tab.locator('main .front')).toBeVisible()
    const words = await tab.locator('main h3 a').allTextContents()
    await tab.close()
    return words
  }
  await open()
  const hosts = [await Mirror.of(new Map()), await Mirror.of(new Map())] as Lane['hosts']
  const close = async () => {
    await context.close()
    for (const host of hosts) await host.stop()
  }
  return { page, open, readInApp, hosts, stranger, close }
}

const stepsOf = (number: number) => randomSteps(randomFrom(SEED * 1000 + number))

async function failureOf(lane: Lane, steps: Step[], inApp: boolean): Promise<string | undefined> {
  try {
    await new Trial(lane).run(steps, inApp)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Leaves out, one by one, the steps without which it fails as well. */
async function shorten(lane: Lane, steps: Step[]): Promise<{ steps: Step[]; failure: string }> {
  let [shortest, failure] = [steps, '']
  for (let index = steps.length - 1; index >= 0; index--) {
    const shorter = shortest.toSpliced(index, 1)
    const again = await failureOf(lane, shorter, false)
    if (again) [shortest, failure] = [shorter, again]
  }
  return { steps: shortest, failure }
}

test('whatever happens in whatever order: floors never fall, marks stay, the front page is drawn', async ({
  browser,
}) => {
  test.setTimeout(180_000 + SEQUENCES * 3000)
  const home = await openHome()
  const stranger = await makeStranger()
  const lanes = await Promise.all(
    Array.from({ length: LONGWAVE_STEPS ? 1 : LANES }, () => openLane(browser, home, stranger)),
  )
  let number = 0
  let taken = 0
  const failures: string[] = []
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        while (number < SEQUENCES && failures.length === 0) {
          const own = number++
          const steps = LONGWAVE_STEPS ? (JSON.parse(LONGWAVE_STEPS) as Step[]) : stepsOf(own)
          taken += steps.length
          const failure = await failureOf(lane, steps, own % IN_APP === 0)
          if (!failure) continue
          const shorter = await shorten(lane, steps)
          failures.push(
            `SEED=${SEED}, sequence ${own}: ${failure}`,
            `LONGWAVE_STEPS='${JSON.stringify(steps)}'`,
            `shorter: ${shorter.failure}`,
            `LONGWAVE_STEPS='${JSON.stringify(shorter.steps)}'`,
          )
        }
      }),
    )
    expect(failures.join('\n')).toBe('')
    tell(`SEED=${SEED}: ${number} sequences of ${taken} steps in all`)
  } finally {
    for (const lane of lanes) await lane.close()
    await home.stop()
  }
})
