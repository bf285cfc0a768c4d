import { findChromium, findChromiumShell } from './browsers.mjs'

const startedBy = (executablePath: string | undefined) => ({
  ...(executablePath === undefined ? {} : { executablePath }),
  // Chromium refuses to start its sandbox as root, and containers run as root.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

/** The whole browser, for tests that keep a profile or test the browser rather than its engine. */
export const CHROMIUM = startedBy(findChromium())

/** The headless shell, for all other tests (docs/decisions/0024). */
export const CHROMIUM_SHELL = startedBy(findChromiumShell())
