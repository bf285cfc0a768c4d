// Finds the browsers of this machine. Plain JavaScript, because .ci/setup-tests.mjs runs it without a compiler.
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { chromium } from '@playwright/test'

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/** @returns {string | undefined} CHROME_PATH, else a browser of the system, else Playwright's own */
export function findChromium() {
  const { CHROME_PATH } = process.env
  if (CHROME_PATH) {
    if (existsSync(CHROME_PATH)) return CHROME_PATH
    throw new Error(`CHROME_PATH names ${CHROME_PATH}, but there is no such file.`)
  }
  return (
    onPath(SYSTEM) ??
    ELSEWHERE.find((path) => existsSync(path)) ??
    [chromium.executablePath()].find((path) => existsSync(path))
  )
}

/**
 * @returns {string | undefined} Chromium's headless shell, the engine without the browser around it, which needs two
 * thirds of the time; where it is not installed, the whole browser
 */
export function findChromiumShell() {
  return process.env.CHROME_PATH
    ? findChromium()
    : (onPath(['chromium-headless-shell']) ?? findChromium())
}

/** @returns {string | undefined} */
export function findFirefox() {
  return process.env.FIREFOX_PATH ?? onPath(['firefox', 'firefox-esr'])
}

/** @returns {string | undefined} the driver of WebKitGTK, from Debian's package webkit2gtk-driver */
export function findWebKitDriver() {
  return onPath(['WebKitWebDriver'])
}

/**
 * @param {string[]} names of commands, or whole paths
 * @returns {string | undefined} path of the first one that exists
 */
export function onPath(names) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const path = isAbsolute(name) ? name : join(folder, name)
      try {
        accessSync(path, constants.X_OK)
        return path
      } catch {
        // The command is not in this folder.
      }
    }
  }
  return undefined
}
