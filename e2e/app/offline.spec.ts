import type { Page } from '@playwright/test'
import {
  expectImagesShown,
  followLinkTo,
  heading,
  untilOffline,
  untilReady,
} from '../support/page.ts'
import { eachCell, sample } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

test('after one visit, a new browser opens the front page and every article with its images without the network', async ({
  reader,
  host,
}) => {
  const first = await reader.open()
  await first.goto(host.address)
  await expect(heading(first)).toBeVisible()
  await untilOffline(first)
  await first.goto(`${host.address}settings/`)
  await first.getByRole('radio', { name: /^LG/ }).check()
  await host.stop()
  await reader.close()

  const page = await reader.open()
  await page.goto(host.address)
  await expect(heading(page)).not.toBeEmpty()
  const title = await heading(page).innerText()
  await expectImagesShown(page)
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
  const link = page.locator('#latest h3 a').last()
  const headline = await link.innerText()
  await link.click()
  await expect(heading(page)).toHaveText(headline)
  await page.goBack()
  await expect(heading(page)).toHaveText(title)

  await untilReady(page)
  const articles = await articlesOf(page)
  expect(articles.size).toBeGreaterThanOrEqual(16)
  const expectShown = async (path: string) => {
    const { language, direction } = articles.get(path)!
    const article = page.locator('main article').first()
    await expect(article).toHaveAttribute('lang', language)
    await expect(article).toHaveAttribute('dir', direction)
    await expect(article.getByRole('heading', { level: 1 })).not.toBeEmpty()
    await expectImagesShown(page)
  }
  for (const path of articles.keys()) {
    await test.step(path, async () => {
      await followLinkTo(page, path)
      await expectShown(path)
    })
  }
  const paths = [...articles.keys()].sort()
  await eachCell('articles opened cold', sample('articles opened cold', paths), async (path) => {
    await page.goto(new URL(path, host.address).href)
    await expectShown(path)
  })
})

/** Language and direction of every article in every section, by its path. */
async function articlesOf(page: Page) {
  const articles = new Map<string, { language: string; direction: string }>()
  const sections = await page
    .locator('nav#navigation a[href*="/section/"]')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  for (const section of sections) {
    await followLinkTo(page, section)
    const cards = await page.locator('#latest article').evaluateAll((cards) =>
      cards.map((card) => ({
        path: card.querySelector<HTMLAnchorElement>('h3 a')!.pathname,
        language: card.getAttribute('lang')!,
        direction: card.getAttribute('dir')!,
      })),
    )
    for (const { path, ...card } of cards) articles.set(path, card)
  }
  return articles
}
