import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault } from './reliability.ts'
import { pagesOf } from './stage.ts'
import { type Asked, Wire } from './wire.ts'

/** A browser on a line that keeps a record of everything. */
async function onWire(browser: Browser): Promise<{ context: BrowserContext; wire: Wire }> {
  const wire = await Wire.open()
  const context = await browser.newContext({
    proxy: wire.proxy,
    viewport: { width: 360, height: 800 },
  })
  return { context, wire }
}

/** Files of a publication, as against those of the app, which the browser itself asks for. */
const isNews = ({ url }: Asked) =>
  /\/(?:head\.json|(?:root|bundles|images|catalog)\/[^/]+)$/.test(new URL(url).pathname)

/** Chromium itself asks its maker about every field it sees; no page can keep it from that. */
const isOurs = ({ url }: Asked) => !url.startsWith('https://content-autofill.googleapis.com')

/** What says something of the reader, or lets a host know him again. */
const TELLING = /^(?:cookie|referer|authorization|if-.*|sec-ch-.*|dnt|x-.*)$/

test('every page and the worker ask the listed hosts and nobody else, and the policy is in force', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const host = await Host.of(SAMPLE_SITE)
  const newsroom = new Newsroom()
  const headline = newsroom.press()
  const other = await Host.of(newsroom.site)
  const { context, wire } = await onWire(browser)
  try {
    const complaints: string[] = []
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        complaints.push(message.text())
      }
    })
    context.on('weberror', (error) => complaints.push(String(error.error())))
    const page = await context.newPage()
    await page.goto(host.address)
    await untilOffline(page)
    const listed = [host.address, other.address].map((address) => new URL(address).origin)
    for (const [name, path] of pagesOf('en')) {
      await page.goto(host.address + path)
      await expect(page.getByRole('heading', { level: 1 }), name).toBeVisible()
    }
    await page.goto(`${host.address}publications/`)
    await page.getByRole('textbox', { name: /address/i }).fill(other.address)
    await page.getByRole('button', { name: /add/i }).click()
    await expect(page.locator('main')).toContainText('is on this device')
    await page.goto(`${host.address}p/newsroom/`)
    await page.getByRole('link', { name: headline }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)

    const asked = wire.take().filter(isOurs)
    const hosts = new Set(asked.map(({ url }) => new URL(url).origin))
    expect([...hosts].toSorted()).toEqual(listed.toSorted())
    // The worker's own requests are among them.
    expect(asked.filter(isNews).length).toBeGreaterThan(20)
    expect(complaints).toEqual([])

    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
  } finally {
    await context.close()
    await host.stop()
    await other.stop()
    await wire.cut()
  }
})

test(
  'a page can make no markup of a string and no code of a text, and works all the same',
  fault(28),
  async ({ page }) => {
    const host = await Host.of(SAMPLE_SITE)
    try {
      await page.goto(host.address)
      await untilOffline(page)
      const refused = await page.evaluate(async () => {
        // In a task of the page: what is evaluated from outside may do more.
        await new Promise((resolve) => setTimeout(resolve))
        const attempts: Record<string, () => unknown> = {
          innerHTML: () => {
            document.createElement('div').innerHTML = '<b>x</b>'
          },
          outerHTML: () => {
            document.querySelector('h1')!.outerHTML = '<b>x</b>'
          },
          insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
          'document.write': () => document.write('<b>x</b>'),
          srcdoc: () => {
            document.createElement('iframe').srcdoc = '<b>x</b>'
          },
          DOMParser: () => new DOMParser().parseFromString('<b>x</b>', 'text/html'),
          // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
          eval: () => globalThis.eval('1'),
          Function: () => new Function('return 1')(),
          'script address': () => {
            document.createElement('script').src = 'data:text/javascript,1'
          },
        }
        return Object.keys(attempts).filter((name) => {
          try {
            attempts[name]!()
            return false
          } catch {
            return true
          }
        })
      })
      expect(refused).toEqual([
        'innerHTML',
        'outerHTML',
        'insertAdjacentHTML',
        'document.write',
        'srcdoc',
        'DOMParser',
        'eval',
        'Function',
        'script address',
      ])
      const link = page.locator('main h3 a').first()
      const headline = (await link.textContent())!.trim()
      await link.click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
    } finally {
      await host.stop()
    }
  },
)

