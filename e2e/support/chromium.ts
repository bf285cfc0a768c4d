import { findChromium, findChromiumShell } from './browsers.mjs'

const startedBy = (executablePath: string | undefined) => ({
  ...(executablePath === undefined ? {} : { executablePath }),
  // Chromium refuses its sandbox to root, which containers run as.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})

/** The whole browser: for a profile that outlives it, and for what is of the browser rather than of its engine. */
export const CHROMIUM = startedBy(findChromium())

/** Its engine alone, for every other test (docs/decisions/0023). */
export const CHROMIUM_SHELL = startedBy(findChromiumShell())
