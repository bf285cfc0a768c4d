import { expect, type Page, test } from '@playwright/test'
import { Archive } from './archive.ts'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

/** No test here ever uses a pointer. */
const READERS = [
  {
    name: 'left to right',
    language: 'en',
    locale: 'en-US',
    onward: 'ArrowRight',
    back: 'ArrowLeft',
  },
  {
    name: 'right to left',
    language: 'fa',
    locale: 'fa-IR',
    onward: 'ArrowLeft',
    back: 'ArrowRight',
  },
] as const

const focused = (page: Page) =>
  page.evaluate(() => {
    const link = document.activeElement as HTMLAnchorElement
    return link.href ? new URL(link.href).pathname : link.localName
  })

const isInside = (page: Page, selector: string) =>
  expect
    .poll(() => page.evaluate((it) => !!document.activeElement?.closest(it), selector), {
      message: `the focus is in ${selector}`,
    })
    .toBe(true)

/** Presses a key until the focus is on what the selector names. */
async function until(page: Page, key: string, selector: string): Promise<void> {
  for (let steps = 0; steps < 120; steps++) {
    await page.keyboard.press(key)
    if (await page.evaluate((it) => document.activeElement?.matches(it), selector)) return
  }
  throw new Error(`${key} never led to ${selector}`)
}

/** The keys are there once the page has been painted. */
async function ready(page: Page): Promise<void> {
  await untilOffline(page)
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
}

