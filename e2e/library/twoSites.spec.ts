import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicationRow } from '#library/schema.ts'
import { type Files, freshFolder, writeFiles } from '../support/folders.ts'
import type { Newsroom } from '../support/newsroom.ts'
import { heading, latest, untilOffline, untilReady, untilSynced } from '../support/page.ts'
import { giveKey, longwave } from '../support/press.ts'
import { expect, test } from '../support/test.ts'

/* Several sites on one origin, as a free host gives its users. All publications here have the same id. */

/** Presses a site for a path into the folder that a newsroom's host serves. */
async function addSite({ site }: Newsroom, path: string, headline: string): Promise<void> {
  const folder = freshFolder('folder')
  const files: Files = {
    'publication.json': JSON.stringify({
      id: 'newsroom',
      title: `The paper at ${path}`,
      language: 'en',
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
    }),
    'news/one.md': `---\ntitle: ${headline}\ndate: 2026-11-01T08:00:00Z\n---\nThe text.`,
  }
  writeFiles(folder, files)
  const out = join(folder, 'out')
  const key = await giveKey(folder)
  const source = join(folder, 'publication.json')
  await longwave('site', source, '--out', out, '--key', key, '--base', `/${path}/`)
  cpSync(out, join(site, path), { recursive: true })
}

test('two sites of one origin keep apart, and removing everything of one leaves the other', async ({
  page,
  newsroom,
  library,
}) => {
  await newsroom.publish()
  await addSite(newsroom, 'one', 'First in one')
  await addSite(newsroom, 'two', 'First in two')
  const one = `${newsroom.address}one/`
  const two = `${newsroom.address}two/`
  await page.goto(one)
  await untilOffline(page)
  await page.evaluate(() => localStorage.setItem('longwave:/one/#theme', 'dark'))
  const ofOne = library.of(page, 'longwave:/one/')
  const [row] = await ofOne.rows<PublicationRow>('publications')
  const saved = { saved: '2026-11-23T12:00:00Z' }
  await ofOne.put('reading', [row!.fingerprint, 'one'], saved)

  await page.goto(two)
  await untilOffline(page)
  await page.reload()
  await expect(latest(page)).toHaveText('First in two')
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark')
  const ofTwo = library.of(page, 'longwave:/two/')
  const [other] = await ofTwo.rows<PublicationRow>('publications')
  expect(other!.id).toBe(row!.id)
  expect(other!.fingerprint).not.toBe(row!.fingerprint)
  expect(await ofTwo.rows('reading')).toEqual([])

  await page.goto(`${two}settings/`)
  await untilReady(page)
  // Names of others, that begin or end like those of this site.
  const notes = `notes-${two}`
  await page.evaluate(async (notes) => {
    for (const name of [notes, 'longwave:/twofold/#optional']) await caches.open(name)
    localStorage.setItem('longwave:/twofold/#theme', 'dark')
  }, notes)
  page.once('dialog', (dialog) => dialog.accept())
  await page.getByRole('button', { name: 'Remove everything from this device' }).click()
  await expect(page.locator('main')).toContainText('Everything has been removed')
  const left = await page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: (await caches.keys()).sort().filter((name) => name.includes('/two')),
    local: Object.keys(localStorage).filter((name) => name.includes('/two')),
    workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  }))
  expect(left).toEqual({
    databases: ['longwave:/one/'],
    caches: ['longwave:/twofold/#optional', notes],
    local: ['longwave:/twofold/#theme'],
    workers: [one],
  })

  await newsroom.host.stop()
  await page.goto(one)
  await expect(latest(page)).toHaveText('First in one')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await ofOne.row('reading', [row!.fingerprint, 'one'])).toEqual(saved)
})

test('the worker of a site asks the network for other sites in folders below it, and for files beside it', async ({
  page,
  newsroom,
  library,
}) => {
  const headline = await newsroom.publish()
  await addSite(newsroom, 'a/b', 'First in a folder')
  writeFileSync(join(newsroom.site, 'notes.html'), '<!doctype html><h1>Notes of the host</h1>')
  await page.goto(newsroom.address)
  await untilOffline(page)

  // Without a network, the app does not say that there is no such page: it cannot know.
  await newsroom.host.stop()
  const tab = await page.context().newPage()
  await tab.goto(`${newsroom.address}a/b/`)
  await expect(heading(tab)).toHaveText('This is not on this device')
  await tab.close()
  await newsroom.host.start()
  await page.goto(`${newsroom.address}notes.html`)
  await expect(page.locator('h1')).toHaveText('Notes of the host')
  await page.goto(`${newsroom.address}a/b/`)
  await expect(latest(page)).toHaveText('First in a folder')
  await untilSynced(page)
  await untilOffline(page)
  await page.goto(`${newsroom.address}a/b/article/one/`)
  await expect(heading(page)).toHaveText('First in a folder')
  await newsroom.host.stop()
  for (const [path, words] of [
    ['a/b/', 'First in a folder'],
    ['', headline],
  ] as const) {
    await page.goto(newsroom.address + path)
    await expect(latest(page)).toHaveText(words)
  }
  for (const database of ['longwave:/', 'longwave:/a/b/']) {
    expect(await library.of(page, database).rows('publications')).toHaveLength(1)
  }
})
