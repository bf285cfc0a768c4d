import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { ROOT } from './folders.ts'

/** Whether snapshots are written rather than compared: set by `npm run snapshots`. */
export const UPDATING = process.env.LONGWAVE_SNAPSHOTS === 'update'

/** The browser and fonts that the stored snapshots and screenshots were made with. */
const PIN = join(ROOT, 'e2e/pin.json')
export interface Pin {
  /** Full version of the browser. */
  chromium: string
  /** Digest of how letters look, by script (appearance/pictures/fonts.ts). */
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
 * Compares a text with a stored file, line by line, and reports every difference in a test, not only the first. The
 * browser words dates and durations, and another version of it may word them differently: then lines that contain one
 * are not compared.
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
