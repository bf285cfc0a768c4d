import { untilOffline } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { expect, test } from '../support/test.ts'

const HEADLINES = {
  accents: ['en', 'Crème brûlée at the café'],
  persian: ['fa', 'کتاب‌های یک کتابخانهٔ کوچک'],
  chinese: ['zh', '山村里的流动图书馆'],
}

const BREAD = { title: 'Bread', date: '2026-11-20', standfirst: 'Sold in a cafe.' }

const ARTICLES = publication('scripts', {
  'all/other.md': markdown(BREAD, 'A text about bread.'),
  ...Object.fromEntries(
    Object.entries(HEADLINES).map(([id, [language, title]], index) => [
      `all/${id}.md`,
      markdown({ title, language, date: `2026-11-0${index + 1}` }, 'A text about something else.'),
    ]),
  ),
})

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
test.use({ site: async ({}, use) => use(await pressSite(ARTICLES)) })

// The unit test src/library/search.test.ts covers which letters count as the same in each script.
test('search finds what is on the device, however it is typed, without a network', async ({
  page,
  host,
}) => {
  await page.goto(host.address)
  await untilOffline(page)
  await host.stop()

  await page.getByRole('banner').getByRole('link', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeFocused()
  const field = page.getByRole('searchbox', { name: 'Words to look for' })
  const results = page.locator('#search-results')
  for (const [id, words] of [
    ['accents', 'cafe BRULEE'],
    ['persian', 'كتابهای كوچك'],
    ['chinese', '图书馆'],
  ] as const) {
    await field.fill(words)
    await expect(results).toHaveText('1 article found')
    const link = page.getByRole('link', { name: HEADLINES[id][1]! })
    await expect(link, words).toHaveAttribute('href', new RegExp(`/article/${id}/$`))
  }

  await field.fill('cafe')
  await expect(page.getByRole('heading', { level: 2, name: '2 articles found' })).toBeVisible()
  await expect(page.locator('#live')).toHaveText('2 articles found')
  // The newer article has the word in its summary only.
  await expect(page.locator('.search-results h3')).toHaveText([/Crème/, 'Bread'])

  await page.getByRole('link', { name: 'Bread' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Bread' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('link', { name: 'Bread' })).toBeFocused()
  await expect(field).toHaveValue('cafe')

  await field.fill('zebra')
  await expect(
    page.getByRole('heading', { level: 2, name: /^Nothing on this device has “.?zebra.?”\.$/ }),
  ).toBeVisible()
})
