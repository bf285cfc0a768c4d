import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { test as base, expect, type Page } from '@playwright/test'
import { build, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { Mirror } from '../delivery/mirror.ts'
import type { Publisher } from '../delivery/publish.ts'
import { freshFolder, ROOT } from '../longwave.ts'
import type { Contents, InPage } from './inPage.ts'

declare global {
  interface Window {
    proofs: InPage
  }
}

/** How many trials a proof makes: few in `npm test`, as many as its name says in a script of bench/. */
export function share(name: string, few: number): number {
  return Number(process.env[name] ?? few)
}

/** What a script of bench/ wants to know and nobody else. */
export function tell(line: string): void {
  if (process.env.LONGWAVE_TELL) console.log(`  ${line}`)
}

/** Printed with a failure, so that it can be tried again: SEED=… */
export const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** mulberry32: the same trials for the same seed. @returns a whole number below the one given */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Words that do not compress to nothing. */
export function prose(random: (below: number) => number, words: number): string {
  return Array.from({ length: words }, () =>
    (random(2 ** 31) + 36 ** 3).toString(36).slice(0, 2 + random(6)),
  ).join(' ')
}

/** Which languages there are is told in the settings alone, which no page here shows (vite.config.ts, wordParts). */
const nameless: Plugin = {
  name: 'longwave:nameless',
  load: (id) => (id.endsWith('.ts?name') ? "export const name = ''" : null),
}

/** A file of this folder and all it imports, as one script for a page. */
export async function buildScript(entry: string): Promise<string> {
  const outDir = freshFolder('proofs')
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    plugins: [solid(), nameless],
    build: {
      outDir,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, entry),
        formats: ['es'],
        fileName: () => 'script.js',
      },
      rollupOptions: { output: { codeSplitting: false } },
    },
  })
  return readFileSync(join(outDir, 'script.js'), 'utf8')
}

/** A host with nothing but a page that can deliver and look into its library. */
export async function openHome(): Promise<Mirror> {
  const home = await Mirror.of(new Map())
  home.own.set('', {
    type: 'text/html',
    body: '<!doctype html><title>Proofs</title><script type="module" src="inPage.js"></script>',
  })
  home.own.set('inPage.js', { type: 'text/javascript', body: await buildScript('inPage.ts') })
  return home
}

export async function openProofs(page: Page, home: Mirror): Promise<Page> {
  await page.goto(home.address)
  await page.waitForFunction(() => window.proofs !== undefined)
  return page
}

export const test = base.extend<{ proofs: Page }, { home: Mirror }>({
  home: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    async ({}, use) => {
      const home = await openHome()
      await use(home)
      await home.stop()
    },
    { scope: 'worker' },
  ],
  proofs: async ({ page, home }, use) => {
    await use(await openProofs(page, home))
  },
})

/** What the publisher's bundles hold, out of the files themselves. */
export function contentsOf({ files }: Publisher): Contents {
  const contents: Contents = {}
  for (const [name, bytes] of files) {
    const [, digest] = /^bundles\/([0-9a-f]{64})\.lwb$/.exec(name) ?? []
    if (!digest) continue
    const lines = gunzipSync(bytes).toString().trim().split('\n')
    const records = lines.map((line) => JSON.parse(line) as { id: string; seq: number })
    contents[digest] = records.map(({ id, seq }) => [id, seq])
  }
  return contents
}

/**
 * That a library which has come a long way holds what a fresh one does, whatever was told on the way. Only of pictures it may hold more: those of
 * articles that were new once, and that a fresh one no longer fetches.
 */
export function expectSame(followed: string, fresh: string, message: string): void {
  const [long, short] = [followed, fresh].map((text) => {
    const { row, references, ...content } = JSON.parse(text)
    const { told: _told, plain: _plain, ...rest } = row
    const { images: _, ...bytes } = row.bytes
    return { compared: { ...content, row: { ...rest, bytes } }, pictures: picturesIn(references) }
  }) as [Compared, Compared]
  expect(long.compared, message).toEqual(short.compared)
  expect(
    [...short.pictures].filter((one) => !long.pictures.has(one)),
    message,
  ).toEqual([])
}

interface Compared {
  compared: object
  pictures: Set<string>
}

function picturesIn(references: [string, string, string, number | null][]): Set<string> {
  return new Set(references.filter(([, , , held]) => held !== null).map(([digest]) => digest))
}

export { expect }
