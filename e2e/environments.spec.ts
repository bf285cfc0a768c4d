import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, expect, type Page, test } from '@playwright/test'
import { findChromium } from './browsers.ts'
import { Host } from './host.ts'
import { freshFolder, SAMPLE_SITE } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

let host: Host
test.beforeAll(async () => {
  host = await Host.of(SAMPLE_SITE)
})
test.afterAll(() => host.stop())

const TITLE = 'The Longwave Dispatch'
const h1 = (page: Page) => page.getByRole('heading', { level: 1 })
const notice = (page: Page) => page.locator('#notice')

/** Front page, an article, back, a section, another article, an own page of the app: none of it is empty. */
async function readAround(page: Page): Promise<void> {
  await page.goto(host.address)
  await expect(h1(page)).toHaveText(TITLE)
  for (const link of ['main h3 a', '#latest h3 a']) {
    const headline = (await page.locator(link).first().textContent())!.trim()
    await page.locator(link).first().click()
    await expect(h1(page)).toHaveText(headline)
    await expect(page.locator('main article p').first()).toBeVisible()
    await page.goBack()
    await expect(h1(page)).toHaveText(TITLE)
  }
  await page.locator('nav#navigation a[href*="/section/"]').first().click()
  await expect(h1(page)).not.toHaveText(TITLE)
  await expect(page.locator('#latest h3 a').first()).toBeVisible()
  await page.goto(`${host.address}settings/`)
  await expect(page.getByRole('radio').first()).toBeVisible()
}

test(
  'without a service worker and without Ed25519 the page verifies and keeps the news itself, and says what is lost',
  fault(73),
  async ({ page }) => {
    await page.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
      const { importKey } = SubtleCrypto.prototype
      SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...args: unknown[]) {
        return args[2] === 'Ed25519'
          ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
          : Reflect.apply(importKey, this, args)
      } as typeof importKey
    })
    await page.goto(host.address)
    await expect(notice(page)).toContainText('keeps the news, but not the app')
    told(await notice(page).locator('p').textContent())
    await expect(page.locator('html')).toHaveAttribute('data-synced', /\d/)
    await notice(page).getByRole('button', { name: 'Close' }).click()
    await readAround(page)
    // Told once a visit; the foot goes on saying it, and never that everything opens without a network.
    await page.goto(host.address)
    await expect(page.locator('html')).toHaveAttribute('data-synced', /\d/)
    await expect(notice(page)).toBeHidden()
    await expect(page.locator('.footer .delivery')).toContainText('not the app')
    // The open page reads on when the network has gone.
    await page.context().setOffline(true)
    const headline = (await page.locator('main h3 a').first().textContent())!.trim()
    await page.locator('main h3 a').first().click()
    await expect(h1(page)).toHaveText(headline)
  },
)

test(
  'a browser that cannot unpack is told to be too old, and reads the site',
  fault(73),
  async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'DecompressionStream'))
    await page.goto(host.address)
    await expect(notice(page)).toContainText('too old')
    told(await notice(page).locator('p').textContent())
    await readAround(page)
    await expect(page.locator('.footer .delivery')).toContainText('too old')
    const left = await page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      failed: document.documentElement.dataset.failed,
    }))
    // A worker would answer with an app that has nothing to show.
    expect(left).toEqual({ workers: 0, failed: undefined })
  },
)

test('without any of the conveniences of newer browsers everything is read all the same', async ({
  page,
}) => {
  await page.addInitScript(() => {
    for (const name of [
      'serviceWorker',
      'locks',
      'storage',
      'connection',
      'mediaSession',
      'clipboard',
      'share',
      'wakeLock',
      'keyboard',
      'permissions',
    ]) {
      Reflect.deleteProperty(Navigator.prototype, name)
    }
    for (const name of [
      'caches',
      'requestIdleCallback',
      'speechSynthesis',
      'SpeechSynthesisUtterance',
      'ViewTransition',
      'navigation',
      'scheduler',
      'Highlight',
      'structuredClone',
    ]) {
      Reflect.deleteProperty(window, name)
    }
    Reflect.deleteProperty(Document.prototype, 'startViewTransition')
    Reflect.deleteProperty(Intl, 'Segmenter')
    Reflect.deleteProperty(Intl, 'DisplayNames')
    Reflect.deleteProperty(Intl, 'ListFormat')
  })
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text())
  })
  await page.goto(host.address)
  await expect(page.locator('html')).toHaveAttribute('data-synced', /\d/)
  await readAround(page)
  for (const place of ['search/', 'publications/', 'about/', 'section/workshop/']) {
    await page.goto(host.address + place)
    await expect(h1(page)).not.toHaveText(/cannot|not on this device/)
  }
  await page.goto(`${host.address}article/how-shortwave-hops/`)
  await expect(page.locator('.neighbours a').first()).toBeVisible()
  const listen = page.getByRole('button', { name: 'Listen' })
  if (await listen.isVisible()) await listen.click()
  await page.getByRole('button', { name: 'Text and theme' }).click()
  await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
  expect(broken).toEqual([])
})

const withoutDatabase = () =>
  Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true })

test('without IndexedDB the site is read, and the reader is told', fault(72), async ({ page }) => {
  await page.addInitScript(withoutDatabase)
  await page.goto(host.address)
  await expect(notice(page)).toContainText('lets the site keep nothing')
  told(await notice(page).locator('p').textContent())
  await readAround(page)
  await expect(page.locator('.footer .delivery')).toContainText('keep nothing')
})

