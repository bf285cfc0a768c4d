import { cpSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fault, recordShown } from '../support/faultRecords.ts'
import { copyFolder } from '../support/folders.ts'
import { Library } from '../support/library.ts'
import { latest, notice, untilOffline, untilSynced } from '../support/page.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'
import { backToFront, backup, openArticle, RESTORED, readSome } from './journeys.ts'

test(
  'places, publications and choices outlive a database that the browser loses, and the app accepts no older edition',
  fault(53, 56),
  async ({ newsroom, openNewsroom, reader }) => {
    const headline = await newsroom.publish()
    const other = await openNewsroom({ id: 'other', title: 'The Other' })
    await other.publish()
    const older = copyFolder(newsroom.site, 'older')
    await newsroom.publish()

    const before = await reader.open()
    await before.goto(newsroom.address)
    await untilOffline(before)
    await before.goto(`${newsroom.address}publications/`)
    await before.getByRole('textbox', { name: /address/i }).fill(other.address)
    await before.getByRole('button', { name: /add/i }).click()
    await expect(before.locator('main')).toContainText('is on this device')
    await before.goto(`${newsroom.address}settings/`)
    await before.getByRole('combobox', { name: 'Keep at most' }).selectOption({ index: 0 })
    await before.goto(newsroom.address)
    const stored = new Library(before)
    const place = await readSome(before, stored, headline)
    await expect.poll(() => backup(before)).toContain('budget')
    const identify = async (library: Library) => {
      const rows = await library.rows<{ id: string; fingerprint: string }>('publications')
      return rows.map(({ id, fingerprint }) => [id, fingerprint])
    }
    const publications = await identify(stored)
    await reader.kill()

    const databases = join(reader.profile, 'Default/IndexedDB')
    expect(readdirSync(databases).length).toBeGreaterThan(0)
    rmSync(databases, { recursive: true })
    const current = copyFolder(newsroom.site, 'current')
    cpSync(older, newsroom.site, { recursive: true })
    const page = await reader.open()
    const library = stored.of(page)
    await page.goto(newsroom.address)
    await expect(notice(page)).toContainText(RESTORED)
    recordShown(await notice(page).locator('p').textContent())
    await expect(page.locator('html')).toHaveAttribute('data-failed', 'rollback')
    expect(await library.entries('reading')).toEqual([
      [[await library.keyOf('newsroom'), 'number-1'], place],
    ])
    expect(await identify(library)).toEqual(publications)

    cpSync(current, newsroom.site, { recursive: true })
    await page.goto(`${newsroom.address}publications/`)
    await untilSynced(page, 2)
    await expect(page.locator('main')).toContainText('The Other')
    await expect(notice(page)).toBeHidden()
    await page.goto(`${newsroom.address}settings/`)
    await expect(page.getByRole('combobox', { name: 'Keep at most' })).toHaveValue('25000000')
    await page.goto(`${newsroom.address}p/other/`)
    await expect(latest(page)).toBeVisible()
    await page.goto(newsroom.address)
    await openArticle(page, headline)
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  },
)

test(
  'the app fetches all articles again after the browser has deleted its database, or all its data, under an open tab',
  fault(56, 57),
  async ({ page, newsroom, library }) => {
    await newsroom.publish()
    const headline = await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    await library.delete()
    await expect(latest(page)).toBeVisible()
    await page.reload()
    await expect.poll(async () => (await library.shelf()).bodies.length).toBe(2)
    await expect(latest(page)).toHaveText(headline)

    // Browsers that run out of space clear a whole origin.
    const session = await page.context().newCDPSession(page)
    await session.send('Storage.clearDataForOrigin', {
      origin: new URL(newsroom.address).origin,
      storageTypes: 'all',
    })
    await page.reload()
    await untilOffline(page)
    expect((await library.shelf()).bodies).toHaveLength(2)
  },
)

// The first test of this file restores a lost database, too.
test('a tab that goes on reading after its database is lost restores it, and does not overwrite the backup', {
  ...fault(56),
  ...ONLY_THOROUGH,
}, async ({ page, newsroom, library }) => {
  const headlines = [await newsroom.publish(), await newsroom.publish()]
  await page.goto(newsroom.address)
  await untilOffline(page)
  const before = await readSome(page, library, headlines[0]!)
  await backToFront(page)
  await library.delete()
  await openArticle(page, headlines[1]!)
  await page.mouse.move(180, 400)
  await page.mouse.wheel(0, 300)
  await expect(notice(page)).toContainText(RESTORED)
  await expect
    .poll(async () =>
      (await library.rows<typeof before>('reading')).map(({ read }) => read === before.read),
    )
    .toEqual([true, false])
  await expect.poll(async () => (await library.shelf()).bodies.length).toBe(2)
})

test(
  'the reader is told that the text of an article is not readable any more, and can fetch it again',
  fault(79),
  async ({ page, newsroom, library }) => {
    await newsroom.publish()
    await page.goto(newsroom.address)
    await untilOffline(page)
    const id = 'number-1'
    await library.put('bodies', ['newsroom', id], { id, seq: 1 })
    await page.goto(`${newsroom.address}article/${id}/`)
    await expect(page.locator('.evicted')).toBeVisible()
    recordShown(await page.locator('.evicted p').first().textContent())
    await page.getByRole('button', { name: 'Fetch it again' }).click()
    await expect(page.locator('.article .body')).toContainText('The text of number')
  },
)
