import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { heading, notice, untilOffline, untilReady } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test('a site for readers has no page for developers', async ({ page, newsroom }) => {
  await newsroom.publish()
  const assets = readdirSync(join(newsroom.site, 'assets'))
  expect(assets.filter((name) => name.startsWith('specimen'))).toEqual([])
  await page.goto(newsroom.address)
  await untilOffline(page)
  await page.goto(`${newsroom.address}specimen/`)
  await expect(heading(page)).toHaveText('There is no such page')
  await untilReady(page)
  await expect(notice(page)).toBeHidden()
})