test(
  'when IndexedDB goes and the worker stays, the pages come from the host, and what is on the device is not touched',
  fault(72),
  async ({ context }) => {
    const before = await context.newPage()
    await before.goto(host.address)
    await untilOffline(before)
    const page = await context.newPage()
    await page.addInitScript(withoutDatabase)
    await page.goto(`${host.address}article/how-shortwave-hops/`)
    await expect(page.locator('main article p').first()).toBeVisible()
    await expect(notice(page)).toContainText('lets the site keep nothing')
    // The address can be kept and passed on.
    await expect(page).toHaveURL(`${host.address}article/how-shortwave-hops/`)
    await readAround(page)
    await context.setOffline(true)
    await page.goto(host.address)
    await expect(h1(page)).toHaveText('The library cannot be read')
    await before.reload()
    await expect(before.locator('main h3 a').first()).toBeVisible()
  },
)

test(
  'a library that a newer app has written is left alone, and the reader is told',
  fault(60),
  async ({ page }) => {
    await page.goto(host.address)
    await untilOffline(page)
    await page.goto('about:blank')
    const other = await page.context().newPage()
    // A page of the same site that is not the app.
    await other.goto(`${host.address}feed.json`)
    const version = () =>
      other.evaluate(async () =>
        (await indexedDB.databases()).find(({ name }) => name === 'longwave'),
      )
    await other.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.open('longwave', 99)
          request.onsuccess = () => {
            request.result.close()
            resolve()
          }
          request.onerror = () => reject(request.error)
        }),
    )
    await page.goto(host.address)
    await expect(notice(page)).toContainText('newer version of this app')
    told(await notice(page).locator('p').textContent())
    await readAround(page)
    expect(await version()).toMatchObject({ version: 99 })
  },
)

test(
  'a library that another tab holds is told to be held, and opens once it is let go',
  fault(58, 59),
  async ({ page }) => {
    await page.goto(host.address)
    await untilOffline(page)
    await page.goto('about:blank')
    const holder = await page.context().newPage()
    await holder.goto(`${host.address}feed.json`)
    await holder.evaluate(
      () =>
        new Promise<void>((resolve) => {
          // A connection that does not listen, and a deletion that waits for it.
          const request = indexedDB.open('longwave')
          request.onsuccess = () => {
            Object.assign(window, { held: request.result })
            indexedDB.deleteDatabase('longwave').onblocked = () => resolve()
          }
        }),
    )
    await page.goto(host.address)
    await expect(notice(page)).toContainText('cannot be opened just now')
    told(await notice(page).locator('p').textContent())
    await readAround(page)
    // Without a network there is only what is on the device: it is there as soon as it is let go.
    await page.context().setOffline(true)
    await page.goto(host.address)
    await expect(h1(page)).toHaveText('The library cannot be read')
    await page.context().setOffline(false)
    await holder.close()
    await expect(page.locator('main h3 a').first()).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-synced', /./)
  },
)

test(
  'where pages may not speak to each other either, the reader is told all the same',
  fault(72),
  async ({ page }) => {
    // As Firefox where storage is forbidden.
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined })
      window.BroadcastChannel = class {
        constructor() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        }
      } as unknown as typeof BroadcastChannel
    })
    await page.goto(host.address)
    await expect(notice(page)).toContainText('lets the site keep nothing')
    await readAround(page)
  },
)

test('where the reader has forbidden all storage, the site is read', fault(72), async () => {
  const profile = freshFolder('profile')
  mkdirSync(join(profile, 'Default'))
  writeFileSync(
    join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  )
  const executablePath = findChromium()
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  try {
    const page = context.pages()[0]!
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    await page.goto(host.address)
    expect(
      await page.evaluate(() => {
        try {
          return typeof localStorage
        } catch (error) {
          return (error as Error).name
        }
      }),
    ).toBe('SecurityError')
    await expect(notice(page)).toContainText('lets the site keep nothing')
    await readAround(page)
    await expect(notice(page)).toBeHidden()
    await page.getByRole('radio', { name: /^LG/ }).check()
    await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
    await page.goto(`${host.address}settings/`)
    // As when the reader comes back to the tab.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    page.once('dialog', (dialog) => dialog.accept())
    await page.getByRole('button', { name: 'Remove everything from this device' }).click()
    await expect(page.locator('main')).toContainText('Nothing is left here.')
    expect(broken).toEqual([])
  } finally {
    await context.close()
  }
})

test('an address without encryption is read, and told to lack it', fault(73), async () => {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--host-resolver-rules=MAP news.example localhost',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
  try {
    const page = await browser.newPage()
    const secure = host.address
    host.address = secure.replace('localhost', 'news.example')
    await page.goto(host.address)
    await expect(notice(page)).toContainText('not encrypted')
    told(await notice(page).locator('p').textContent())
    await readAround(page)
    // Nothing has been checked here, and nothing says so; how old it is can be told all the same.
    await page.goto(`${host.address}article/how-shortwave-hops/`)
    await expect(page.locator('.footer .delivery')).toContainText('straight from the site')
    await expect(page.locator('.provenance')).toBeHidden()
    await expect(page.locator('.footer .signed')).toBeHidden()
    await expect(page.locator('.footer .edition time + span')).toHaveText(/ago|now|this minute/)
    host.address = secure
  } finally {
    await browser.close()
  }
})
