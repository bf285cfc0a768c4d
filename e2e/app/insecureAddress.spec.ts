import { CHROMIUM } from '../support/chromium.ts'
import { fault } from '../support/faultRecords.ts'
import { deliveryState } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { expectNotice, openNewest, test } from './smallPaper.ts'

// Browsers treat loopback addresses as secure; this name is not.
test.use({
  launchOptions: {
    ...CHROMIUM,
    args: [...CHROMIUM.args, '--host-resolver-rules=MAP news.example 127.0.0.1'],
  },
})

test(
  'the site is read at an address without encryption, and the reader is told that nothing is checked or kept',
  fault(73),
  async ({ page, host }) => {
    const { port } = new URL(host.address)
    const address = `http://news.example:${port}/`
    await page.goto(address)
    await expectNotice(page, 'not encrypted')
    await openNewest(page, address)
    // The page claims no check of a signature, because there was none; it still shows the age of the edition.
    await expect(deliveryState(page)).toContainText('straight from the site')
    await expect(page.locator('.provenance')).toBeHidden()
    await expect(page.locator('.footer .signed')).toBeHidden()
    await expect(page.locator('.footer .edition time + span')).toHaveText(/ago|now|this minute/)
  },
)
