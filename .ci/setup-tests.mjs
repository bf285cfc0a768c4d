// `npm run setup-tests`: installs what `npm test` uses beside Node, as far as this system lets it, and names the rest.
// With CI set, anything that is still missing afterwards is an error.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium, findFirefox, findWebKitDriver, onPath } from '../e2e/support/browsers.mjs'

const root = join(import.meta.dirname, '..')
const FONTS = '/usr/share/fonts'

/** The package of Chromium's headless shell. Without it the tests use the whole Chromium, which is slower. */
const SHELL = 'chromium-headless-shell'

/** Checks whether a thing that tests use is installed, by the name of its Debian package. */
const PACKAGES = {
  chromium: () => findChromium() !== undefined,
  [SHELL]: () => process.env.CHROME_PATH !== undefined || onPath([SHELL]) !== undefined,
  'firefox-esr': () => findFirefox() !== undefined,
  'webkit2gtk-driver': () => findWebKitDriver() !== undefined,
  xvfb: () => onPath(['Xvfb']) !== undefined,
  'nginx-light': () => onPath(['nginx', '/usr/sbin/nginx']) !== undefined,
  caddy: () => onPath(['caddy']) !== undefined,
  'fonts-noto-core': () => existsSync(`${FONTS}/truetype/noto/NotoNastaliqUrdu-Regular.ttf`),
  'fonts-noto-cjk': () => existsSync(`${FONTS}/opentype/noto/NotoSerifCJK-Regular.ttc`),
}

const missing = () =>
  Object.entries(PACKAGES).flatMap(([name, isThere]) => (isThere() ? [] : [name]))

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, ...args) {
  spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

const wanted = missing()
if (wanted.length === 0) console.log('Everything that the tests use is installed.')
else if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
  console.log(`Installing: ${wanted.join(', ')}`)
  run('apt-get', 'update', '-qq')
  // The shell is installed by itself: apt installs nothing of a list with an unknown name, and older Debians lack the shell.
  for (const names of [
    wanted.filter((name) => name !== SHELL),
    wanted.filter((name) => name === SHELL),
  ])
    if (names.length > 0)
      run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names)
} else if (!findChromium()) {
  console.log('Installing: Chromium, for this project’s tests alone')
  run(process.execPath, 'node_modules/@playwright/test/cli.js', 'install', 'chromium')
}

const left = missing().filter((name) => name !== SHELL)
if (left.length > 0) {
  console.log(`Not installed, so the tests that use it are left out: ${left.join(', ')}`)
  console.log(
    'These are the names of Debian’s packages; CHROME_PATH and FIREFOX_PATH name browsers.',
  )
}
if (!findChromium() || (process.env.CI && left.length > 0)) process.exitCode = 1
