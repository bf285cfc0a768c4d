import type { Page } from '@playwright/test'
import { archive } from '../support/archive.ts'
import { freshFolder, writeFiles } from '../support/folders.ts'
import { takeLayoutShifts, watchLayoutShifts } from '../support/layoutShifts.ts'
import {
  followLinkTo,
  heading,
  latest,
  untilOffline,
  untilPainted,
  untilReady,
  untilSynced,
} from '../support/page.ts'
import { pressFolder, pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
test.use({ site: async ({}, use) => use(await pressSite(archive(50))) })

/** Distance of an article's card from the top of the window (CSS px). */
function cardTop(page: Page, headline: string): Promise<number> {
  return page
    .locator('main article', { has: page.getByRole('link', { name: headline }) })
    .last()
    .evaluate((card) => Math.round(card.getBoundingClientRect().top))
}

async function expectCardAt(page: Page, headline: string, top: number): Promise<void> {
  expect(Math.abs((await cardTop(page, headline)) - top)).toBeLessThanOrEqual(1)
}

/** Scrolls a card of a list into the window. @returns its headline */
async function scrollToCard(page: Page, index: number): Promise<string> {
  const link = page.locator('.posts h3 a').nth(index)
  await link.scrollIntoViewIfNeeded()
  // The first scrolling lays out the whole page: from then on no height is an estimate.
  await expect(page.locator('#app')).toHaveAttribute('data-whole')
  await page.evaluate(() => scrollBy({ top: 130, behavior: 'instant' }))
  await untilPainted(page)
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(300)
  return (await link.textContent())!.trim()
}

/** Waits until the app has stored the view, which it does shortly after the last movement. */
async function untilPlaceKept(page: Page, focused: string): Promise<void> {
  await page.waitForFunction((address) => {
    const places: [key: string, place: { link?: [string, number]; visible?: boolean }][] =
      JSON.parse(sessionStorage.getItem('longwave:/#places') ?? '[]')
    return places.some(([, { link, visible }]) => visible && link?.[0] === address)
  }, focused)
}

test('Back, Forward and a reload show the same card at the same place, and Back gives its link the focus', async ({
  page,
  context,
  host,
}) => {
  await page.goto(`${host.address}section/news/`)
  await untilOffline(page)
  const cards = page.locator('.posts .card')
  await page.getByRole('button', { name: 'Older posts' }).click()
  await expect(cards).toHaveCount(25)
  const headline = await scrollToCard(page, 22)
  const link = page.locator('.posts h3 a').nth(22)
  const top = await cardTop(page, headline)
  await link.click()
  await expect(heading(page)).toHaveText(headline)
  await page.goBack()
  await expect(link).toBeFocused()
  await expectCardAt(page, headline, top)

  await page.reload()
  await expect(cards).toHaveCount(25)
  await expectCardAt(page, headline, top)

  // An address that names a part of the page opens at that part, wherever the list was left.
  const other = await context.newPage()
  await other.goto(`${host.address}section/news/#content`)
  await expect(other.locator('.posts h3 a').first()).toBeInViewport()
  await expect(other.locator('#content')).toBeFocused()
  await other.close()

  await page.locator('nav#navigation').getByRole('link', { name: 'Notes' }).click()
  await expect(heading(page)).toHaveText('Notes')
  const note = await scrollToCard(page, 12)
  const noteTop = await cardTop(page, note)
  await page.goBack()
  await expect(heading(page)).toHaveText('News')
  await page.goForward()
  await expect(heading(page)).toHaveText('Notes')
  await expectCardAt(page, note, noteTop)
})

test('a restart begins where the reader left the list; a newer edition begins at its top', async ({
  reader,
  serve,
}) => {
  const folder = freshFolder('archive')
  writeFiles(folder, archive(20))
  const host = await serve(await pressFolder(folder))
  const first = await reader.open()
  await first.goto(host.address)
  await untilOffline(first)
  const links = first.locator('#latest h3 a')
  const headline = (await links.nth(5).textContent())!.trim()
  const address = (await links.nth(5).getAttribute('href'))!
  await links.nth(4).focus()
  await first.keyboard.press('Tab')
  await expect(links.nth(5)).toBeFocused()
  await untilPlaceKept(first, address)
  const top = await cardTop(first, headline)
  expect(top).toBeGreaterThan(-44)
  await reader.close()
  await host.stop()

  const second = await reader.open()
  const restored = second.locator('#latest h3 a').nth(5)
  await watchLayoutShifts(second)
  await second.goto(host.address)
  await expect(restored).toBeFocused()
  expect(await second.evaluate(() => scrollY)).toBeGreaterThan(500)
  await expectCardAt(second, headline, top)
  expect(await takeLayoutShifts(second)).toEqual([])

  await untilPlaceKept(second, address)
  // The same card is still in view in a window of another size, and in larger type.
  await second.setViewportSize({ width: 800, height: 360 })
  await expect(restored).toBeInViewport()
  await second.evaluate(() => localStorage.setItem('longwave:/#size', 'lg'))
  await second.reload()
  await expect(restored).toBeFocused()
  await expect(restored).toBeInViewport()

  writeFiles(folder, archive(21))
  await pressFolder(folder)
  await host.start()
  await second.goto(host.address)
  await untilSynced(second, 2)
  const third = await second.context().newPage()
  await third.goto(host.address)
  await expect(latest(third)).toContainText('Post 21')
  expect(await third.evaluate(() => scrollY)).toBe(0)
})

test('the focus stays where a key has moved it before the page was painted', async ({
  page,
  host,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await untilReady(page)
  const link = page.locator('#latest h3 a').first()
  await followLinkTo(page, (await link.getAttribute('href'))!)
  await expect(heading(page)).toBeFocused()
  const focused = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.getElementById('latest')) return
          observer.disconnect()
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }))
          // Waits twice as long as the app does before it moves the focus (afterPaint.ts).
          const later = (then: () => void) => requestAnimationFrame(() => setTimeout(then))
          later(() => later(() => resolve(document.activeElement?.id)))
        }).observe(document.body, { childList: true })
        history.back()
      }),
  )
  expect(focused).toBe('sections')
})

test('a reader who goes back before the article is painted is on the list again', async ({
  page,
  host,
}) => {
  // The app renders an article offscreen as soon as the articles of the visible headlines are in memory
  // (mountPage.tsx).
  await page.addInitScript(() => {
    new MutationObserver((changes) => {
      const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
      if (added.some((node) => node instanceof Element && node.matches('.rehearsal'))) {
        document.documentElement.dataset.rehearsed = ''
      }
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(host.address)
  await untilOffline(page)
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-rehearsed')
  // The router has started; until then the browser itself follows links.
  await page.waitForFunction(() => history.state?.__TSR_key)
  const link = page.locator('#latest h3 a').first()
  const isDrawnAtOnce = await link.evaluate((link: HTMLElement) => {
    link.click()
    const isDrawn = document.querySelector('main article h1') !== null
    history.back()
    return isDrawn
  })
  expect(isDrawnAtOnce).toBe(true)
  await expect(link).toBeFocused()
  await expect(page).toHaveURL(host.address)
})
