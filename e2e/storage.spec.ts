import { expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'
import { Wire } from './wire.ts'

/** What the library holds, by name. */
const shelf = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<{ articles: string[]; bodies: string[]; images: number; reading: number }>(
        (resolve, reject) => {
          const opening = indexedDB.open('longwave')
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const { result } = opening
            const transaction = result.transaction(['articles', 'bodies', 'images', 'reading'])
            const keys = (store: string) => transaction.objectStore(store).getAllKeys()
            const [articles, bodies] = [keys('articles'), keys('bodies')]
            const [images, reading] = [keys('images'), keys('reading')]
            const names = ({ result }: IDBRequest<IDBValidKey[]>) =>
              result.map((key) => (key as string[])[1]!)
            transaction.oncomplete = () => {
              result.close()
              resolve({
                articles: names(articles),
                bodies: names(bodies),
                images: images.result.length,
                reading: reading.result.length,
              })
            }
          }
        },
      ),
  )

/** Writes one row of a store, as nobody but a test does. */
const put = (page: Page, store: string, key: string[], row: unknown) =>
  page.evaluate(
    ([store, key, row]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('longwave')
        opening.onsuccess = () => {
          const { result } = opening
          const transaction = result.transaction(store, 'readwrite')
          transaction.objectStore(store).put(row, key)
          transaction.onerror = () => reject(transaction.error)
          transaction.oncomplete = () => {
            result.close()
            resolve()
          }
        }
      }),
    [store, key, row] as const,
  )

const storage = (page: Page) => page.getByRole('region', { name: 'Storage' })

let newsroom: Newsroom
let host: Host
const headlines: string[] = []
test.beforeAll(async () => {
  newsroom = new Newsroom()
  for (let count = 0; count < 3; count++) headlines.push(newsroom.press())
  host = await Host.of(newsroom.site)
})
test.afterAll(() => host.stop())