for (const { name, language, locale, onward, back } of READERS) {
  test.describe(name, () => {
    test.use({ locale })

    let host: Host
    test.beforeAll(async () => {
      const archive = new Archive(language)
      archive.press(50)
      host = await Host.of(archive.site)
    })
    test.afterAll(() => host.stop())

    test('the same accessibility links on every page lead to where things are', async ({
      page,
    }) => {
      // 1280 by 1024 at 400 %. A list that was left begins where it was left, which is another test.
      await page.setViewportSize({ width: 320, height: 256 })
      await page.addInitScript(() => localStorage.removeItem('longwave:lists'))
      await page.goto(host.address)
      await ready(page)
      const links = page.locator('.accessibility-links')
      const words = await links.locator('li').allInnerTexts()
      for (const [path, ...places] of [
        ['', 'latest', 'text-size'],
        ['section/news/', 'latest', 'sections'],
        ['article/post-7/', 'latest', 'text-size'],
        ['search/', 'content'],
        ['settings/', 'navigation', 'sections'],
        ['about/', 'sections'],
        ['nowhere/', 'latest'],
      ]) {
        for (const place of places) {
          await page.goto(host.address + path)
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          expect(await links.locator('li').allInnerTexts(), path).toEqual(words)
          await page.keyboard.press('Tab')
          await expect(links).toBeInViewport()
          await until(page, 'ArrowDown', `.accessibility-links a[href$="#${place}"]`)
          await expect(page.locator(':focus')).toBeInViewport({ ratio: 0.95 })
          await page.keyboard.press('Enter')
          await isInside(page, `#${place}`)
          await expect(page.locator(`#${place}`)).toBeInViewport()
          await expect(links).not.toBeInViewport()
        }
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    })

    test('from the front page to an article and its neighbours, and back to the very card', async ({
      page,
    }) => {
      await page.goto(host.address)
      await ready(page)
      await page.keyboard.press('a')
      await isInside(page, '.accessibility-links')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe('body')

      await page.keyboard.press('r')
      await isInside(page, '#latest')
      for (const key of ['j', 'j', 'j', 'j', 'k']) await page.keyboard.press(key)
      await isInside(page, '#latest .brief')
      const card = await focused(page)
      await page.keyboard.press('a')
      await isInside(page, '.accessibility-links')
      await page.keyboard.press('Escape')
      expect(await focused(page)).toBe(card)
      await page.keyboard.press('o')
      await expect(page.locator('main h1')).toBeFocused()
      expect(new URL(page.url()).pathname).toBe(card)
      expect(await page.title()).toContain((await page.locator('h1').innerText()).trim())

      await page.keyboard.press('j')
      await isInside(page, '.article .standfirst')
      await page.keyboard.press('j')
      await isInside(page, '.article .body > p')

      await page.keyboard.press('+')
      await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
      await page.keyboard.press('-')
      await page.keyboard.press('-')
      await expect(page.locator('html')).toHaveAttribute('data-size', 'sm')

      await page.keyboard.press('t')
      await isInside(page, '.preferences-panel')
      await until(page, 'Tab', '.preferences-panel input[name="theme"]')
      await page.keyboard.press('ArrowDown')
      await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'auto')
      await page.keyboard.press('Escape')
      await expect(page.locator('.preferences-panel')).toHaveCount(0)

      await page.keyboard.press('l')
      await expect(page.locator('#player')).toBeVisible()
      await until(page, 'Tab', '#player .player-close, #player button:last-of-type')
      await page.keyboard.press('Escape')
      await expect(page.locator('#player')).toHaveCount(0)

      const older = await page.locator('.neighbours [rel="next"]').getAttribute('href')
      const newer = await page.locator('.neighbours [rel="prev"]').getAttribute('href')
      await page.keyboard.press('n')
      await expect(page).toHaveURL(host.address + older!.slice(1))
      await expect(page.locator('.neighbours [rel="prev"]')).toBeVisible()
      await page.keyboard.press('p')
      await expect(page).toHaveURL(host.address + card.slice(1))
      await expect(page.locator('.neighbours [rel="prev"]')).toBeVisible()
      await page.keyboard.press(back)
      await expect(page).toHaveURL(host.address + newer!.slice(1))
      await expect(page.locator('.neighbours [rel="next"]')).toBeVisible()
      await page.keyboard.press(onward)
      await expect(page).toHaveURL(host.address + card.slice(1))

      await page.keyboard.press('u')
      await expect.poll(() => focused(page)).toBe(card)
      await isInside(page, '#latest .brief')
      await expect(page.locator(':focus')).toBeInViewport()
    })

    test.describe('with a finger', () => {
      test.use({ hasTouch: true })

      test('a swipe over the text turns to the next article, one at the edge does not', async ({
        page,
      }) => {
        await page.goto(`${host.address}article/post-7/`)
        await ready(page)
        await expect(page.locator('.neighbours [rel="next"]')).toBeAttached()
        const swipe = (from: number, to: number) =>
          page.evaluate(
            ([from, to]) => {
              const target = document.querySelector('.article .body p')!
              const touch = (clientX: number) =>
                new Touch({ identifier: 1, target, clientX, clientY: 500 })
              const tell = (type: string, touches: Touch[], changedTouches = touches) =>
                target.dispatchEvent(
                  new TouchEvent(type, { bubbles: true, touches, changedTouches }),
                )
              tell('touchstart', [touch(from!)])
              tell('touchmove', [touch(to!)])
              tell('touchend', [], [touch(to!)])
            },
            [from, to],
          )
        const [start, end] = language === 'fa' ? [100, 280] : [280, 100]
        await swipe(language === 'fa' ? 5 : 355, end)
        await swipe(start, start + 30)
        await swipe(start, end)
        await expect(page).toHaveURL(/post-6\/$/)
        await expect(page.locator('.neighbours [rel="prev"]')).toBeAttached()
        await swipe(end, start)
        await expect(page).toHaveURL(/post-7\/$/)
      })
    })

    test('a section to its older posts, search, settings and the language', async ({ page }) => {
      await page.goto(host.address)
      await ready(page)
      await page.keyboard.press('s')
      await isInside(page, '#sections')
      await until(page, 'Tab', '.band-head a')
      await page.keyboard.press('Enter')
      await expect(page.locator('main h1')).toBeFocused()
      await until(page, 'Tab', '.posts > .button')
      const cards = page.locator('.posts .card')
      const before = await cards.count()
      await page.keyboard.press('Enter')
      await expect.poll(() => cards.count()).toBeGreaterThan(before)
      await expect(cards.nth(before).locator('h3 a')).toBeFocused()

      await page.keyboard.press('/')
      await expect(page.locator('main h1')).toBeFocused()
      await until(page, 'Tab', 'input[type="search"]')
      // A key is a letter here.
      await page.keyboard.type(language === 'en' ? 'just' : 'مطلب')
      await expect(page.locator('input[type="search"]')).toHaveValue(
        language === 'en' ? 'just' : 'مطلب',
      )

      await until(page, 'Tab', '#navigation a, .footer a')
      await page.keyboard.press(',')
      await expect(page.locator('main h1')).toBeFocused()
      await until(page, 'Tab', 'input[name="theme"]')
      await page.keyboard.press('ArrowRight')
      await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'auto')
      await until(page, 'Tab', '#language')
      const heading = await page.locator('h1').innerText()
      await page.keyboard.press('End')
      await expect(page.locator('h1')).not.toHaveText(heading)
      await expect(page.locator('#language')).toBeFocused()
    })

    test('help, another key, a taken one, and none at all', async ({ page }) => {
      await page.goto(host.address)
      await ready(page)
      await page.keyboard.press('j')
      const card = await focused(page)
      await page.keyboard.press('?')
      const help = page.getByRole('dialog')
      await expect(help).toBeVisible()
      await isInside(page, 'dialog')
      await until(page, 'Tab', '#change-down')
      const change = await page.locator('#change-down').innerText()
      const action = await page.locator('#key-down').innerText()
      await expect(page.locator(':focus')).toHaveAccessibleName(`${change} ${action}`)
      await page.keyboard.press('Enter')
      await page.keyboard.press('k')
      await expect(help.locator('.problem')).toContainText(/k/)
      await expect(page.locator('#live')).toContainText(/k/)
      await page.keyboard.press('x')
      await expect(
        help.locator('li', { has: page.locator('#key-down') }).locator('kbd'),
      ).toHaveText('x')
      await page.keyboard.press('Escape')
      await expect(help).toHaveCount(0)
      expect(await focused(page)).toBe(card)

      await page.keyboard.press('j')
      expect(await focused(page)).toBe(card)
      await page.keyboard.press('x')
      expect(await focused(page)).not.toBe(card)

      await page.reload()
      await ready(page)
      await page.keyboard.press('x')
      await isInside(page, 'main .card, main .brief')

      await page.keyboard.press('a')
      await until(page, 'ArrowDown', '[data-action="shortcuts"]')
      await page.keyboard.press('Enter')
      await until(page, 'Tab', 'dialog input[type="checkbox"]')
      await page.keyboard.press('Space')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.keyboard.press('f')
      await expect(help).toHaveCount(0)
      expect(page.url()).toBe(host.address)
    })
  })
}

