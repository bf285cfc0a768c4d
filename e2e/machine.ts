import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium, findFirefox, findWebKitDriver, onPath } from './browsers.ts'

const FONTS = '/usr/share/fonts'

/**
 * What the tests use beside Node, by the Debian packages that have it: the three engines, the servers the recipes are
 * for, and letters of every script.
 */
const PACKAGES: Record<string, () => boolean> = {
  chromium: () => findChromium() !== undefined,
  'firefox-esr': () => findFirefox() !== undefined,
  'webkit2gtk-driver': () => findWebKitDriver() !== undefined,
  xvfb: () => onPath(['Xvfb']) !== undefined,
  'nginx-light': () => onPath(['nginx', '/usr/sbin/nginx']) !== undefined,
  caddy: () => onPath(['caddy']) !== undefined,
  'fonts-noto-core': () => existsSync(`${FONTS}/truetype/noto/NotoNastaliqUrdu-Regular.ttf`),
  'fonts-noto-cjk': () => existsSync(`${FONTS}/opentype/noto/NotoSerifCJK-Regular.ttc`),
}

/**
 * Gets what is missing, where that can be done: as root on Debian all of it, elsewhere the one browser without which
 * nothing can be tested. Tests that need the rest say so and are skipped.
 * @throws Error with the one line that tells how to get a browser
 */
export function setUpMachine(): void {
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const missing = Object.keys(PACKAGES).filter((name) => !PACKAGES[name]!())
    if (missing.length > 0) {
      console.log(`Installing for the tests: ${missing.join(', ')}`)
      run('apt-get', 'update', '-qq')
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...missing)
    }
  } else if (!findChromium()) {
    console.log('No Chromium or Chrome here: getting one (CHROME_PATH names another).')
    run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium')
  }
  if (findChromium()) return
  throw new Error(
    'No Chromium or Chrome found. Install one, run `npx playwright install chromium`, or set CHROME_PATH.',
  )
}

function run(command: string, ...args: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
