import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { deployAnotherBuild } from '../support/anotherBuild.ts'
import { copyFolder, ROOT } from '../support/folders.ts'
import { heading, notice, untilOffline, untilReady } from '../support/page.ts'
import { longwave } from '../support/press.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

const VOUCHES = 'The publisher vouches for it'
const UNSIGNED = 'It is not signed by the publisher'

/** The digest that the page about the app shows, and what it says of it. */
async function aboutBuild(page: Page): Promise<{ digest: string | undefined; words: string }> {
  await page.getByRole('contentinfo').getByRole('link', { name: 'About Longwave' }).click()
  await expect(heading(page)).toHaveText('About Longwave')
  const words = await page.locator('#build').innerText()
  const digest = /(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/.exec(words)?.[0].replaceAll(' ', '')
  return { digest, words }
}

/** Makes the browser look for a new app. */
const update = (page: Page) =>
  page.evaluate(async () => void (await navigator.serviceWorker.ready).update())

test('About and the notice of an update tell a build that the publisher vouches for from one that is not named', async ({
  page,
  newsroom,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await untilReady(page)
  const printed = await longwave('verify', '--app', newsroom.address)
  const vouched = await aboutBuild(page)
  expect(printed).toContain(`app build ${vouched.digest}, named by edition 1`)
  expect(vouched.words).toContain(VOUCHES)
  expect(vouched.words).toContain('No app can prevent this')

  const site = copyFolder(newsroom.site, 'site-as-pressed')
  const other = deployAnotherBuild(newsroom.site)
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'dist/press/longwave.js'), 'verify', '--app', newsroom.site],
    { encoding: 'utf8' },
  )
  expect(status).toBe(1)
  expect(stdout).toContain('head.json: edition 1 does not name this build')
  expect(stdout).toContain(`the app says that it is build ${other}`)
  await update(page)
  await expect(notice(page)).toContainText(UNSIGNED)
  await expect(notice(page)).not.toContainText(VOUCHES)
  const workers = () =>
    page.evaluate(async () => {
      const { active, waiting } = await navigator.serviceWorker.ready
      return [active === navigator.serviceWorker.controller, waiting !== null]
    })
  expect(await workers()).toEqual([true, true])
  await Promise.all([
    page.waitForEvent('load'),
    notice(page).getByRole('button', { name: 'Use it now' }).click(),
  ])
  await untilReady(page)
  const unsigned = await aboutBuild(page)
  expect(unsigned.digest).toBe(other)
  expect(unsigned.words).toContain(UNSIGNED)
  expect(unsigned.words).not.toContain(VOUCHES)

  rmSync(newsroom.site, { recursive: true })
  cpSync(site, newsroom.site, { recursive: true })
  await update(page)
  await expect(notice(page)).toContainText(VOUCHES)
  await expect(notice(page)).not.toContainText(UNSIGNED)
})

// The test above takes a version when it is known who vouches for it.
test(
  'a reader can take a version while the app still finds out who vouches for it',
  ONLY_THOROUGH,
  async ({ page, newsroom }) => {
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    await untilReady(page)
    deployAnotherBuild(newsroom.site)
    // The host never answers the page, only the browser's own look for a new version.
    const asked = new Promise<void>((resolve) => {
      page.route('**/sw.js', () => resolve())
    })
    await update(page)
    await expect(notice(page)).toBeVisible()
    await asked
    await Promise.all([
      page.waitForEvent('load'),
      notice(page).getByRole('button', { name: 'Use it now' }).click(),
    ])
  },
)
