import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { COPY } from '#library/copy.ts'
import { deployAnotherBuild } from '../support/anotherBuild.ts'
import { fault, recordShown } from '../support/faultRecords.ts'
import type { Newsroom } from '../support/newsroom.ts'
import {
  clearHttpCache,
  heading,
  latest,
  notice,
  untilOffline,
  untilReady,
  untilSynced,
} from '../support/page.ts'
import { longwave } from '../support/press.ts'
import { sendFile } from '../support/sendFile.ts'
import { expect, test } from '../support/test.ts'

/** Makes the browser look for a new app, as it does once a day and when a page is opened. @returns whether one waits */
const update = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    const { installing } = registration
    if (installing) {
      await new Promise<void>((resolve) => {
        installing.addEventListener(
          'statechange',
          () => installing.state !== 'installing' && resolve(),
        )
      })
    }
    return registration.waiting !== null
  })

/** Paths of all files of the app on the device, of every version. */
const appFiles = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.includes('precache'))
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })

/**
 * Answers as a host that sends every file at once but the head of the publication, of which a few hundred bytes come every
 * second, for minutes. @returns whether the head has been asked for
 */
async function slowHead({ host }: Newsroom): Promise<() => boolean> {
  let asked = false
  await host.replaceBy((request, response) => {
    const { pathname } = new URL(request.url!, host.address)
    if (pathname !== '/head.json') return sendFile(host.folder, pathname, response)
    asked = true
    const drip = setInterval(() => response.write(' '.repeat(500)), 1000)
    response.on('close', () => clearInterval(drip))
  })
  return () => asked
}

test('a version that the reader takes does not wait for a delivery of the version before', async ({
  page,
  newsroom,
}) => {
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await untilReady(page)
  const script = () => page.locator('script[type=module]').getAttribute('src')
  const oldScript = await script()
  deployAnotherBuild(newsroom.site)
  expect(await update(page)).toBe(true)
  const isAsked = await slowHead(newsroom)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect.poll(isAsked).toBe(true)
  await notice(page).getByRole('button', { name: 'Use it now' }).click()
  await expect.poll(() => script().catch(() => oldScript)).not.toBe(oldScript)
})

test(
  'a new version of the app waits until the reader wants it, and a tab of the old one keeps all of its parts',
  fault(61),
  async ({ newsroom, reader }) => {
    const headline = await newsroom.publish()
    const page = await reader.open()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const other = await page.context().newPage()
    await other.goto(newsroom.address)
    await latest(other).click()
    await expect(heading(other)).toHaveText(headline)
    await untilReady(other)
    await other.evaluate(() => scrollTo({ top: 400, behavior: 'instant' }))

    const script = (of: Page) => of.locator('script[type=module]').getAttribute('src')
    const [oldScript, oldFiles] = [await script(page), await appFiles(page)]
    deployAnotherBuild(newsroom.site)
    expect(await update(page)).toBe(true)
    await expect(notice(page)).toContainText('A new version of the app is ready.')
    recordShown(await notice(page).locator('p').textContent())
    expect(await script(page)).toBe(oldScript)
    await notice(page).getByRole('button', { name: 'Use it now' }).click()
    await expect.poll(() => script(page).catch(() => oldScript)).not.toBe(oldScript)
    await expect(latest(page)).toHaveText(headline)

    // The other tab stays on the old version, and opens parts of it that it has not loaded yet.
    await newsroom.host.stop()
    await clearHttpCache(other)
    expect(await other.evaluate(() => scrollY)).toBe(400)
    await other.getByRole('button', { name: 'Text and theme' }).click()
    await expect(other.getByRole('group', { name: 'Theme' })).toBeVisible()
    await other.getByRole('contentinfo').getByRole('link', { name: 'Publications' }).click()
    await expect(heading(other)).toHaveText('Publications')
    await newsroom.host.start()

    // The old version is deleted once no tab uses it.
    await reader.close()
    const again = await reader.open()
    await again.goto(newsroom.address)
    await expect(latest(again)).toHaveText(headline)
    const oldScripts = async () =>
      (await appFiles(again)).filter((path) => path.endsWith('.js') && oldFiles.includes(path))
    await expect.poll(oldScripts).toEqual([])
    expect((await appFiles(again)).length).toBeGreaterThan(10)
  },
)

