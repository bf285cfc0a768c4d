import { defineConfig } from '@playwright/test'
import { findChromium } from './browsers.ts'

const executablePath = findChromium()

export default defineConfig({
  testDir: '.',
  outputDir: '../.cache/e2e/results',
  globalSetup: './globalSetup.ts',
  fullyParallel: false,
  workers: 2,
  // A test that needs a second try is a fault to mend, here or in the app, and .ci/test.mjs names it; but a machine that
  // was busy for a moment is no reason to hold back a change.
  retries: process.env.CI ? 1 : 0,
  // As with `expect`: it is for what hangs.
  timeout: 300_000,
  // Machines that do something else meanwhile are slow, not wrong.
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses its sandbox to root, which containers run as.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    viewport: { width: 360, height: 800 },
    trace: 'off',
  },
})
