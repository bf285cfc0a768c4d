// Takes the screenshots of the README from the real app: node bench/screenshots.mjs (after npm run build).
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import sharp from 'sharp'

const root = join(import.meta.dirname, '..')
const longwave = join(root, 'dist/press/longwave.js')
const site = join(root, '.cache/screenshots')
const out = join(root, 'docs/screenshots')

// The press keeps files of its own beside a publication file.
const sample = join(root, '.cache/screenshots-sample')
cpSync(join(root, 'src/sample'), sample, { recursive: true })
execFileSync(process.execPath, [
  longwave,
  'site',
  join(sample, 'publication.json'),
  '--out',
  site,
  '--key',
  join(root, '.cache/screenshots.key.json'),
])
mkdirSync(out, { recursive: true })
const server = spawn(process.execPath, [longwave, 'serve', site, '--port', '0'])
const address = await new Promise((resolve) =>
  server.stdout.on('data', (data) => resolve(/http:\S+/.exec(String(data))?.[0])),
)
const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
try {
  for (const { name, path, width, height, scheme } of [
    { name: 'front-desktop', path: '', width: 1440, height: 1000, scheme: 'light' },
    { name: 'front-phone', path: '', width: 360, height: 780, scheme: 'dark' },
    {
      name: 'article-phone',
      path: 'article/nastaliq-slope/',
      width: 360,
      height: 780,
      scheme: 'light',
    },
  ]) {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: width < 600 ? 2 : 1,
      colorScheme: /** @type {'light' | 'dark'} */ (scheme),
    })
    await page.goto(address + path)
    await page.waitForSelector('html[data-synced]')
    await page.waitForTimeout(500)
    const shot = await page.screenshot()
    await sharp(shot)
      .png({ palette: true, quality: 90, effort: 10 })
      .toFile(join(out, `${name}.png`))
    await page.close()
  }
} finally {
  await browser.close()
  server.kill()
}