test('what is on the device is told, and room is made in order; what went can be fetched again', async ({
  page,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  const before = await shelf(page)
  expect(before).toMatchObject({ images: 1, reading: 0 })
  expect(before.bodies).toHaveLength(3)
  await page.locator('#latest h3 a', { hasText: headlines[0]! }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headlines[0]!)
  const id = new URL(page.url()).pathname.split('/').at(-2)!
  await expect.poll(async () => (await shelf(page)).reading).toBe(1)

  await page.goto(`${host.address}settings/`)
  await expect(page.locator('html')).toHaveAttribute('data-synced')
  await expect(storage(page)).toContainText(/[\d.]+ kilobytes of 60 megabytes used/)
  await expect(storage(page).getByRole('listitem')).toContainText(/The Newsroom [\d.]+ kilobytes/)
  // With the keyboard alone.
  await storage(page).getByRole('button', { name: 'Free space now' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText(
    /^[\d.]+ kilobytes freed\. Saved articles and your places are untouched\.$/,
  )
  const after = await shelf(page)
  expect(after.articles).toEqual(before.articles)
  expect(after.bodies).toEqual(before.bodies.filter((body) => body !== id))
  expect(after).toMatchObject({ images: 0, reading: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toHaveText('There is nothing to remove.')

  // And it does not come again with the next look at the news.
  await page.goto(host.address)
  await expect(page.locator('html')).toHaveAttribute('data-synced')
  expect((await shelf(page)).images).toBe(0)
  await page.locator('#latest h3 a', { hasText: headlines[0]! }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headlines[0]!)
  await expect(page.locator('main')).toContainText('it made room for newer ones')
  await host.stop()
  await page.getByRole('button', { name: 'Fetch it again' }).click()
  await expect(page.locator('.evicted .state')).toContainText('cannot be reached', {
    timeout: 15_000,
  })
  await host.start()
  await page.getByRole('button', { name: 'Fetch it again' }).click()
  await expect(page.locator('.article .body')).toContainText('The text of number 1.')
  await host.stop()
  await page.reload()
  await expect(page.locator('.article .body')).toContainText('The text of number 1.')
  await host.start()
})

test('of an article that is open in another tab everything stays until it is closed', async ({
  page,
  context,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.locator('#latest h3 a', { hasText: headlines[0]! }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headlines[0]!)
  await expect.poll(async () => (await shelf(page)).reading).toBe(1)
  const before = await shelf(page)

  const other = await context.newPage()
  await other.goto(`${host.address}settings/`)
  const free = storage(other).getByRole('button', { name: 'Free space now' })
  await free.click()
  await expect(other.getByRole('status')).toHaveText('There is nothing to remove.')
  expect(await shelf(page)).toEqual(before)

  await page.goto(host.address)
  await expect(page.locator('html')).toHaveAttribute('data-synced')
  await free.click()
  await expect(other.getByRole('status')).toHaveText(/^[\d.]+ kilobytes freed\./)
  const after = await shelf(page)
  expect(after.bodies).toHaveLength(before.bodies.length - 1)
  expect(after.images).toBe(0)
  await other.close()
})

test('of a saved article everything stays', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  const [saved, other] = (await shelf(page)).articles
  const now = '2026-11-23T12:00:00Z'
  await put(page, 'reading', ['newsroom', saved!], { read: now, saved: now })
  await put(page, 'reading', ['newsroom', other!], { read: now })
  await page.goto(`${host.address}settings/`)
  await storage(page).getByRole('button', { name: 'Free space now' }).click()
  await expect(page.getByRole('status')).toContainText('freed')
  const { bodies, images } = await shelf(page)
  expect(bodies).toContain(saved)
  expect(bodies).not.toContain(other)
  expect(images).toBe(1)
})

test(
  'an article that has lost its shape is told, and fetched again',
  fault(79),
  async ({ page }) => {
    await page.goto(host.address)
    await untilOffline(page)
    const [id] = (await shelf(page)).bodies
    await put(page, 'bodies', ['newsroom', id!], { id, seq: 1 })
    await page.goto(`${host.address}article/${id}/`)
    await expect(page.locator('.evicted')).toBeVisible()
    told(await page.locator('.evicted p').first().textContent())
    await page.getByRole('button', { name: 'Fetch it again' }).click()
    await expect(page.locator('.article .body')).toContainText('The text of number')
  },
)

test('a database that is deleted under an open tab comes back', fault(56, 57), async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase('longwave')
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      }),
  )
  // The page goes on standing, and the next look at the news brings all of it.
  await expect(page.locator('#latest h3 a').first()).toBeVisible()
  await page.reload()
  await expect.poll(async () => (await shelf(page)).bodies.length).toBe(3)
  await expect(page.locator('#latest h3 a').first()).toHaveText(headlines[2]!)

  // Everything of this site at once, as a browser does it that is short of space.
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.clearDataForOrigin', {
    origin: new URL(host.address).origin,
    storageTypes: 'all',
  })
  await page.reload()
  await untilOffline(page)
  expect((await shelf(page)).bodies).toHaveLength(3)
})

