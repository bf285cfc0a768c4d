import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { seedOfRun } from '../.ci/seed.mjs'
import { CHROMIUM_SHELL } from './support/chromium.ts'

// Workers load this file as well, and inherit the values that the first process has chosen.
process.env.LONGWAVE_SEED ??= String(seedOfRun())
process.env.LONGWAVE_WORK ??= join(import.meta.dirname, '../.cache/e2e', `run-${process.pid}`)
mkdirSync(process.env.LONGWAVE_WORK, { recursive: true })

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/e2e-results',
  globalSetup: './support/globalSetup.ts',
  fullyParallel: true,
  // For two cores: a worker waits for timers and disks a quarter of its time.
  workers: 3,
  // A test that passes only at a second try hides a fault of the app or of the test.
  retries: 0,
  // The limit ends tests that hang; a test on a busy machine is slow, not wrong.
  timeout: process.env.LONGWAVE_THOROUGH ? 3 * 3_600_000 : 300_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  // Tests that stand for no kind of their own (support/sample.ts).
  ...(process.env.LONGWAVE_THOROUGH ? {} : { grepInvert: /@thorough/ }),
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: CHROMIUM_SHELL,
    viewport: { width: 360, height: 800 },
    trace: 'off',
  },
})
