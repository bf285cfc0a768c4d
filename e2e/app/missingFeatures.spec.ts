import { fault } from '../support/faultRecords.ts'
import {
  deliveryState,
  heading,
  latest,
  notice,
  untilOffline,
  untilSynced,
} from '../support/page.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect } from '../support/test.ts'
import { expectNotice, openEachKind, openNewest, test } from './smallPaper.ts'

const withoutDatabase = () =>
  Object.defineProperty(window, 'indexedDB', { value: undefined, configurable: true })

const KEEPS_NOTHING = 'lets the site keep nothing'

test(
  'without a service worker and without Ed25519 the page verifies and stores the news itself, and tells the reader what is missing',
  fault(73),
  async ({ page, host }) => {
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
    await expectNotice(page, 'keeps the news, but not the app')
    await untilSynced(page)
    await notice(page).getByRole('button', { name: 'Close' }).click()
    await openEachKind(page, host.address)
    // The notice is shown once per visit; the footer never says that everything opens without a network.
    await page.goto(host.address)
    await untilSynced(page)
    await expect(notice(page)).toBeHidden()
    await expect(deliveryState(page)).toContainText('not the app')
    await page.context().setOffline(true)
    await latest(page).click()
    await expect(heading(page)).toHaveText('The third article')
  },
)

test(
  'a browser without DecompressionStream reads from the site, and its reader is told that it is too old',
  fault(73),
  async ({ page, host }) => {
    await page.addInitScript(() => Reflect.deleteProperty(window, 'DecompressionStream'))
    await page.goto(host.address)
    await expectNotice(page, 'too old')
    await openEachKind(page, host.address)
    await expect(deliveryState(page)).toContainText('too old')
    // A worker would answer requests with an app that has no data to show.
    const workers = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)
    expect(await workers()).toBe(0)
    await expect(page.locator('html')).not.toHaveAttribute('data-failed')
  },
)

test('everything can be read in a browser that has none of the newer conveniences', async ({
  page,
  host,
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
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  await page.goto(host.address)
  await untilSynced(page)
  await openEachKind(page, host.address)
  for (const [path, title] of [
    ['search/', 'Search'],
    ['publications/', 'Publications'],
    ['about/', 'About Longwave'],
    ['section/all/', 'All'],
  ]) {
    await page.goto(host.address + path)
    await expect(heading(page)).toHaveText(title!)
  }
  await page.goto(`${host.address}article/second/`)
  await expect(page.locator('.neighbours a')).toHaveCount(2)
  const listen = page.getByRole('button', { name: 'Listen' })
  if (await listen.isVisible()) await listen.click()
  await page.getByRole('button', { name: 'Text and theme' }).click()
  await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
  expect(errors).toEqual([])
})

test('where the browser refuses the clipboard, the reader is told to copy the address by hand', async ({
  page,
  host,
}) => {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () =>
      Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'))
  })
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}section/all/`)
  await page.locator('.subscribe summary').click()
  await page.getByRole('button', { name: 'Copy the address' }).click()
  await expectNotice(page, 'Select the address and copy it yourself.')
})

test(
  'without IndexedDB the news is read from the site, and the reader is told that nothing is kept',
  fault(72),
  async ({ page, context, host }) => {
    await page.addInitScript(withoutDatabase)
    await page.goto(host.address)
    await expectNotice(page, KEEPS_NOTHING)
    await openNewest(page, host.address)
    await expect(deliveryState(page)).toContainText('keep nothing')

    // Firefox with storage forbidden refuses BroadcastChannel as well.
    const firefox = await context.newPage()
    await firefox.addInitScript(withoutDatabase)
    await firefox.addInitScript(() => {
      window.BroadcastChannel = class {
        constructor() {
          throw new DOMException('The operation is insecure.', 'SecurityError')
        }
      } as unknown as typeof BroadcastChannel
    })
    await firefox.goto(host.address)
    await expect(notice(firefox)).toContainText(KEEPS_NOTHING)
    await openNewest(firefox, host.address)
  },
)

// The other tests of refused storage, around this one, have no worker from an earlier visit.
test('when IndexedDB is refused and the worker stays, pages come from the site, and the library is not touched', {
  ...fault(72),
  ...ONLY_THOROUGH,
}, async ({ context, host }) => {
  const before = await context.newPage()
  await before.goto(host.address)
  await untilOffline(before)
  const page = await context.newPage()
  await page.addInitScript(withoutDatabase)
  await page.goto(`${host.address}article/second/`)
  await expect(page.locator('main article p').first()).toBeVisible()
  await expect(notice(page)).toContainText(KEEPS_NOTHING)
  // The reader can bookmark and share the address.
  await expect(page).toHaveURL(`${host.address}article/second/`)
  await openEachKind(page, host.address)
  await context.setOffline(true)
  await page.goto(host.address)
  await expect(heading(page)).toHaveText('The library cannot be read')
  await before.reload()
  await expect(latest(before)).toBeVisible()
})

test(
  'the site is read in a browser whose reader has forbidden all storage',
  fault(72),
  async ({ openReader, host }) => {
    const reader = openReader({
      preferences: { profile: { default_content_setting_values: { cookies: 2 } } },
    })
    const page = await reader.open()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.goto(host.address)
    const storage = await page.evaluate(() => {
      try {
        return typeof localStorage
      } catch (error) {
        return (error as Error).name
      }
    })
    expect(storage).toBe('SecurityError')
    await expect(notice(page)).toContainText(KEEPS_NOTHING)
    await openEachKind(page, host.address)
    await expect(notice(page)).toBeHidden()
    await page.getByRole('radio', { name: /^LG/ }).check()
    await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
    await page.goto(`${host.address}settings/`)
    // Simulates that the reader comes back to the tab.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    page.once('dialog', (dialog) => dialog.accept())
    await page.getByRole('button', { name: 'Remove everything from this device' }).click()
    await expect(page.locator('main')).toContainText('Nothing is left here.')
    expect(errors).toEqual([])
  },
)
