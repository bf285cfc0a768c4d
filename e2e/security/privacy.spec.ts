import type { Page } from '@playwright/test'
import { fault } from '../support/faultRecords.ts'
import { heading, latest, untilOffline, untilSynced } from '../support/page.ts'
import { type Asked, RecordingProxy } from '../support/recordingProxy.ts'
import { pagesOf } from '../support/samplePages.ts'
import { test as base, expect, wiredTest } from '../support/test.ts'

/**
 * Whether a request is for a file of a publication. Files of the app are excluded: the browser itself requests them.
 */
const isDelivery = ({ url }: Asked) =>
  /\/(?:head\.json|(?:root|bundles|images|catalog)\/[^/]+)$/.test(new URL(url).pathname)

/**
 * Whether a request comes from the page. Chromium itself asks its maker about every form field, which no page can
 * prevent.
 */
const isOfPage = ({ url }: Asked) => !url.startsWith('https://content-autofill.googleapis.com')

/** The specimen shows an image that no host has. */
const MISSING_PICTURE = `/${'f'.repeat(64)}.webp`

interface RecordedReader {
  page: Page
  wire: RecordingProxy
}

const test = base.extend<{
  /** Opens a browser context whose requests go through a proxy of its own. */
  openRecordedReader: () => Promise<RecordedReader>
}>({
  openRecordedReader: async ({ openContext }, use) => {
    const wires: RecordingProxy[] = []
    await use(async () => {
      const wire = await RecordingProxy.open()
      wires.push(wire)
      const context = await openContext({ proxy: wire.settings })
      return { page: await context.newPage(), wire }
    })
    for (const wire of wires) await wire.close()
  },
})

wiredTest(
  'every page and the worker ask only the hosts of the publications, and keep to their content security policy',
  async ({ page, context, host, newsroom, wire }) => {
    const complaints: string[] = []
    context.on('console', (message) => {
      const isComplaint = message.type() === 'error' || message.type() === 'warning'
      // The host answers an address that the app does not know, and says that there is nothing.
      const isExpected = [MISSING_PICTURE, '/nowhere/'].some((it) =>
        message.location().url.endsWith(it),
      )
      if (isComplaint && !isExpected) {
        complaints.push(message.text())
      }
    })
    context.on('weberror', (error) => complaints.push(String(error.error())))
    const headline = await newsroom.publish()
    await page.goto(host.address)
    await untilOffline(page)
    for (const [name, path] of pagesOf('en')) {
      await page.goto(host.address + path)
      await expect(heading(page), name).toBeVisible()
    }
    await page.goto(`${host.address}publications/`)
    await page.getByRole('textbox', { name: /address/i }).fill(newsroom.address)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.locator('main')).toContainText('is on this device')
    await page.goto(`${host.address}p/newsroom/`)
    await page.getByRole('link', { name: headline }).first().click()
    await expect(heading(page)).toHaveText(headline)

    const asked = wire.take().filter(isOfPage)
    const hosts = new Set(asked.map(({ url }) => new URL(url).origin))
    const listed = [host, newsroom].map(({ address }) => new URL(address).origin)
    expect([...hosts].toSorted()).toEqual(listed.toSorted())
    // The worker's own requests are included.
    expect(asked.filter(isDelivery).length).toBeGreaterThan(20)
    expect(complaints).toEqual([])
    const policy = await page
      .locator('meta[http-equiv="Content-Security-Policy"]')
      .getAttribute('content')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'")
  },
)

test(
  'a page cannot turn a string into markup or code, and still works',
  fault(28),
  async ({ page, newsroom }) => {
    const headline = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const results = await page.evaluate(async () => {
      // Waits for a task of the page itself: scripts from Playwright are not bound by its policy.
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
        'address of a script': () => {
          document.createElement('script').src = 'data:text/javascript,1'
        },
      }
      return Object.entries(attempts).map(([name, attempt]) => {
        try {
          attempt()
          return `${name}: done`
        } catch {
          return `${name}: refused`
        }
      })
    })
    expect(results).toHaveLength(9)
    expect(results.filter((result) => !result.endsWith(': refused'))).toEqual([])
    await latest(page).click()
    await expect(heading(page)).toHaveText(headline)
  },
)

