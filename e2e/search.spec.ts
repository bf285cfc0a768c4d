import { expect, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, pressSite, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'

/** What stands in a headline, and how somebody else would type it. */
const TYPED: [id: string, headline: string, language: string, words: string][] = [
  ['accents', 'Crème brûlée at the café', 'en', 'cafe BRULEE'],
  ['cyrillic', 'Ёлка на площади', 'ru', 'елка'],
  ['persian', 'کتاب‌های یک کتابخانهٔ کوچک', 'fa', 'كتابهای كوچك'],
  ['arabic', 'مُدُنٌ بِلا كَهرَباء', 'ar', 'مدن بلا كهرباء'],
  ['hindi', 'हिन्दी में किताब', 'hi', 'किताब'],
  ['thai', 'ห้องสมุดลอยน้ำแห่งใหม่', 'th', 'ลอยน้ำ'],
  ['chinese', '山村里的流动图书馆', 'zh', '图书馆'],
]

test('search finds what is on the device in any script, however it is typed, without a network', async ({
  page,
}) => {
  const folder = freshFolder('search')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'many',
      title: 'Many Scripts',
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
    }),
    ...Object.fromEntries(
      TYPED.map(([id, headline, language], index) => [
        `all/${id}.md`,
        `---\ntitle: ${headline}\ndate: 2026-11-0${index + 1}\nlanguage: ${language}\n---\nA text about something else.\n`,
      ]),
    ),
    'all/other.md':
      '---\ntitle: Bread\ndate: 2026-11-20\nstandfirst: Sold in a cafe.\n---\nA text about bread.\n',
  })
  const host = await Host.of(pressSite(folder))
  try {
    await page.goto(host.address)
    await untilOffline(page)
    await host.stop()

    await page.getByRole('banner').getByRole('link', { name: 'Search', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Search' })).toBeFocused()
    const field = page.getByRole('searchbox', { name: 'Words to look for' })
    for (const [id, headline, , words] of TYPED) {
      await field.fill(words)
      await expect(page.getByRole('heading', { level: 2, name: '1 article found' })).toBeVisible()
      const link = page.getByRole('link', { name: headline })
      await expect(link, words).toHaveAttribute('href', new RegExp(`/article/${id}/$`))
    }

    await field.fill('cafe')
    await expect(page.getByRole('heading', { level: 2, name: '2 articles found' })).toBeVisible()
    await expect(page.locator('#live')).toHaveText('2 articles found')
    // The newer one only speaks of it in its summary.
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
  } finally {
    await host.stop()
  }
})
