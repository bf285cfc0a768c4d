import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { ReadingRow } from '#library/schema.ts'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { freshFolder } from './longwave.ts'
import { Reader, untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'

/** Keys and rows of one store. */
const store = <T>(page: Page, name: string, database = 'longwave') =>
  page.evaluate(
    ([name, database]) =>
      new Promise<[IDBValidKey, unknown][]>((resolve, reject) => {
        const opening = indexedDB.open(database)
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const { result } = opening
          const transaction = result.transaction(name)
          const keys = transaction.objectStore(name).getAllKeys()
          const rows = transaction.objectStore(name).getAll()
          transaction.oncomplete = () => {
            result.close()
            resolve(keys.result.map((key, index) => [key, rows.result[index]]))
          }
        }
      }),
    [name, database] as const,
  ) as Promise<[IDBValidKey, T][]>

/** What the second copy says was read, newest copy first. */
const copied = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('longwave-copy')
    const entries = await Promise.all(
      (await cache.keys()).map(async (key) => (await cache.match(key))!.text()),
    )
    return entries.join('\n')
  })

const notice = (page: Page) => page.locator('#notice')
const RESTORED = 'The browser had lost what this site kept on the device.'

/** Reads an article to its middle. @returns the mark that is kept of it */
async function readSome(page: Page, headline: string): Promise<ReadingRow> {
  await page.locator('#latest h3 a', { hasText: headline }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
  await page.mouse.move(180, 400)
  await page.mouse.wheel(0, 600)
  const marks = async () => (await store<ReadingRow>(page, 'reading')).at(-1)?.[1]
  await expect.poll(async () => (await marks())?.locator?.offset ?? 0).toBeGreaterThan(0)
  const mark = (await marks())!
  await expect.poll(() => copied(page)).toContain(JSON.stringify(mark.locator))
  return mark
}

test(
  'places, publications and choices outlive a database that the browser throws away, and no older edition slips in',
  fault(53, 56),
  async () => {
    const newsroom = new Newsroom()
    const other = new Newsroom({ id: 'other', title: 'The Other' })
    const headline = newsroom.press()
    other.press()
    const older = freshFolder('older')
    cpSync(newsroom.site, older, { recursive: true })
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const second = await Host.of(other.site)
    const reader = new Reader()
    try {
      const first = await reader.open()
      await first.goto(host.address)
      await untilOffline(first)
      await first.goto(`${host.address}publications/`)
      await first.getByRole('textbox', { name: /address/i }).fill(second.address)
      await first.getByRole('button', { name: /add/i }).click()
      await expect(first.locator('main')).toContainText('is on this device')
      await first.goto(`${host.address}settings/`)
      await first.getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
      await first.goto(host.address)
      const mark = await readSome(first, headline)
      await expect.poll(() => copied(first)).toContain('budget')
      const rows = await store<{ id: string; fingerprint: string }>(first, 'publications')
      await reader.kill()

      const databases = join(reader.profile, 'Default/IndexedDB')
      expect(readdirSync(databases).length).toBeGreaterThan(0)
      rmSync(databases, { recursive: true })
      // Whoever keeps the reader on an older edition finds the door shut as before.
      const current = freshFolder('current')
      cpSync(newsroom.site, current, { recursive: true })
      cpSync(older, newsroom.site, { recursive: true })
      const page = await reader.open()
      await page.goto(host.address)
      await expect(notice(page)).toContainText(RESTORED)
      told(await notice(page).locator('p').textContent())
      await expect(page.locator('html')).toHaveAttribute('data-failed', 'rollback')
      expect(await store(page, 'reading')).toEqual([[['newsroom', expect.any(String)], mark]])
      const now = await store<{ id: string; fingerprint: string }>(page, 'publications')
      const named = ([, { id, fingerprint }]: (typeof rows)[number]) => [id, fingerprint]
      expect(now.map(named)).toEqual(rows.map(named))

      cpSync(current, newsroom.site, { recursive: true })
      await page.goto(`${host.address}publications/`)
      await expect(page.locator('html')).toHaveAttribute('data-synced', '2')
      await expect(page.locator('main')).toContainText('The Other')
      await expect(notice(page)).toBeHidden()
      await page.goto(`${host.address}settings/`)
      await expect(page.getByRole('combobox', { name: 'Keep at most' })).toHaveValue('25000000')
      await page.goto(`${host.address}p/other/`)
      await expect(page.locator('#latest h3 a').first()).toBeVisible()
      await page.goto(host.address)
      await page.locator('#latest h3 a', { hasText: headline }).first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
    } finally {
      await reader.close()
      await host.stop()
      await second.stop()
    }
  },
)

test('a copy that is cut short or made up puts nothing into the library', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await expect.poll(() => copied(page)).toContain('newsroom')
    for (const wrong of [
      '{"generation":99,"subscriptions":[{"id":"news',
      '{"generation":99,"subscriptions":[],"reading":[[["a"],{}],[["newsroom","x"],{"progression":"far"}]],"settings":[]}',
      '{"generation":99,"subscriptions":[{"id":"evil","address":"javascript:0"}],"reading":[],"settings":[]}',
      '[]',
    ]) {
      await page.evaluate(async (text) => {
        const cache = await caches.open('longwave-copy')
        for (const key of await cache.keys()) await cache.put(key, new Response(text))
      }, wrong)
      await page.reload()
      await expect(page.locator('html')).toHaveAttribute('data-synced')
      await expect(notice(page)).toBeHidden()
      expect(await store(page, 'reading')).toEqual([])
      expect(await store(page, 'publications')).toHaveLength(1)
    }
  } finally {
    await host.stop()
  }
})