/** A request as its host sees it, without what names the connection rather than the reader. */
const seen = ({ method, url, headers }: Asked) => {
  const { host: _, connection: __, 'proxy-connection': ___, ...said } = headers
  return `${method} ${new URL(url).pathname} ${JSON.stringify(said)}`
}

test(
  'two readers with different habits ask for the same, in the same words',
  fault(43),
  async ({ browser }) => {
    test.setTimeout(300_000)
    const newsroom = new Newsroom()
    for (let run = 0; run < 3; run++) newsroom.press()
    const host = await Host.of(newsroom.site)
    const still = await onWire(browser)
    const busy = await onWire(browser)
    try {
      const pages: Page[] = []
      for (const { context } of [still, busy]) {
        const page = await context.newPage()
        await page.goto(host.address)
        await untilOffline(page)
        pages.push(page)
      }
      const first = [still, busy].map(({ wire }) => wire.take().filter(isNews))
      const [a, b] = first.map((asked) => [...new Set(asked.map(seen))].toSorted())
      expect(b).toEqual(a)
      for (const { headers } of first.flat()) {
        expect(Object.keys(headers).filter((name) => TELLING.test(name))).toEqual([])
      }

      // One does not touch his device; the other reads everything, searches, changes how it looks.
      const reader = pages[1]!
      const links = reader.locator('#latest h3 a')
      for (let index = 0; index < (await links.count()); index++) {
        await links.nth(index).click()
        await expect(reader.locator('main article p').first()).toBeVisible()
        await reader.goBack()
        await expect(links.first()).toBeVisible()
      }
      await reader.locator('nav#navigation a[href*="/section/"]').first().click()
      await reader.getByRole('banner').getByRole('link', { name: 'Search' }).click()
      await reader.getByRole('searchbox').fill('number')
      await reader.getByRole('searchbox').press('Enter')
      await expect(reader.locator('main')).toContainText('3 articles found')
      await reader.getByRole('banner').getByRole('link', { name: 'Settings' }).click()
      await reader.getByRole('radio', { name: /^LG/ }).check()
      await reader.getByRole('radio', { name: 'Dark' }).check()
      // Not even for a picture that is not on the device, which would say what is being read.
      const picture = `${host.address}images/${'0'.repeat(64)}.webp`
      expect(await reader.evaluate(async (url) => (await fetch(url)).status, picture)).toBe(404)
      expect(busy.wire.take().filter(isOurs).map(seen)).toEqual([])

      // Both come back for the next edition.
      const fresh = newsroom.press()
      still.wire.take()
      for (const page of pages) {
        await page.goto(host.address)
        await expect(page.locator('html')).toHaveAttribute('data-synced', '4')
        await page.reload()
        await expect(page.locator('#latest h3 a').first()).toHaveText(fresh)
        await expect(page.locator('html')).toHaveAttribute('data-synced', '4')
      }
      const [c, d] = [still, busy].map(({ wire }) => wire.take().filter(isNews))
      expect(d!.map(seen).toSorted()).toEqual(c!.map(seen).toSorted())
      expect(c!.length).toBeGreaterThan(2)
    } finally {
      for (const { context, wire } of [still, busy]) {
        await context.close()
        await wire.cut()
      }
      await host.stop()
    }
  },
)

test(
  'a host that marks its readers gets nothing back, and its head is always asked for anew',
  fault(42),
  async ({ browser }) => {
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    const { context, wire } = await onWire(browser)
    wire.adds = {
      etag: '"reader-7"',
      'last-modified': 'Thu, 01 Jan 2026 00:00:07 GMT',
      'cache-control': 'public, max-age=31536000, immutable',
      'set-cookie': ['reader=7; Max-Age=31536000; Path=/'],
    }
    try {
      const page = await context.newPage()
      await page.goto(host.address)
      await untilOffline(page)
      expect(await context.cookies()).not.toEqual([])
      for (let edition = 2; edition <= 3; edition++) {
        const fresh = newsroom.press()
        await page.goto(host.address)
        await expect(page.locator('html')).toHaveAttribute('data-synced', String(edition))
        await page.reload()
        await expect(page.locator('#latest h3 a').first()).toHaveText(fresh)
      }
      const asked = wire.take().filter(isNews)
      expect(asked.filter(({ url }) => url.endsWith('/head.json')).length).toBeGreaterThan(2)
      for (const { url, headers } of asked) {
        const telling = Object.keys(headers).filter((name) => TELLING.test(name))
        expect(telling, url).toEqual([])
      }
    } finally {
      await context.close()
      await wire.cut()
      await host.stop()
    }
  },
)
