import { createHash } from 'node:crypto'
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PublicationRow } from '#library/schema.ts'
import type { Newsroom } from '../support/newsroom.ts'
import { heading, latest, notice, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

/* Publications that choose the same id. */

const fingerprintOf = ({ site }: Newsroom) =>
  createHash('sha256')
    .update(readFileSync(join(site, 'root/1.json')))
    .digest('hex')

test('a publication with the id of the site never stands for it, even where it is there first', async ({
  page,
  newsroom,
  openNewsroom,
  library,
}) => {
  const headline = await newsroom.publish()
  const squatter = await openNewsroom({ title: 'The Forger' })
  squatter.write({ 'news/forged.md': '---\ntitle: A forged lead\n---\nThe text.' })
  await squatter.press()
  const fingerprint = fingerprintOf(squatter)
  // The site's own publication cannot be had at the first visit.
  const files = ['head.json', 'root']
  const away = (name: string) => join(newsroom.folder, `away-${name}`)
  for (const name of files) renameSync(join(newsroom.site, name), away(name))
  await page.goto(`${newsroom.address}publications/`)
  await page.getByRole('textbox', { name: /address/i }).fill(squatter.address)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.locator('.add .state').last()).toContainText('is on this device')
  const link = page.locator('main').getByRole('link', { name: 'The Forger' })
  await expect(link).toHaveAttribute('href', `/p/${fingerprint}/`)
  await page.goto(newsroom.address)
  await expect(heading(page)).toHaveText('This is not on this device')

  for (const name of files) renameSync(away(name), join(newsroom.site, name))
  await page.goto(newsroom.address)
  await untilOffline(page)
  await page.reload()
  await expect(latest(page)).toHaveText(headline)
  const rows = await library.rows<PublicationRow>('publications')
  expect(new Map(rows.map((row) => [row.fingerprint, row.trust]))).toEqual(
    new Map([
      [fingerprint, 'first-use'],
      [fingerprintOf(newsroom), 'built-in'],
    ]),
  )
  await page.goto(`${newsroom.address}p/${fingerprint}/`)
  await expect(heading(page)).toHaveText('The Forger')
  await expect(latest(page)).toHaveText('A forged lead')
})

test('a site whose newsroom has lost its key shows the new paper, and the old one as an earlier edition with all that was saved', async ({
  page,
  newsroom,
  openNewsroom,
  library,
}) => {
  const first = await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  const old = fingerprintOf(newsroom)
  const saved = { saved: '2026-11-23T12:00:00Z' }
  await library.put('reading', [old, 'number-1'], saved)

  const successor = await openNewsroom({})
  successor.write({ 'news/anew.md': '---\ntitle: We begin anew\n---\nThe text.' })
  await successor.press()
  rmSync(newsroom.site, { recursive: true })
  cpSync(successor.site, newsroom.site, { recursive: true })
  await page.reload()
  await expect(page.locator('.footer')).toContainText('The key does not match the fingerprint')
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    const next = registration.installing ?? registration.waiting!
    const isInstalled = () => next.state !== 'installing'
    while (!isInstalled()) await new Promise((done) => next.addEventListener('statechange', done))
    next.postMessage({ type: 'SKIP_WAITING' })
    while (next.state !== 'activated') {
      await new Promise((done) => next.addEventListener('statechange', done))
    }
  })
  await page.goto(newsroom.address)
  await expect(notice(page)).toContainText('The key of this publication has changed')
  await untilSynced(page, 1)
  await page.goto(newsroom.address)
  await expect(latest(page)).toHaveText('We begin anew')
  await page.goto(`${newsroom.address}publications/`)
  const main = page.locator('main')
  await expect(main).toContainText(fingerprintOf(successor))
  await main.getByRole('link', { name: 'Earlier edition of The Newsroom' }).click()
  await expect(latest(page)).toHaveText(first)
  expect(await library.row('reading', [old, 'number-1'])).toEqual(saved)
})