test('of a copy every publication that is whole comes back', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.mirrors = ['https://mirror.example/']
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await expect.poll(() => copied(page)).toContain('https://mirror.example/')
    const [[, before]] = (await store<{ added: string }>(page, 'publications')) as [
      [unknown, { added: string }],
    ]
    await page.goto(`${host.address}feed.json`)
    await page.evaluate(async () => {
      const cache = await caches.open('longwave-copy')
      for (const key of await cache.keys()) {
        // As good an address, and written otherwise.
        const text = await (await cache.match(key))!.text()
        const copy = JSON.parse(text.replaceAll('https://mirror', 'HTTPS://mirror'))
        copy.subscriptions.unshift({ id: 'evil', address: 'javascript:0' }, null)
        await cache.put(key, Response.json(copy))
      }
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('longwave')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      })
    })
    await page.goto(host.address)
    await expect(notice(page)).toContainText(RESTORED)
    const rows = await store<{ id: string; added: string }>(page, 'publications')
    expect(rows.map(([, { id, added }]) => [id, added])).toEqual([['newsroom', before.added]])
  } finally {
    await host.stop()
  }
})

test(
  'a database that is broken for good is replaced by another one, and given up for it no more than needed',
  fault(58),
  async ({ page }) => {
    const newsroom = new Newsroom()
    const headline = newsroom.press()
    const host = await Host.of(newsroom.site)
    try {
      // Delivery in the page, so that it meets the same database.
      await page.addInitScript(() => {
        Reflect.deleteProperty(Navigator.prototype, 'serviceWorker')
        if (sessionStorage.getItem('broken') === null) return
        const { open } = IDBFactory.prototype
        IDBFactory.prototype.open = function (name, version) {
          if (name !== 'longwave' || version === undefined) return open.call(this, name, version)
          // As Chromium does where it cannot open its backing store.
          const request = open.call(this, 'longwave-never', 1)
          const fail = (event: Event) => {
            event.stopImmediatePropagation()
            const { transaction } = request
            transaction?.abort()
          }
          request.addEventListener('upgradeneeded', fail)
          return request
        }
      })
      await page.goto(host.address)
      await expect(page.locator('html')).toHaveAttribute('data-synced', '1')
      await page.locator('#notice button').click()
      const mark = await readSome(page, headline)
      await page.evaluate(() => sessionStorage.setItem('broken', 'true'))
      await page.goto(host.address)
      await expect(notice(page)).toContainText(RESTORED)
      told(await notice(page).locator('p').textContent())
      await expect(page.locator('html')).toHaveAttribute('data-synced', '1')
      expect(
        (await store<ReadingRow>(page, 'reading', 'longwave-2')).map(([, row]) => row),
      ).toEqual([mark])
      const second = newsroom.press()
      await page.goto(host.address)
      await expect(page.locator('html')).toHaveAttribute('data-synced', '2')
      await page.reload()
      await expect(page.locator('#latest h3 a').first()).toHaveText(second)
      await page.locator('#latest h3 a').first().click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(second)
      await expect.poll(() => copied(page)).toContain('number-2')

      // It was well after all: what was read meanwhile is known there, and the other one is gone.
      await page.evaluate(() => sessionStorage.removeItem('broken'))
      await page.goto(host.address)
      await expect(page.locator('html')).toHaveAttribute('data-synced', '2')
      await expect.poll(async () => (await store(page, 'reading')).length).toBe(2)
      await expect
        .poll(() =>
          page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)),
        )
        .toEqual(['longwave'])
    } finally {
      await host.stop()
    }
  },
)

test(
  'a tab that goes on reading while its database is lost does not copy the loss',
  fault(56),
  async ({ page }) => {
    const newsroom = new Newsroom()
    const headlines = [newsroom.press(), newsroom.press()]
    const host = await Host.of(newsroom.site)
    try {
      await page.goto(host.address)
      await untilOffline(page)
      const before = await readSome(page, headlines[0]!)
      await page.goBack()
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const request = indexedDB.deleteDatabase('longwave')
            request.onsuccess = () => resolve()
            request.onerror = () => reject(request.error)
          }),
      )
      await page.locator('#latest h3 a', { hasText: headlines[1]! }).first().click()
      await page.mouse.move(180, 400)
      await page.mouse.wheel(0, 300)
      await expect(notice(page)).toContainText(RESTORED)
      await expect
        .poll(async () =>
          (await store<ReadingRow>(page, 'reading')).map(([, { read }]) => read === before.read),
        )
        .toEqual([true, false])
      await expect.poll(async () => (await store(page, 'bodies')).length).toBe(2)
    } finally {
      await host.stop()
    }
  },
)
