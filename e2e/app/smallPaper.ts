import { expect, type Page } from '@playwright/test'
import { recordShown } from '../support/faultRecords.ts'
import { GREY_SQUARE, SENTENCE } from '../support/newsroom.ts'
import { heading, latest, notice } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { test as base } from '../support/test.ts'

const TITLE = 'The Small Paper'

const article = (title: string, day: number) =>
  markdown(
    { title, date: `2026-11-0${day}T08:00:00Z` },
    `The text of ${title}. ${SENTENCE.repeat(20)}\n\n![A grey square](../square.svg)`,
  )

/** A publication with a page of each kind; the article `second` has a neighbour on each side. */
const SMALL_PAPER = publication(
  'small-paper',
  {
    'all/first.md': article('The first article', 1),
    'all/second.md': article('The second article', 2),
    'all/third.md': article('The third article', 3),
    'square.svg': GREY_SQUARE,
  },
  { title: TITLE },
)

/** The fixture `host` serves a small publication. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(SMALL_PAPER)),
})

/** Opens the front page and its newest article, and checks that both have their content. */
export async function openNewest(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(heading(page)).toHaveText(TITLE)
  await latest(page).click()
  await expect(heading(page)).toHaveText('The third article')
  await expect(page.locator('main article p').first()).toBeVisible()
}

/** Opens a page of each kind by clicking from one to the next, and checks that each has its content. */
export async function openEachKind(page: Page, address: string): Promise<void> {
  await openNewest(page, address)
  await page.goBack()
  await expect(heading(page)).toHaveText(TITLE)
  await page.locator('nav#navigation a[href*="/section/"]').first().click()
  await expect(heading(page)).toHaveText('All')
  await page.locator('#latest h3 a', { hasText: 'The first article' }).click()
  await expect(heading(page)).toHaveText('The first article')
  await expect(page.locator('main article p').first()).toBeVisible()
  await page.goto(`${address}settings/`)
  await expect(page.getByRole('radio').first()).toBeVisible()
}

/** Expects a notice that tells the reader in these words what is missing. */
export async function expectNotice(page: Page, words: string): Promise<void> {
  await expect(notice(page)).toContainText(words)
  recordShown(await notice(page).locator('p').textContent())
}
