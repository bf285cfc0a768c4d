import type { Page } from '@playwright/test'
import { fault, recordShown } from '../support/faultRecords.ts'
import { untilOffline, untilReady, untilSynced } from '../support/page.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { backToFront, readToEnd } from './journeys.ts'

const PERSISTED = 'The browser has promised to keep what is here.'

const storage = (page: Page) => page.getByRole('region', { name: 'Storage' })

const install = (page: Page) => page.evaluate(() => dispatchEvent(new Event('appinstalled')))

/** Makes the browser grant persistent storage. @returns a function that counts how often it was asked */
async function grantPersistence(page: Page): Promise<() => number> {
  let asked = 0
  await page.exposeFunction('countAsked', () => {
    asked += 1
  })
  await page.addInitScript(() => {
    navigator.storage.persisted = async () => false
    navigator.storage.persist = async () => {
      await (window as unknown as { countAsked: () => Promise<void> }).countAsked()
      return true
    }
  })
  return () => asked
}

test('the app asks for persistent storage when the reader has read a first article to its end, and once more when it is installed', async ({
  page,
  newsroom,
  library,
}) => {
  const headlines = [await newsroom.publish(), await newsroom.publish(), await newsroom.publish()]
  const asked = await grantPersistence(page)
  await page.goto(newsroom.address)
  await untilOffline(page)
  await untilReady(page)
  expect(asked()).toBe(0)
  await readToEnd(page, library, headlines[0]!)
  await expect(page.getByRole('status')).toHaveText(PERSISTED)
  expect(asked()).toBe(1)

  await backToFront(page)
  await readToEnd(page, library, headlines[1]!)
  expect(asked()).toBe(1)
  await install(page)
  await expect.poll(asked).toBe(2)
  await expect(page.getByRole('status')).toHaveText(PERSISTED)
  await install(page)
  await backToFront(page)
  await readToEnd(page, library, headlines[2]!)
  expect(asked()).toBe(2)
})

// Reading a first article, above, leads to the same question.
test(
  'the app asks for persistent storage when the reader adds another publication',
  ONLY_THOROUGH,
  async ({ page, newsroom, openNewsroom }) => {
    await newsroom.publish()
    const other = await openNewsroom({ id: 'other', title: 'The Other' })
    await other.publish()
    const asked = await grantPersistence(page)
    await page.goto(`${newsroom.address}publications/`)
    await untilSynced(page)
    expect(asked()).toBe(0)
    await page.getByRole('textbox', { name: /address/i }).fill(other.address)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.locator('.add .state').last()).toContainText(/The Other\S* is on this device/)
    await expect(page.getByRole('status')).toHaveText(PERSISTED)
    expect(asked()).toBe(1)
  },
)

test(
  'reading and settings work while the browser does not answer a request for persistent storage, or refuses it',
  fault(77),
  async ({ page, newsroom, library }) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    const headlines = [await newsroom.publish(), await newsroom.publish()]
    await page.addInitScript(() => {
      navigator.storage.persist = () => new Promise(() => {})
    })
    await page.goto(newsroom.address)
    await untilOffline(page)
    await readToEnd(page, library, headlines[0]!)
    await backToFront(page)
    await readToEnd(page, library, headlines[1]!)
    await page.goto(`${newsroom.address}settings/`)
    const ask = storage(page).getByRole('button', { name: 'Ask the browser to keep it' })
    await ask.click()
    await storage(page).getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
    await expect(page.getByRole('status')).toHaveText('At most 25 megabytes are kept.')
    await expect(storage(page)).toContainText('The browser may remove what is here')

    await page.evaluate(() => {
      navigator.storage.persist = () => Promise.reject(new Error('refused'))
    })
    await untilReady(page)
    await install(page)
    await ask.click()
    const announced = page.getByRole('status')
    await expect(announced).toContainText('The browser has not promised it.')
    recordShown(await announced.textContent())
    expect(errors).toEqual([])
  },
)

test.describe('in Safari on a phone', () => {
  test.use({
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  })

  test('the settings say that the browser forgets after seven days, and what helps', async ({
    page,
    newsroom,
  }) => {
    await newsroom.publish()
    await page.goto(`${newsroom.address}settings/`)
    await expect(storage(page)).toContainText(
      'Safari removes what a site has stored after seven days without a visit; added to the home screen, it stays.',
    )
    // An app on the home screen tells its pages so.
    await page.addInitScript(() => Object.assign(navigator, { standalone: true }))
    await page.reload()
    await expect(storage(page)).toContainText('The browser may remove what is here')
    await expect(storage(page)).not.toContainText('seven days')
  })
})
