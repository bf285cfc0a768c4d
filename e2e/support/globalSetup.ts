import { readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findChromium } from './browsers.mjs'
import { WORK } from './folders.ts'
import { addSpecimen, copySample, longwave, SAMPLE_SITE } from './press.ts'
import { pressSamplePages } from './samplePages.ts'
import { buildScripts } from './scripts.ts'

/** Folders older than this (ms) are left from runs that were killed: no run takes this long. */
const LONG_GONE = 6 * 3_600_000

export default async function globalSetup() {
  if (!findChromium()) {
    throw new Error(
      'There is no Chromium or Chrome: run `npm run setup-tests`, or set CHROME_PATH.',
    )
  }
  for (const name of readdirSync(dirname(WORK), { withFileTypes: true })) {
    const path = join(name.parentPath, name.name)
    if (Date.now() - statSync(path).mtimeMs > LONG_GONE) rmSync(path, { recursive: true })
  }
  await Promise.all([
    longwave(
      'site',
      join(copySample(), 'publication.json'),
      '--out',
      SAMPLE_SITE,
      '--key',
      join(WORK, 'sample.key.json'),
    ).then(async () => {
      addSpecimen(SAMPLE_SITE)
      await pressSamplePages()
    }),
    buildScripts(),
  ])
  return () => rmSync(WORK, { recursive: true, force: true })
}