test(
  'the app does not take a new version that does not arrive whole',
  fault(52),
  async ({ page, newsroom }) => {
    const headline = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const before = await appFiles(page)
    const shell = join(newsroom.site, 'shell.html')
    const stale = readFileSync(shell)
    deployAnotherBuild(newsroom.site)
    const fresh = readFileSync(shell)
    expect(fresh.equals(stale)).toBe(false)
    const assets = join(newsroom.site, 'assets')
    const part = join(
      assets,
      readdirSync(assets).find((name) => name.startsWith('afterFirstPaint-'))!,
    )
    const whole = readFileSync(part)
    const scripts = join(assets, 'worker')
    const script = join(scripts, readdirSync(scripts).find((name) => name.startsWith('delivery-'))!)
    const wholeScript = readFileSync(script)
    const faults: [string, () => void][] = [
      ['a login page', () => writeFileSync(part, '<!doctype html><title>Log in</title>')],
      ['a file cut short', () => writeFileSync(part, whole.subarray(0, whole.length >> 1))],
      ['a missing file', () => rmSync(part)],
      // These stand last, because files that have arrived whole are not requested again.
      ['the page of the version before', () => writeFileSync(shell, stale)],
      [
        'a missing script of the worker',
        () => {
          writeFileSync(shell, fresh)
          rmSync(script)
        },
      ],
    ]
    for (const [name, breakSite] of faults) {
      await test.step(name, async () => {
        writeFileSync(part, whole)
        writeFileSync(script, wholeScript)
        breakSite()
        expect(await update(page).catch(() => false)).toBe(false)
        expect(await appFiles(page)).toEqual(expect.arrayContaining(before))
      })
    }
    await newsroom.host.stop()
    await page.reload()
    await expect(latest(page)).toHaveText(headline)
    await newsroom.host.start()
    writeFileSync(script, wholeScript)
    expect(await update(page)).toBe(true)
  },
)

test('`longwave retire` takes the worker off devices and leaves the articles, and the next site brings the app back', async ({
  page,
  newsroom,
}) => {
  await newsroom.publish()
  const workers = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  await page.goto(newsroom.address)
  await untilOffline(page)
  await expect.poll(() => page.evaluate((name) => caches.has(name), COPY)).toBe(true)
  const others = [
    'longwave:/#audio',
    'longwave:/two/#optional',
    'longwave:/twofold/#optional',
    'my-longwave:/#optional',
    `workbox-precache-v2-${newsroom.address}two/`,
    `notes-${newsroom.address}`,
    'another app',
  ]
  await page.evaluate(async (names) => {
    for (const name of [...names, 'longwave:/#optional']) await caches.open(name)
  }, others)
  await longwave('retire', newsroom.site)
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(async () => void (await navigator.serviceWorker.ready).update()),
  ])
  await expect.poll(workers).toBe(0)
  // The backup of the reader's own data and saved audio are no part of the app, and stay; so do the caches of others.
  const left = await page.evaluate(() => caches.keys())
  expect(left.sort()).toEqual([COPY, ...others].sort())
  await page.goto('about:blank')
  // A page without a worker stores and reads the library by itself.
  await page.goto(newsroom.address)
  await untilSynced(page, 1)
  expect(await workers()).toBe(0)
  const databases = await page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name),
  )
  expect(databases).toContain('longwave:/')

  const second = await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await newsroom.host.stop()
  await page.goto(newsroom.address)
  await expect(latest(page)).toHaveText(second)
})
