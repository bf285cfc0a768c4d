import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { signEnvelope } from '#bundle/envelope.ts'
import { type Envelope, READER, RELEASE_TYPE } from '#bundle/release.ts'
import { readSecretKey } from '#press/files/secretKeyFile.ts'
import { watchAnnouncements } from '../support/announcements.ts'
import { fault, recordShown, recordShownAs } from '../support/faultRecords.ts'
import { copyFolder } from '../support/folders.ts'
import {
  askForNews,
  deliveryState,
  heading,
  latest,
  untilOffline,
  untilSynced,
} from '../support/page.ts'
import { expect, test } from '../support/test.ts'

/** Opens the front page and waits until delivery has failed. */
async function visitInVain(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator('html')).toHaveAttribute('data-failed')
}

const headlines = (page: Page) => page.locator('#latest h3 a')

test(
  'an edition with a changed byte is refused and announced once, and comes when its host is mended',
  fault(3),
  async ({ page, newsroom }) => {
    const announced = await watchAnnouncements(page)
    const first = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const bundles = join(newsroom.site, 'bundles')
    const known = new Set(readdirSync(bundles))
    const second = await newsroom.publish()
    const added = new Map<string, Buffer>()
    for (const name of readdirSync(bundles)) {
      if (known.has(name)) continue
      const bytes = readFileSync(join(bundles, name))
      added.set(name, Buffer.from(bytes))
      bytes[bytes.length >> 1]! ^= 1
      writeFileSync(join(bundles, name), bytes)
    }

    await visitInVain(page, newsroom.address)
    await expect(headlines(page)).toHaveText([first])
    await expect.poll(announced).toHaveLength(1)
    const [words] = await announced()
    expect(words).toContain('The edition was damaged or changed on its way.')
    recordShown(words!)
    await latest(page).click()
    await expect(heading(page)).toHaveText(first)

    await visitInVain(page, newsroom.address)
    await expect(headlines(page)).toHaveText([first])
    await newsroom.host.replaceBy((_, response) => response.writeHead(403).end())
    await askForNews(page)
    await expect.poll(announced).not.toEqual([])
    // Announcements are queued, so a second one about the changed byte would stand before this one.
    expect(await announced()).toEqual([expect.stringContaining('The host refuses')])

    for (const [name, bytes] of added) writeFileSync(join(bundles, name), bytes)
    await newsroom.host.stop()
    await newsroom.host.start()
    await askForNews(page)
    await untilSynced(page, 2)
    await expect(headlines(page)).toHaveText([second, first])
  },
)

test(
  'an edition for a newer app is refused with the advice to update, the news stays, and the advice goes with the next edition',
  fault(74),
  async ({ page, newsroom }) => {
    const first = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    await newsroom.publish()
    const head = join(newsroom.site, 'head.json')
    const second = readFileSync(head)
    const { payload } = JSON.parse(String(second)) as Envelope
    const release = { ...JSON.parse(atob(payload)), minReader: READER + 1 }
    const { signer } = (await readSecretKey(join(newsroom.folder, 'publisher.key.json')))!
    const bytes = new TextEncoder().encode(JSON.stringify(release))
    writeFileSync(head, await signEnvelope(RELEASE_TYPE, bytes, [signer]))

    await visitInVain(page, newsroom.address)
    await expect(deliveryState(page)).toContainText(
      'This edition needs a newer version of the app. Update the app when it is offered.',
    )
    recordShownAs('from-the-future')
    await newsroom.host.stop()
    await page.reload()
    await expect(headlines(page)).toHaveText([first])
    await latest(page).click()
    await expect(heading(page)).toHaveText(first)

    writeFileSync(head, second)
    await newsroom.publish()
    await newsroom.host.start()
    await page.goto(newsroom.address)
    await untilSynced(page, 3)
    await expect(headlines(page)).toHaveCount(3)
    await expect(deliveryState(page)).not.toContainText('newer version')
  },
)

test(
  'an older edition and one that another key has signed are refused, and the reader keeps the newest',
  fault(6, 9),
  async ({ page, newsroom, openNewsroom }) => {
    const first = await newsroom.publish()
    const older = copyFolder(newsroom.site, 'older')
    const second = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    /** Opens the app, which must keep its articles. @returns the notice about the refusal under Publications */
    const problem = async () => {
      await visitInVain(page, newsroom.address)
      await expect(headlines(page)).toHaveText([second, first])
      await page.getByRole('link', { name: 'Publications' }).click()
      return page.locator('main .problem').first()
    }

    cpSync(join(older, 'head.json'), join(newsroom.site, 'head.json'))
    const isOlder = await problem()
    await expect(isOlder).toContainText('The host offers an older edition')
    recordShown(await isOlder.textContent(), 9)

    const imitator = await openNewsroom({})
    for (let edition = 0; edition < 3; edition++) await imitator.publish()
    const bring = (name: string) =>
      cpSync(join(imitator.site, name), join(newsroom.site, name), { recursive: true })
    for (const name of ['head.json', 'bundles', 'images']) bring(name)
    const isForeign = await problem()
    await expect(isForeign).toContainText('not signed with the publisher’s key')
    recordShown(await isForeign.textContent(), 6)
    // With the root of the imitator the whole is another publication, which the host puts in the place of this one.
    bring('root')
    await expect(await problem()).toContainText('does not match the fingerprint')
  },
)
