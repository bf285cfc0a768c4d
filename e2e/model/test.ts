import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import type { MemoryHost } from '../support/memoryHost.ts'
import type { Publisher } from '../support/publisher.ts'
import { THOROUGH } from '../support/sample.ts'
import { scriptPath } from '../support/scripts.ts'
import { test as base, expect } from '../support/test.ts'
import type { Contents } from './audit.ts'
import type { PageApi } from './pageApi.ts'
import type { RenderedPages } from './renderedPages.ts'

declare global {
  interface Window {
    pageApi: PageApi
    renderedPages: RenderedPages
  }
}

interface Fixtures {
  /** Serves a page that offers pageApi.ts and nothing else. */
  pageHost: MemoryHost
  /** The page of `pageHost`. */
  apiPage: Page
}

export const test = base.extend<Fixtures>({
  pageHost: async ({ serveMemory }, use) => {
    const host = await serveMemory()
    serveScripts(host, '', ['pageApi.js'])
    await use(host)
  },
  apiPage: async ({ page, pageHost }, use) => {
    await openApi(page, pageHost)
    await use(page)
  },
})

/** @param path address of a page on the host that runs these scripts */
export function serveScripts(
  host: MemoryHost,
  path: string,
  names: ('pageApi.js' | 'renderedPages.js')[],
): void {
  for (const name of names) {
    host.own.set(name, { type: 'text/javascript', body: readFileSync(scriptPath(name)) })
  }
  const tags = names.map((name) => `<script type="module" src="${name}"></script>`)
  const body = `<!doctype html><html lang="en"><title>Model</title>${tags.join('')}`
  host.own.set(path, { type: 'text/html; charset=utf-8', body })
}

/** Opens a page of `serveScripts`. Module scripts run before the page has loaded, so that their functions are there. */
export async function openApi(page: Page, host: MemoryHost, path = ''): Promise<void> {
  await page.goto(host.address + path)
}

/** Prints the counts of a long run. */
export function printCount(line: string): void {
  if (THOROUGH) console.log(`  ${line}`)
}

/** The records in the publisher's bundles, read from the files themselves. */
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
 * Expects that a library with a history holds the same as a fresh one, whatever failures and restores came between. It
 * may hold more images: those of articles that were new once, which a fresh library no longer fetches.
 */
export function expectSame(followed: string, fresh: string, message: string): void {
  const [old, young] = [followed, fresh].map((text) => {
    const { row, references, ...content } = JSON.parse(text)
    const { lastShownFailure: _told, imagesDroppedUpTo: _dropped, mirrors: _mirrors, ...rest } = row
    // A library that came back from its backup gets the files of its roots when a proof needs them (decision 32).
    delete rest.signed?.roots
    const { images: _, ...bytes } = row.bytes
    return { compared: { ...content, row: { ...rest, bytes } }, images: imagesIn(references) }
  }) as [Compared, Compared]
  expect(old.compared, message).toEqual(young.compared)
  expect(
    [...young.images].filter((digest) => !old.images.has(digest)),
    message,
  ).toEqual([])
}

interface Compared {
  compared: object
  images: Set<string>
}

function imagesIn(references: [string, string, string, number | null][]): Set<string> {
  return new Set(references.filter(([, , , held]) => held !== null).map(([digest]) => digest))
}

export { expect }