/** A front page is open; it is again afterwards. */
async function readToEnd(page: Page, headline: string): Promise<void> {
  await page.locator('#latest h3 a', { hasText: headline }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
  await expect(page.locator('.progress[aria-valuenow]')).toBeAttached()
  await page.keyboard.press('End')
  await expect(page.locator('.progress')).toHaveAttribute('aria-valuenow', '100')
  await page.goBack()
  await expect(page.locator('#latest h3 a').first()).toBeVisible()
}

/** A browser that promises what it is asked for. @returns how often it has been asked */
async function withPromise(page: Page): Promise<() => number> {
  let asked = 0
  await page.exposeFunction('countAsked', () => {
    asked += 1
  })
  await page.addInitScript(() => {
    navigator.storage.persisted = async () => false
    navigator.storage.persist = async () => {
      await (window as unknown as { countAsked: () => Promise<void> }).countAsked()
      return true
    }
  })
  return () => asked
}

const PROMISED = 'The browser has promised to keep what is here.'

test('the browser is asked to keep what is here after the first article that is read to its end, and once more when the app is installed', async ({
  page,
}) => {
  const asked = await withPromise(page)
  await page.goto(host.address)
  await untilOffline(page)
  expect(asked()).toBe(0)
  await page.locator('#latest h3 a', { hasText: headlines[0]! }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(headlines[0]!)
  await expect(page.locator('.progress[aria-valuenow]')).toBeAttached()
  await page.keyboard.press('End')
  await expect(page.getByRole('status')).toHaveText(PROMISED)
  expect(asked()).toBe(1)
  await page.goto(host.address)
  await readToEnd(page, headlines[1]!)
  const install = () => page.evaluate(() => dispatchEvent(new Event('appinstalled')))
  await install()
  await expect(page.getByRole('status')).toHaveText(PROMISED)
  await install()
  await readToEnd(page, headlines[2]!)
  expect(asked()).toBe(2)
})

test('the browser is asked to keep what is here when another publication has been added', async ({
  page,
}) => {
  const other = new Newsroom({ id: 'other', title: 'The Other' })
  other.press()
  const second = await Host.of(other.site)
  try {
    const asked = await withPromise(page)
    await page.goto(`${host.address}publications/`)
    await expect(page.locator('html')).toHaveAttribute('data-synced')
    expect(asked()).toBe(0)
    await page.getByRole('textbox', { name: /address/i }).fill(second.address)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.locator('.add .state').last()).toContainText(/The Other\S* is on this device/)
    await expect(page.getByRole('status')).toHaveText(PROMISED)
    expect(asked()).toBe(1)
  } finally {
    await second.stop()
  }
})

test('where the browser wakes apps for news, it is let to', async ({ page, context }) => {
  await page.addInitScript(() => {
    const tags: string[] = []
    Object.assign(window, { tags })
    const { query } = Permissions.prototype
    Permissions.prototype.query = async function (of) {
      const asked = of.name as string
      return asked === 'periodic-background-sync'
        ? ({ state: 'granted' } as PermissionStatus)
        : query.call(this, of)
    }
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'periodicSync', {
      value: { register: async (tag: string) => void tags.push(tag) },
    })
  })
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await expect
      .poll(() => page.evaluate(() => (window as unknown as { tags: string[] }).tags))
      .toEqual(['news'])

    // And what it then wakes looks for them.
    await untilOffline(page)
    const worker = context.serviceWorkers()[0]!
    const second = newsroom.press()
    await worker.evaluate(() => {
      const event = new Event('periodicsync')
      Object.assign(event, { waitUntil: () => {} })
      self.dispatchEvent(event)
    })
    await expect(page.locator('#latest h3 a').first()).toHaveText(second)
  } finally {
    await host.stop()
  }
})

test('nothing waits for a promise to keep what is here', fault(77), async ({ page }) => {
  for (const persist of ['() => new Promise(() => {})', '() => Promise.reject(new Error())']) {
    await page.addInitScript(`navigator.storage.persist = ${persist}`)
    await page.goto(host.address)
    await untilOffline(page)
    await readToEnd(page, headlines[0]!)
    await readToEnd(page, headlines[1]!)
    await page.goto(`${host.address}settings/`)
    await storage(page).getByRole('button', { name: 'Ask the browser to keep it' }).click()
    await storage(page).getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
    await expect(page.getByRole('status')).toHaveText('At most 25 megabytes are kept.')
    await expect(storage(page)).toContainText('The browser may remove what is here')
  }
  await storage(page).getByRole('button', { name: 'Ask the browser to keep it' }).click()
  await expect(page.getByRole('status')).toContainText('The browser has not promised it.')
  told(await page.getByRole('status').textContent())
})