test('a publication is added and removed, and the network gone and back is said once', async ({
  page,
  context,
}) => {
  const archive = new Archive()
  archive.press(6)
  const home = await Host.of(archive.site)
  const newsroom = new Newsroom()
  newsroom.press()
  const other = await Host.of(newsroom.site)
  try {
    await page.addInitScript(() => {
      const said: string[] = []
      Object.assign(window, { said })
      addEventListener('DOMContentLoaded', () => {
        const live = document.getElementById('live')!
        new MutationObserver(() => live.textContent && said.push(live.textContent)).observe(live, {
          childList: true,
        })
      })
    })
    await page.goto(home.address)
    await ready(page)
    await until(page, 'Shift+Tab', '.footer a[href$="/publications/"]')
    await page.keyboard.press('Enter')
    await expect(page.locator('main h1')).toBeFocused()
    await until(page, 'Tab', 'input[name="address"]')
    await page.keyboard.type(other.address)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'The Newsroom' })).toBeVisible()
    page.once('dialog', (dialog) => dialog.accept())
    await until(page, 'Shift+Tab', '.publication-list button')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'The Newsroom' })).toHaveCount(0)
    await expect(page.locator('main h1')).toBeFocused()

    const said = () => page.evaluate(() => (window as unknown as { said: string[] }).said)
    await expect.poll(async () => (await said()).join(' ')).toContain('is on this device')
    const before = (await said()).length
    await context.setOffline(true)
    await expect(page.locator('.footer .delivery')).toContainText('no network')
    await context.setOffline(false)
    const ofTheNetwork = async () => (await said()).slice(before).filter((it) => /network/.test(it))
    await expect
      .poll(ofTheNetwork)
      .toEqual([expect.stringContaining('no network'), 'The network is back.'])
  } finally {
    await home.stop()
    await other.stop()
  }
})

