import { findChromium } from './browsers.mjs'

const executablePath = findChromium()

/** How every Chromium of the tests is started. */
export const CHROMIUM = {
  ...(executablePath === undefined ? {} : { executablePath }),
  // Chromium refuses its sandbox to root, which containers run as.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
}
