import { fault, recordShownAs } from '../support/faultRecords.ts'
import { expect, test, the } from './device.ts'
import { longArticles, markAll, NOW } from './longArticles.ts'

/* Tests limit storage before the database is opened, because Chromium caches for a while how much room there was. */

const MEGABYTE = 1024 * 1024

test(
  'on a full disk read articles are evicted and saved ones stay, and when that is not enough the reader is told',
  fault(51),
  async ({ device, publish }) => {
    await device.limitStorage(MEGABYTE)
    const { publisher, host } = await publish('paper')
    await publisher.press({ articles: longArticles(15) })
    the(await device.subscribe(host.address), 'synced')
    const before = await device.contents()
    await markAll(device, { read: NOW })
    await publisher.press({ articles: longArticles(15) })
    the(await device.sync(), 'synced')
    const after = await device.contents()
    expect(after.articles).toHaveLength(31)
    expect(after.bodies.length).toBeLessThan(31)
    const lost = before.bodies.filter((key) => !after.bodies.includes(key))
    expect(lost.length).toBe(31 - after.bodies.length)
    expect(after.reading).toBe(before.bodies.length)

    await markAll(device, { read: NOW, saved: NOW })
    await publisher.press({ articles: longArticles(30) })
    const failed = the(await device.sync(), 'failed')
    expect(failed).toMatchObject({ code: 'no-space', news: true })
    recordShownAs(failed.code)
    const full = await device.contents()
    expect(full.bodies).toEqual(expect.arrayContaining(after.bodies))
    expect(full.fronts).toEqual(after.fronts)
    expect(full.articles.length).toBeLessThan(61)
    expect(full.publications[0]!.release!.version).toBe(3)
    // Articles are stored whole or not at all: each new article has its body.
    expect(full.bodies.length - after.bodies.length).toBe(full.articles.length - 31)

    await device.limitStorage()
    the(await device.sync(), 'synced')
    expect((await device.contents()).articles).toHaveLength(61)
  },
)

test(
  'on a full disk the data of the reader is still stored, and so is an edition without a new article',
  fault(51),
  async ({ device, publish }) => {
    await device.limitStorage(2 * MEGABYTE)
    const { page } = device
    const { publisher, host } = await publish('paper')
    const { host: other } = await publish('other')
    the(await device.subscribe(host.address), 'synced')
    const settings = (key: string) =>
      page.evaluate(async (it) => (await window.longwave.openLibrary()).get('settings', it), key)
    const writes = {
      async 'a mark'() {
        await page.evaluate(async (saved) => {
          const { openLibrary, saveReading, keyOf } = window.longwave
          await saveReading(await openLibrary(), await keyOf('paper'), 'run-1-0', { saved })
        }, NOW)
        const row = await page.evaluate(async () =>
          (await window.longwave.openLibrary()).get('reading', [
            await window.longwave.keyOf('paper'),
            'run-1-0',
          ]),
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
        expect(await page.evaluate(() => caches.has('longwave:/#copy'))).toBe(true)
      },
      async 'another publication'() {
        the(await device.subscribe(other.address), 'synced')
        expect((await device.contents()).bodies).toContain('other run-1-0')
      },
    }
    for (const [name, write] of Object.entries(writes)) {
      await test.step(name, async () => {
        await page.evaluate(() => window.longwave.empty())
        await publisher.press({ articles: longArticles(8) })
        the(await device.sync(), 'synced')
        await markAll(device, { read: NOW })
        await page.evaluate(() => window.longwave.fill())
        const { bodies } = await device.contents()
        await write()
        expect((await device.contents()).bodies.length).toBeLessThan(bodies.length)
      })
    }
  },
)
