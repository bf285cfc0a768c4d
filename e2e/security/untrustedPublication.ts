import type { Block } from '#bundle/article.ts'
import { heading, untilOffline } from '../support/page.ts'
import { Publisher } from '../support/publisher.ts'
import { test as base, expect } from '../support/test.ts'

/*
 * A publication with a valid signature that means harm. Everything the format's checks let through must be harmless on
 * the page.
 */

interface Fixtures {
  publisher: Publisher
  /** Adds the publication as a reader does. */
  subscribe: () => Promise<void>
  /** Opens a page of the publication. */
  open: (path: string) => Promise<void>
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  publisher: async ({}, use) => use(await Publisher.of('untrusted')),
  subscribe: async ({ page, newsroom, publisher, serveMemory }, use) => {
    await use(async () => {
      await newsroom.publish()
      const host = await serveMemory(publisher.files)
      await page.goto(`${newsroom.address}publications/`)
      await untilOffline(page)
      await page.getByRole('textbox', { name: /address/i }).fill(host.address)
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await expect(page.locator('main')).toContainText(/is on this device|damaged/)
    })
  },
  open: async ({ page, newsroom }, use) => {
    await use(async (path) => {
      await page.goto(`${newsroom.address}p/untrusted/${path}`)
      await expect(heading(page)).not.toBeEmpty()
    })
  },
})

/** An article that the press would never write. */
export const articleOf = (id: string, fields: object) => ({
  id,
  seq: 1,
  headline: `${id} in run 1`,
  summary: 'A summary.',
  authors: [],
  published: '2026-11-01T10:00:00Z',
  language: 'en',
  direction: 'ltr',
  section: 'news',
  tags: [],
  body: [],
  ...fields,
})

export const paragraph = (...runs: Extract<Block, { type: 'paragraph' }>['runs']): Block => ({
  type: 'paragraph',
  runs,
})