test('one action leaves nothing behind', async ({ page }) => {
  await page.goto(host.address)
  await untilOffline(page)
  await page.locator('#latest h3 a').first().click()
  await page.goto(`${host.address}settings/`)
  await page.locator('#language').selectOption('es')
  await expect(page.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible()
  await page.locator('#language').selectOption('en')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  const wipe = storage(page).getByRole('button', { name: 'Remove everything from this device' })
  page.once('dialog', (dialog) => dialog.dismiss())
  await wipe.click()
  expect((await shelf(page)).bodies).toHaveLength(3)
  page.once('dialog', (dialog) => dialog.accept())
  await wipe.click()
  await expect(page.getByRole('status')).toHaveText(
    'Everything has been removed from this device. Nothing is left here.',
  )
  await page.mouse.wheel(0, 300)
  await page.waitForTimeout(600)
  await page.goto(`${host.address}icons/icon.svg`)
  expect(await left(page)).toEqual(NOTHING)
})

const NOTHING = { databases: [], caches: [], local: [], session: [], workers: 0 }

/** What the site has on the device. */
const left = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))

test('nothing comes back from another tab, nor from a delivery that is under way', async ({
  browser,
}) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  const wire = await Wire.open()
  const context = await browser.newContext({ proxy: wire.proxy })
  try {
    const page = await context.newPage()
    await page.goto(host.address)
    await untilOffline(page)
    const other = await context.newPage()
    await other.clock.install()
    await other.goto(host.address)
    await other.locator('#latest h3 a').first().click()
    await expect(other.locator('.progress[aria-valuenow]')).toBeAttached()
    await other.mouse.wheel(0, 400)
    const stranger = await context.newPage()
    await stranger.goto(`${host.address}icons/icon.svg`)

    for (let run = 0; run < 2; run++) newsroom.press()
    const isBundle = (url: string) => url.includes('/bundles/')
    wire.take()
    wire.holds = isBundle
    await page.goto(`${host.address}settings/`)
    await expect.poll(() => wire.asked.some(({ url }) => isBundle(url))).toBe(true)
    page.once('dialog', (dialog) => dialog.accept())
    await storage(page).getByRole('button', { name: 'Remove everything' }).click()
    await expect(page.locator('main')).toContainText('Nothing is left here.')
    expect(await left(stranger)).toEqual(NOTHING)
    await expect(other.locator('main')).toContainText('Nothing is left here.')

    wire.holds = () => false
    wire.drop()
    for (const tab of [other, page]) {
      await tab.evaluate(() => {
        for (const type of ['scroll', 'pagehide', 'online']) dispatchEvent(new Event(type))
        document.dispatchEvent(new Event('visibilitychange'))
      })
    }
    await other.clock.fastForward('11:00')
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await stranger.waitForTimeout(1000)
    expect(await left(stranger)).toEqual(NOTHING)

    await Promise.all([other.close(), stranger.close()])
    await page.getByRole('link', { name: 'Go to the front page' }).click()
    await untilOffline(page)
    await expect(page.locator('#latest h3 a')).toHaveCount(3)
  } finally {
    await context.close()
    await wire.cut()
    await host.stop()
  }
})

test('what a reader asks of a full disk is answered', async ({ page }) => {
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}settings/`)
  await expect(page.locator('html')).toHaveAttribute('data-synced')
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Full', 'QuotaExceededError')
    }
  })
  const FULL = 'There is no room left on this device.'
  await storage(page).getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
  await expect(storage(page).locator('.state')).toContainText(FULL)
  const saved = page.getByRole('group', { name: 'What is saved on this device' })
  await saved.getByRole('radio', { name: 'Text only' }).click()
  await expect(page.locator('.problem', { hasText: FULL })).toBeVisible()
  await expect(saved.getByRole('radio', { name: 'Text and pictures', exact: true })).toBeChecked()
  expect(broken).toEqual([])
})

test('Safari on a phone is said to forget after seven days, and what helps', async ({
  browser,
}) => {
  const context = await browser.newContext({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  })
  try {
    const page = await context.newPage()
    await page.goto(`${host.address}settings/`)
    await expect(storage(page)).toContainText(
      'Safari removes what a site has stored after seven days without a visit; added to the home screen, it stays.',
    )
    // There it says that it is one.
    await page.addInitScript(() => Object.assign(navigator, { standalone: true }))
    await page.reload()
    await expect(storage(page)).toContainText('The browser may remove what is here')
    await expect(storage(page)).not.toContainText('seven days')
  } finally {
    await context.close()
  }
})
