import { watchAnnouncements } from '../support/announcements.ts'
import { askForNews, deliveryState, heading, untilOffline, untilReady } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { expectFocusIn, moveFocusTo } from './keyboard.ts'

/* No test here uses a pointer. */

test.describe('two publications', () => {
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
    site: async ({}, use) =>
      use(
        await pressSite(publication('home', { 'all/one.md': markdown({ title: 'One' }, 'Text.') })),
      ),
  })

  test('a reader adds and removes a publication by keyboard; the app says once that the network is gone, and that it is back', async ({
    page,
    host,
    newsroom,
    context,
  }) => {
    await newsroom.publish()
    const announced = await watchAnnouncements(page)
    await page.goto(host.address)
    await untilOffline(page)
    await untilReady(page)
    await moveFocusTo(page, 'Shift+Tab', '.footer a[href$="/publications/"]')
    await page.keyboard.press('Enter')
    await expect(page.locator('main h1')).toBeFocused()
    await moveFocusTo(page, 'Tab', 'input[name="address"]')
    await page.keyboard.type(newsroom.address)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'The Newsroom' })).toBeVisible()
    // The list shows a publication as soon as its head is stored; it is on the device when all of it has come.
    await expect.poll(async () => (await announced()).join(' ')).toContain('is on this device')
    page.once('dialog', (dialog) => dialog.accept())
    await moveFocusTo(page, 'Shift+Tab', '.publication-list button')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'The Newsroom' })).toHaveCount(0)
    await expect(page.locator('main h1')).toBeFocused()

    const before = (await announced()).length
    await context.setOffline(true)
    await expect(deliveryState(page)).toContainText('no network')
    await context.setOffline(false)
    await expect.poll(announced).toContain('The network is back.')
    // Announcements wait for each other: a second announcement about the network would come before this one.
    await page.keyboard.press('+')
    await expect.poll(announced).toContain('Text size: LG, large')
    const network = (await announced()).slice(before).filter((words) => /network/.test(words))
    expect(network).toEqual([expect.stringContaining('no network'), 'The network is back.'])
  })
})

test('a reader puts breaking news away, answers a notice, copies an address, opens the contents and enlarges the text by keyboard', async ({
  page,
  context,
  openNewsroom,
}) => {
  const newsroom = await openNewsroom({
    breaking: {
      id: 'flood',
      text: 'The river is over its banks',
      published: '2026-11-23T09:30:00Z',
      expires: '2099-01-01T00:00:00Z',
    },
  })
  const parts = ['One', 'Two', 'Three'].map(
    (part) => `## ${part}\n\n${'A sentence of ordinary length. '.repeat(80)}`,
  )
  newsroom.write({
    'news/parts.md': markdown({ title: 'In Parts', date: '2026-10-01' }, parts.join('\n\n')),
  })
  await newsroom.publish()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  // The clock runs as usual until the test moves it.
  await page.clock.install()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await untilReady(page)
  const band = page.getByRole('region', { name: 'Breaking news' })
  await expect(band).toBeVisible()
  await moveFocusTo(page, 'Tab', '.breaking button')
  await page.keyboard.press('Enter')
  await expect(band).toHaveCount(0)
  await expectFocusIn(page, '#content')

  // The card that has the focus is not removed with the old edition.
  await page.keyboard.press('j')
  await expectFocusIn(page, 'main h3')
  const headline = await newsroom.publish()
  await askForNews(page)
  const notice = page.getByRole('region', { name: 'A new edition is here.' })
  await expect(notice).toBeVisible()
  await moveFocusTo(page, 'Tab', '#notice button')
  await page.keyboard.press('Enter')
  await expect(notice).toBeHidden()
  await expect(page.getByRole('link', { name: headline }).first()).toBeVisible()
  await expect(heading(page)).toBeFocused()

  await moveFocusTo(page, 'Tab', '#navigation a[href*="/section/"]')
  await page.keyboard.press('Enter')
  await expect(page.locator('main h1')).toHaveText('News')
  await expect(page.locator('main h1')).toBeFocused()
  await moveFocusTo(page, 'Tab', '.subscribe summary')
  await page.keyboard.press('Enter')
  await moveFocusTo(page, 'Tab', '.subscribe button')
  await page.keyboard.press('Enter')
  const live = page.locator('#live')
  await expect(live).toHaveText('Address copied.')
  const address = await page.locator('.subscribe .address code').innerText()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address)

  await moveFocusTo(page, 'j', 'a[href$="/article/parts/"]')
  await page.keyboard.press('Enter')
  await expect(page.locator('main h1')).toBeFocused()
  await page.keyboard.press('c')
  await expect(page.locator('.contents summary')).toBeFocused()
  await moveFocusTo(page, 'Tab', '.contents li:last-child a')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Three' })).toBeFocused()

  for (const key of ['+', '+']) await page.keyboard.press(key)
  await expect(live).toHaveText('Text size: LG, large')
  // The live region holds its words for ten seconds. After that the key for larger text announces the largest size
  // again.
  await page.clock.fastForward(11_000)
  await expect(live).toHaveText('')
  await page.keyboard.press('+')
  await expect(live).toHaveText('Text size: LG, large')
})