/** Headers that describe the reader, or let a host recognise one. */
const TELLING = /^(?:cookie|referer|authorization|if-.*|sec-ch-.*|dnt|x-.*)$/

/** A request as its host sees it, without headers that describe the connection and not the reader. */
const seenByHost = ({ method, url, headers }: Asked) => {
  const { host: _, connection: __, 'proxy-connection': ___, ...rest } = headers
  return `${method} ${new URL(url).pathname} ${JSON.stringify(rest)}`
}

test(
  'two readers with different habits send the same requests, and never return the cookies and validators of a host',
  fault(42, 43),
  async ({ newsroom, openRecordedReader }) => {
    for (let edition = 0; edition < 3; edition++) await newsroom.publish()
    const idle = await openRecordedReader()
    const busy = await openRecordedReader()
    const readers = [idle, busy]
    for (const [mark, { page, wire }] of readers.entries()) {
      wire.adds = {
        etag: `"reader-${mark}"`,
        'last-modified': `Thu, 01 Jan 2026 00:00:0${mark} GMT`,
        'cache-control': 'public, max-age=31536000, immutable',
        'set-cookie': [`reader=${mark}; Max-Age=31536000; Path=/`],
      }
      await page.goto(newsroom.address)
      await untilOffline(page)
      expect(await page.context().cookies()).not.toEqual([])
    }
    const takeDelivery = ({ wire }: RecordedReader) => {
      const asked = wire.take().filter(isDelivery)
      for (const { url, headers } of asked) {
        expect(
          Object.keys(headers).filter((name) => TELLING.test(name)),
          url,
        ).toEqual([])
      }
      return asked
    }
    // A set, because the first page may request an image before the worker requests it as well.
    const [first, second] = readers.map((reader) => [
      ...new Set(takeDelivery(reader).map(seenByHost)),
    ])
    expect(second!.toSorted()).toEqual(first!.toSorted())

    // The busy reader reads everything, searches, and changes the looks.
    const { page } = busy
    const links = page.locator('#latest h3 a')
    for (let index = 0; index < (await links.count()); index++) {
      await links.nth(index).click()
      await expect(page.locator('main article p').first()).toBeVisible()
      await page.goBack()
      await expect(links.first()).toBeVisible()
    }
    await page.locator('nav#navigation a[href*="/section/"]').first().click()
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).click()
    await page.getByRole('searchbox').fill('number')
    await page.getByRole('searchbox').press('Enter')
    await expect(page.locator('main')).toContainText('3 articles found')
    await page.getByRole('banner').getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: /^LG/ }).check()
    await page.getByRole('radio', { name: 'Dark' }).check()
    // An image that is not on the device is not requested either: the request would reveal what is being read.
    const image = `${newsroom.address}images/${'0'.repeat(64)}.webp`
    expect(await page.evaluate(async (url) => (await fetch(url)).status, image)).toBe(404)
    expect(busy.wire.take().filter(isOfPage).map(seenByHost)).toEqual([])

    // Both readers return for the next editions.
    idle.wire.take()
    for (const version of [4, 5]) {
      const headline = await newsroom.publish()
      for (const { page } of readers) {
        await page.goto(newsroom.address)
        await untilSynced(page, version)
        await page.reload()
        await expect(latest(page)).toHaveText(headline)
        await untilSynced(page, version)
      }
    }
    const [third, fourth] = readers.map(takeDelivery)
    expect(fourth!.map(seenByHost).toSorted()).toEqual(third!.map(seenByHost).toSorted())
    // The head is requested again, although the host declares that it never changes.
    expect(third!.filter(({ url }) => url.endsWith('/head.json'))).toHaveLength(4)
    expect(third!.filter(({ url }) => url.includes('/bundles/')).length).toBeGreaterThan(1)
  },
)
