import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { ROOT } from './folders.ts'

/** Set by `npm run snapshots`: what the pages are now is what they should be. */
export const UPDATING = process.env.LONGWAVE_SNAPSHOTS === 'update'

/** What the files of this folder were made with. */
const PIN = join(ROOT, 'e2e/pin.json')
export interface Pin {
  /** Whole version of the browser. */
  chromium: string
  /** Digest of what letters look like here, by script (visual/fonts.ts). */
  fonts: Record<string, string>
}
export function readPin(): Pin {
  return JSON.parse(readFileSync(PIN, 'utf8')) as Pin
}
export function writePin(pin: Pin): void {
  writeFileSync(PIN, `${JSON.stringify(pin, undefined, 2)}\n`)
}

const major = (version: string) => version.split('.')[0]

/**
 * Compares with a file of this folder, line by line; every difference of a test is told, not only the first. Dates and
 * durations are put into words by the browser, and another version of it may choose others: there, a line that holds
 * one is taken as it is, and the rest compared.
 */
export async function compareText(page: Page, name: string, text: string): Promise<void> {
  const path = join(ROOT, 'e2e', name)
  const now = text.trimEnd().split('\n')
  if (UPDATING) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${now.join('\n')}\n`)
  }
  const expected = readFileSync(path, 'utf8').trimEnd().split('\n')
  const version = page.context().browser()?.version() ?? ''
  if (major(version) !== major(readPin().chromium)) {
    const inItsWords = await page
      .locator('time, .reading-time')
      .evaluateAll((elements) => elements.map((element) => element.textContent?.trim() ?? ''))
    for (const [index, line] of now.entries()) {
      if (inItsWords.some((words) => words && line.includes(words))) expected[index] = line
    }
  }
  expect.soft(now, name).toEqual(expected)
}
