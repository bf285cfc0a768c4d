import { expect } from '@playwright/test'
import { fault, toldAs } from '../reliability.ts'
import { type Device, test, the } from './device.ts'

/** So much of one article that nothing can press it together. */
const noise = () => {
  let text = ''
  while (text.length < 40_000) text += Math.random().toString(36).slice(2)
  return [{ type: 'paragraph' as const, runs: [text] }]
}
const articles = (count: number) => Array.from({ length: count }, () => ({ body: noise() }))

const NOW = '2026-11-23T12:00:00Z'

async function mark(device: Device, marks: object): Promise<void> {
  const keys = (await device.contents()).bodies.map((key) => key.split(' '))
  await device.page.evaluate(
    async ([keys, marks]) => {
      const library = await window.longwave.openLibrary()
      for (const key of keys) await library.put('reading', marks, key as [string, string])
    },
    [keys, marks] as const,
  )
}

test(
  'a full disk: what has been read makes room, what is saved stays, and then it is told',
  fault(51),
  async ({ device, publish, home }) => {
    // Set before the database is opened, because Chromium remembers for a while how much room there was.
    const session = await device.page.context().newCDPSession(device.page)
    const origin = new URL(home.address).origin
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2 * 1024 * 1024 })
    const { publisher, mirror } = await publish('paper')
    await publisher.press({ articles: articles(30) })
    the(await device.subscribe(mirror.address), 'synced')
    const before = await device.contents()
    await mark(device, { read: NOW })
    await publisher.press({ articles: articles(30) })
    the(await device.sync(), 'synced')
    const after = await device.contents()
    expect(after.articles).toHaveLength(61)
    expect(after.bodies.length).toBeLessThan(61)
    const lost = before.bodies.filter((key) => !after.bodies.includes(key))
    expect(lost.length).toBe(61 - after.bodies.length)
    expect(after.reading).toBe(before.bodies.length)

    await mark(device, { read: NOW, saved: NOW })
    await publisher.press({ articles: articles(60) })
    const failed = the(await device.sync(), 'failed')
    expect(failed).toMatchObject({ code: 'no-space', news: true })
    toldAs(failed.code)
    const full = await device.contents()
    expect(full.bodies).toEqual(expect.arrayContaining(after.bodies))
    expect(full.publications[0]!.release!.version).toBe(3)
    // Whole or absent: each new article has its body.
    expect(full.bodies.length - after.bodies.length).toBe(full.articles.length - 61)
  },
)

test(
  'a full disk: what the reader makes is kept all the same, and so is an edition without a new article',
  fault(51),
  async ({ device, publish, home }) => {
    const { page } = device
    const session = await page.context().newCDPSession(page)
    const origin = new URL(home.address).origin
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 4 * 1024 * 1024 })
    const { publisher, mirror } = await publish('paper')
    const { mirror: other } = await publish('other')
    the(await device.subscribe(mirror.address), 'synced')
    const settings = (key: string) =>
      page.evaluate(async (it) => (await window.longwave.openLibrary()).get('settings', it), key)
    const writes = {
      async 'a mark'() {
        await page.evaluate(async (saved) => {
          const { openLibrary, saveReading } = window.longwave
          await saveReading(await openLibrary(), 'paper', 'run-1-0', { saved })
        }, NOW)
        const row = await page.evaluate(async () =>
          (await window.longwave.openLibrary()).get('reading', ['paper', 'run-1-0']),
        )
        expect(row).toEqual({ read: NOW, saved: NOW })
      },
      async 'a choice'() {
        const choices = { pictures: 'last', ask: true } as const
        await page.evaluate(async (it) => {
          const { openLibrary, keepDeliveryChoices } = window.longwave
          await keepDeliveryChoices(await openLibrary(), it)
        }, choices)
        expect(await settings('delivery')).toEqual(choices)
      },
      async 'a front page'() {
        await publisher.putHead({ title: 'The paper, renamed' })
        expect(the(await device.sync(), 'synced').title).toBe('The paper, renamed')
        expect((await device.contents()).fronts[0]?.title).toBe('The paper, renamed')
      },
      async 'the second copy'() {
        await page.evaluate(async () => {
          const { openLibrary, writeCopy } = window.longwave
          await writeCopy(await openLibrary())
        })
        expect(await page.evaluate(() => caches.has('longwave-copy'))).toBe(true)
      },
      async 'another publication'() {
        the(await device.subscribe(other.address), 'synced')
        expect((await device.contents()).bodies).toContain('other run-1-0')
      },
    }
    for (const [name, write] of Object.entries(writes)) {
      await test.step(name, async () => {
        await page.evaluate(() => window.longwave.empty())
        await publisher.press({ articles: articles(15) })
        the(await device.sync(), 'synced')
        await mark(device, { read: NOW })
        await page.evaluate(() => window.longwave.fill())
        const { bodies } = await device.contents()
        await write()
        expect((await device.contents()).bodies.length).toBeLessThan(bodies.length)
      })
    }
  },
)

test('a small budget is kept to, with the newest texts and no picture that would go again', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper')
  await publisher.press({ articles: articles(30) })
  the(await device.subscribe(mirror.address), 'synced')
  await mark(device, { read: NOW })
  await device.page.evaluate(async () => {
    const library = await window.longwave.openLibrary()
    await library.put('settings', 1_000_000, 'budget')
  })
  await publisher.press({ articles: articles(5) })
  the(await device.sync(), 'synced')
  const { publications, bodies, articles: all } = await device.contents()
  const { text, images } = publications[0]!.bytes
  expect(text + images).toBeLessThanOrEqual(1_000_000)
  expect(all).toHaveLength(36)
  expect(bodies.length).toBeLessThan(30)
  mirror.takeAsked()
  the(await device.sync(), 'synced')
  expect(mirror.takeAsked()).toEqual(['head.json'])
})

test('a library that is nearly full gives up its oldest pictures for new ones', async ({
  device,
  publish,
}) => {
  const { publisher, mirror } = await publish('paper')
  await publisher.press({ articles: Array.from({ length: 30 }, () => ({})) })
  the(await device.subscribe(mirror.address), 'synced')
  await device.page.evaluate(async () => {
    const library = await window.longwave.openLibrary()
    const { text, images } = (await library.get('publications', 'paper'))!.bytes
    // Room for the text of another article, and not for its picture.
    await library.put('settings', text + images + 1500, 'budget')
  })
  const before = await device.contents()
  await publisher.press({ articles: [{}] })
  the(await device.sync(), 'synced')
  const after = await device.contents()
  const isNew = (image: string) => !before.images.includes(image)
  expect(after.images.filter(isNew)).toHaveLength(1)
  expect(after.images.length).toBeLessThan(before.images.length)
  expect(after.bodies).toHaveLength(32)
  const { text, images } = after.publications[0]!.bytes
  const budget = before.publications[0]!.bytes
  expect(text + images).toBeLessThanOrEqual(budget.text + budget.images + 1500)
})
