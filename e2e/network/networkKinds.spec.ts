import type { RequestListener } from 'node:http'
import { watchAnnouncements } from '../support/announcements.ts'
import { fault, recordShown } from '../support/faultRecords.ts'
import {
  askForNews,
  deliveryState,
  latest,
  untilOffline,
  untilSynced,
  withoutWorker,
} from '../support/page.ts'
import { expect, wiredTest } from '../support/test.ts'
import { test } from './mirroredNewsroom.ts'

const SAVED = 'Saved: everything here opens without a network.'

const loginPage: RequestListener = (_, response) =>
  response
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end('<!doctype html><title>Hotel</title><p>Please log in.')

test(
  'the page says whether a mirror stands in, the network wants a login, no host answers or there is no network',
  fault(18, 37, 49),
  async ({ page, context, newsroom, mirror, publishOnBoth }) => {
    const announced = await watchAnnouncements(page)
    await publishOnBoth()
    await page.goto(newsroom.address)
    await untilOffline(page)
    await expect(deliveryState(page)).toHaveText(SAVED)

    const second = await publishOnBoth()
    await newsroom.host.stop()
    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await expect(deliveryState(page)).toContainText('blocked, down or out of date')
    await expect(latest(page)).toHaveText(second)
    await expect.poll(announced).toContainEqual(expect.stringContaining('mirror'))
    const words = await deliveryState(page).textContent()
    recordShown(words, 18)
    recordShown(words, 49)

    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await expect(deliveryState(page)).toContainText('blocked, down or out of date')

    await mirror.stop()
    await newsroom.host.replaceBy(loginPage)
    await askForNews(page)
    await expect(deliveryState(page)).toContainText('login page')
    await expect.poll(announced).not.toEqual([])
    // Announcements are queued, so a second one about the mirror would stand before this one: it is made only once.
    expect(await announced()).toEqual([expect.stringContaining('login page')])
    recordShown(await deliveryState(page).textContent(), 37)
    await expect(latest(page)).toHaveText(second)

    await newsroom.host.stop()
    await page.goto(newsroom.address)
    await expect(deliveryState(page)).toContainText('cannot be reached')

    await context.setOffline(true)
    await page.goto(`${newsroom.address}publications/`)
    await expect(deliveryState(page)).toContainText('There is no network.')
    // A missing network is not announced as a failure: the first announcement is the next one.
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect.poll(announced).not.toEqual([])
    expect(await announced()).toEqual([expect.stringContaining('This is no address.')])
    await newsroom.host.start()
    await context.setOffline(false)
    await page.goto(newsroom.address)
    await expect(deliveryState(page)).toHaveText(SAVED)
  },
)

const BLOCKED = 'The host refuses to hand out its publication here.'

/** Two answers in a row never have the same words, because a failure that lasts is announced only once. */
const REFUSALS: [number: number, words: string, answer: RequestListener][] = [
  [39, BLOCKED, (_, response) => response.writeHead(403).end()],
  [
    38,
    'The address leads to another one.',
    (_, response) => response.writeHead(302, { Location: 'https://login.example/' }).end(),
  ],
  [39, BLOCKED, (_, response) => response.writeHead(451).end()],
]

test(
  'the page shows and announces why no edition comes: the host refuses or leads elsewhere, the device is full',
  fault(38, 39, 51),
  async ({ page, context, newsroom }) => {
    const announced = await watchAnnouncements(page)
    const expectTold = async (words: string, earlier: number) => {
      await expect(deliveryState(page)).toContainText(words)
      await expect.poll(async () => (await announced()).slice(earlier).join()).toContain(words)
    }
    const headline = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    for (const [number, words, answer] of REFUSALS) {
      const { length } = await announced()
      await newsroom.host.replaceBy(answer)
      await askForNews(page)
      await expectTold(words, length)
      recordShown(await deliveryState(page).textContent(), number)
      await expect(latest(page)).toHaveText(headline)
    }

    await newsroom.host.stop()
    await newsroom.host.start()
    await newsroom.publish()
    await context.serviceWorkers()[0]!.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...row) {
        if (this.name === 'bodies') throw new DOMException('Full', 'QuotaExceededError')
        return put.apply(this, row)
      }
    })
    const { length } = await announced()
    await askForNews(page)
    await expectTold('There is no room left on this device.', length)
    recordShown(await deliveryState(page).textContent(), 51)
    await page.goto(newsroom.address)
    await expect(latest(page)).toHaveText(headline)
  },
)

wiredTest(
  'the page shows and announces that a host does not answer, and asks again when the network comes back meanwhile',
  fault(18),
  async ({ page, newsroom, wire }) => {
    // The page delivers by itself, so that its clock measures the wait.
    await withoutWorker(page)
    const announced = await watchAnnouncements(page)
    await page.clock.install()
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilSynced(page, 1)
    const visitInVain = async () => {
      wire.take()
      wire.holds = (url) => url.endsWith('/head.json')
      await page.goto(newsroom.address)
      await expect.poll(() => wire.asked.some(({ url }) => wire.holds(url))).toBe(true)
    }

    await visitInVain()
    await page.clock.fastForward('00:25')
    await expect(deliveryState(page)).toContainText('Nothing comes through.')
    await expect.poll(announced).toContainEqual(expect.stringContaining('Nothing comes through.'))
    recordShown(await deliveryState(page).textContent())

    await visitInVain()
    await askForNews(page)
    wire.holds = () => false
    wire.drop()
    await untilSynced(page, 1)
    await expect(deliveryState(page)).not.toContainText('cannot be reached')
  },
)

test('the failure of one publication stays on the page while another one is delivered', async ({
  page,
  newsroom,
  openNewsroom,
}) => {
  const other = await openNewsroom({ id: 'other', title: 'The Other' })
  await newsroom.publish()
  await other.publish()
  await page.goto(`${newsroom.address}publications/`)
  await untilOffline(page)
  await page.getByRole('textbox', { name: /address/i }).fill(other.address)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const item = page.locator('.publication-list > li').filter({ hasText: 'The Other' })
  await expect(item).toContainText('Edition 1')

  await newsroom.host.stop()
  await other.publish()
  await page.goto(`${newsroom.address}publications/`)
  await expect(item).toContainText('Edition 2')
  await expect(deliveryState(page)).toContainText('cannot be reached')
  // The visit delivers the other publication, successfully, after the one that cannot be reached.
  await page.goto(`${newsroom.address}p/other/`)
  await expect(latest(page)).toHaveText('Number 2 is out')
  await expect(deliveryState(page)).toContainText('cannot be reached')
  await newsroom.host.start()
  await page.reload()
  await expect(deliveryState(page)).toHaveText(SAVED)
})
