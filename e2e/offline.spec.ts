import { expect, test } from '@playwright/test'
import { Host } from './host.ts'
import { SAMPLE_SITE } from './longwave.ts'
import { expectPicturesShown, Reader, untilOffline } from './reader.ts'

test('after one visit everything opens without the network, also in a new browser', async () => {
  const host = await Host.of(SAMPLE_SITE)
  const reader = new Reader()
  try {
    const first = await reader.open()
    await first.goto(host.address)
    await expect(first.getByRole('heading', { level: 1 })).toBeVisible()
    await untilOffline(first)
    await first.goto(`${host.address}settings/`)
    await first.getByRole('radio', { name: /^LG/ }).check()
    await host.stop()
    await reader.close()

    const page = await reader.open()
    await page.goto(host.address)
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    expect(title.length).toBeGreaterThan(0)
    await expectPicturesShown(page)
    await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')

    const link = page.locator('#latest h3 a').last()
    const headline = (await link.textContent()) ?? ''
    await link.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(headline)
    await expectPicturesShown(page)
    await page.goBack()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  } finally {
    await reader.close()
    await host.stop()
  }
})

test('every article of the sample opens cold, without the network, with its pictures', async () => {
  test.setTimeout(300_000)
  const host = await Host.of(SAMPLE_SITE)
  const reader = new Reader()
  try {
    const first = await reader.open()
    await first.goto(host.address)
    await untilOffline(first)
    await host.stop()
    await reader.close()

    const page = await reader.open()
    await page.goto(host.address)
    const articles = await articlesOf(page)
    expect(articles.length).toBeGreaterThanOrEqual(16)
    for (const { address, language, direction } of articles) {
      await page.goto(address)
      const article = page.locator('main article').first()
      await expect(article.getByRole('heading', { level: 1 })).not.toBeEmpty()
      await expect(article).toHaveAttribute('lang', language)
      await expect(article).toHaveAttribute('dir', direction)
      await expectPicturesShown(page)
    }
  } finally {
    await reader.close()
    await host.stop()
  }
})

/** Follows every section to its end. */
async function articlesOf(page: import('@playwright/test').Page) {
  const articles = new Map<string, { address: string; language: string; direction: string }>()
  const sections = await page
    .locator('nav#navigation a[href*="/section/"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  for (const section of sections) {
    await page.goto(section)
    await expect(page.locator('#latest h3 a').first()).toBeVisible()
    const cards = await page.locator('#latest article').evaluateAll((cards) =>
      cards.map((card) => ({
        address: card.querySelector<HTMLAnchorElement>('h3 a')!.href,
        language: card.getAttribute('lang')!,
        direction: card.getAttribute('dir')!,
      })),
    )
    for (const card of cards) articles.set(card.address, card)
  }
  return [...articles.values()]
}
