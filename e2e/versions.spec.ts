import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { deployAnotherBuild } from './anotherBuild.ts'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { copyFolder, longwave } from './longwave.ts'
import { Reader, untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

/** As the browser does it by itself once a day, or when a page is opened. */
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

const files = (page: Page) =>
  page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.includes('precache'))
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map(({ url }) => new URL(url).pathname)
  })

const notice = (page: Page) => page.locator('#notice')

test(
  'a new app waits until it is asked for, and an old tab keeps every part of the old one',
  fault(61),
  async () => {
    const newsroom = new Newsroom()
    const headline = newsroom.press()
    const host = await Host.of(newsroom.site)
    const reader = new Reader()
    try {
      const page = await reader.open()
      await page.goto(host.address)
      await untilOffline(page)
      const other = await page.context().newPage()
      await other.goto(host.address)
      await other.locator('#latest h3 a').first().click()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText(headline)
      await other.mouse.wheel(0, 400)
      await other.waitForTimeout(400)
      const place = await other.evaluate(() => scrollY)
      expect(place).toBeGreaterThan(100)

      const app = (of: Page) => of.locator('script[type=module]').getAttribute('src')
      const [old, parts] = [await app(page), await files(page)]
      deployAnotherBuild(newsroom.site)
      expect(await update(page)).toBe(true)
      await expect(notice(page)).toContainText('A new version of the app is ready.')
      told(await notice(page).locator('p').textContent())
      expect(await app(page)).toBe(old)
      await notice(page).getByRole('button', { name: 'Use it now' }).click()
      await expect.poll(() => app(page).catch(() => old)).not.toBe(old)
      await expect(page.locator('#latest h3 a').first()).toHaveText(headline)

      // Nothing moves in the other tab, and what it has not opened yet opens.
      await host.stop()
      await (await page.context().newCDPSession(other)).send('Network.clearBrowserCache')
      expect(await other.evaluate(() => scrollY)).toBe(place)
      await other.getByRole('button', { name: 'Text and theme' }).click()
      await expect(other.getByRole('group', { name: 'Theme' })).toBeVisible()
      await other.getByRole('contentinfo').getByRole('link', { name: 'Publications' }).click()
      await expect(other.getByRole('heading', { level: 1, name: 'Publications' })).toBeVisible()
      await host.start()

      // Once nobody needs it, it goes.
      await reader.close()
      const again = await reader.open()
      await again.goto(host.address)
      await expect(again.locator('#latest h3 a').first()).toHaveText(headline)
      await expect
        .poll(async () =>
          (await files(again)).filter((path) => path.endsWith('.js') && parts.includes(path)),
        )
        .toEqual([])
      expect((await files(again)).length).toBeGreaterThan(10)
    } finally {
      await reader.close()
      await host.stop()
    }
  },
)

test('an app that does not arrive whole is not taken', fault(52), async ({ page }) => {
  const newsroom = new Newsroom()
  const headline = newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    const before = await files(page)
    const shell = join(newsroom.site, 'shell.html')
    const stale = readFileSync(shell)
    deployAnotherBuild(newsroom.site)
    const fresh = readFileSync(shell)
    expect(fresh.equals(stale)).toBe(false)
    const assets = join(newsroom.site, 'assets')
    const part = join(assets, readdirSync(assets).find((name) => name.startsWith('afterwards-'))!)
    const whole = readFileSync(part)
    const broken: [string, () => void][] = [
      ['a login page', () => writeFileSync(part, '<!doctype html><title>Log in</title>')],
      ['a part', () => writeFileSync(part, whole.subarray(0, whole.length >> 1))],
      ['nothing', () => rmSync(part)],
      // Last, because what has arrived whole is not asked for again.
      ['the page of the version before', () => writeFileSync(shell, stale)],
    ]
    for (const [name, spoil] of broken) {
      await test.step(name, async () => {
        writeFileSync(part, whole)
        spoil()
        expect(await update(page).catch(() => false)).toBe(false)
        expect(await files(page)).toEqual(expect.arrayContaining(before))
      })
    }
    await host.stop()
    await page.reload()
    await expect(page.locator('#latest h3 a').first()).toHaveText(headline)
    await host.start()
    writeFileSync(shell, fresh)
    expect(await update(page)).toBe(true)
  } finally {
    await host.stop()
  }
})