test('the breaking news is put away, a notice answered, an address copied and contents opened by keys', async ({
  page,
  context,
}) => {
  const newsroom = new Newsroom({
    breaking: {
      id: 'flood',
      text: 'The river is over its banks',
      published: '2026-11-23T09:30:00Z',
      expires: '2099-01-01T00:00:00Z',
    },
  })
  writeFiles(newsroom.folder, {
    'news/parts.md': `---\ntitle: In Parts\ndate: 2026-10-01\n---\n${['One', 'Two', 'Three']
      .map((part) => `## ${part}\n\n${'A sentence of ordinary length. '.repeat(80)}`)
      .join('\n\n')}\n`,
  })
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(host.address)
    await ready(page)
    const band = page.getByRole('region', { name: 'Breaking news' })
    await expect(band).toBeVisible()
    await until(page, 'Tab', '.breaking button')
    await page.keyboard.press('Enter')
    await expect(band).toHaveCount(0)
    await isInside(page, '#content')

    // The card that has the focus is not taken away with the old edition.
    await page.keyboard.press('j')
    await isInside(page, 'main h3')
    const headline = newsroom.press()
    await page.evaluate(() => dispatchEvent(new Event('online')))
    const notice = page.getByRole('region', { name: 'A new edition is here.' })
    await expect(notice).toBeVisible()
    await until(page, 'Tab', '#notice button')
    await page.keyboard.press('Enter')
    await expect(notice).toBeHidden()
    await expect(page.getByRole('link', { name: headline }).first()).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

    await until(page, 'Tab', '#navigation a[href*="/section/"]')
    await page.keyboard.press('Enter')
    await expect(page.locator('main h1')).toHaveText('News')
    await expect(page.locator('main h1')).toBeFocused()
    await until(page, 'Tab', '.subscribe summary')
    await page.keyboard.press('Enter')
    await until(page, 'Tab', '.subscribe button')
    await page.keyboard.press('Enter')
    await expect(page.locator('#live')).toHaveText('Address copied.')
    const address = await page.locator('.subscribe .address code').innerText()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)

    await until(page, 'j', 'a[href$="/article/parts/"]')
    await page.keyboard.press('Enter')
    await expect(page.locator('main h1')).toBeFocused()
    await page.keyboard.press('c')
    await expect(page.locator('.contents summary')).toBeFocused()
    await until(page, 'Tab', '.contents li:last-child a')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 2, name: 'Three' })).toBeFocused()

    // The largest there is says what it is.
    for (const key of ['+', '+']) await page.keyboard.press(key)
    const said = page.locator('#live')
    await expect(said).toHaveText('Text size: LG, large')
    await said.evaluate((region) => {
      region.textContent = ''
    })
    // Not while it is being said.
    await expect(async () => {
      await page.keyboard.press('+')
      await expect(said).toHaveText('Text size: LG, large', { timeout: 1000 })
    }).toPass()
  } finally {
    await host.stop()
  }
})