/** Something other than the app's own bytes under the name of one of its files, as a worn-out flash memory has it. */
const spoil = (page: Page, name: string, bytes: string | undefined) =>
  page.evaluate(
    async ([name, bytes]) => {
      for (const cache of await caches.keys()) {
        const opened = await caches.open(cache)
        for (const request of await opened.keys()) {
          if (!request.url.includes(name)) continue
          if (bytes === undefined) await opened.delete(request)
          else
            await opened.put(
              request,
              new Response(bytes, { headers: { 'Content-Type': 'text/javascript' } }),
            )
        }
      }
    },
    [name, bytes] as const,
  )

test('a damaged app mends itself and keeps the articles; without a network it says what to do', async () => {
  const newsroom = new Newsroom()
  const headline = newsroom.press()
  const site = copyFolder(newsroom.site, 'damaged')
  const host = await Host.of(site)
  const reader = new Reader()
  try {
    const page = await reader.open()
    await page.goto(host.address)
    await untilOffline(page)
    // What the reader made is kept twice, and neither of the two is the app's.
    await page.evaluate(async () => {
      const copy = await caches.open('longwave-copy')
      await copy.put('/longwave-copy/kept', new Response('kept'))
    })
    for (const bytes of ['export const cut = {', undefined]) {
      await spoil(page, '/assets/index-', bytes)
      await host.stop()
      // The browser's own cache would have what is asked of the host.
      await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache')
      await page.reload()
      await expect(page.locator('#damaged')).toBeVisible()
      await expect(page.locator('#damaged')).toContainText('Connect to a network and reload')

      await host.start()
      await page.reload()
      await untilOffline(page)
      await expect(page.locator('#latest h3 a').first()).toHaveText(headline)
      expect(
        await page.evaluate(async () => {
          const copy = await caches.open('longwave-copy')
          return (await copy.match('/longwave-copy/kept'))?.text()
        }),
      ).toBe('kept')
      await host.stop()
      await page.reload()
      // Until the app is up, links are the browser's, and Back is without a focus.
      await page.waitForFunction(() => document.documentElement.dataset.failed)
      await page.locator('#latest h3 a').first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
      await page.goBack()
      await expect(page.locator('#latest h3 a').first()).toBeFocused()
      await page.evaluate(() => sessionStorage.clear())
    }

    // A part that is asked for later.
    await spoil(page, '/assets/preferences-', undefined)
    await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache')
    await page.reload()
    await page.locator('#latest h3 a').first().click()
    await page.getByRole('button', { name: 'Text and theme' }).click()
    await expect(notice(page)).toContainText('Part of the app is missing on this device.')
    await host.start()
    await notice(page).getByRole('button', { name: 'Reload' }).click()
    await page.getByRole('button', { name: 'Text and theme' }).click()
    await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
    await host.stop()
    await page.reload()
    await page.getByRole('button', { name: 'Text and theme' }).click()
    await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
  } finally {
    await reader.close()
    await host.stop()
  }
})

test('an operator can take a bad worker away; the articles stay, and the next app is taken', async ({
  page,
}) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  const workers = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await expect.poll(() => page.evaluate(() => caches.has('longwave-copy'))).toBe(true)
    longwave('retire', newsroom.site)
    await Promise.all([
      page.waitForEvent('load'),
      page.evaluate(async () => void (await navigator.serviceWorker.ready).update()),
    ])
    await expect.poll(workers).toBe(0)
    // The second copy of what the reader made is not the app's.
    expect(await page.evaluate(() => caches.keys())).toEqual(['longwave-copy'])
    await page.goto('about:blank')
    // The page keeps and reads the library without a worker.
    await page.goto(host.address)
    await expect(page.locator('html')).toHaveAttribute('data-synced', '1')
    expect(await workers()).toBe(0)
    expect(
      await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
    ).toContain('longwave')

    const second = newsroom.press()
    await page.goto(host.address)
    await untilOffline(page)
    await host.stop()
    await page.goto(host.address)
    await expect(page.locator('#latest h3 a').first()).toHaveText(second)
  } finally {
    await host.stop()
  }
})
