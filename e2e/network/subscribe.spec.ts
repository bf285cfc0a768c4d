import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { CORPUS, type Files, freshFolder, writeFiles } from '../support/folders.ts'
import { GREY_SQUARE } from '../support/newsroom.ts'
import { expectImagesShown, heading, latest, untilOffline } from '../support/page.ts'
import { giveKey, longwave } from '../support/press.ts'
import { SEED, THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

/** The whole list in thorough runs; otherwise `count` elements of it, other ones each day. */
function ofToday<T>(all: T[], count: number): T[] {
  if (THOROUGH) return all
  const start = (SEED * count) % all.length
  return [...all.slice(start), ...all.slice(0, start)].slice(0, count)
}

/** Real sources: articles of a guide in Markdown in many languages, web pages, and a feed. */
function realSources(): Files {
  const files: Files = {
    'publication.json': JSON.stringify({
      id: 'corpus',
      title: 'Everything real',
      language: 'en',
      sections: [
        { id: 'guide', title: 'Guide', sources: [{ markdown: 'guide' }] },
        { id: 'pages', title: 'Pages', sources: [{ pages: 'pages' }] },
        { id: 'feed', title: 'Feed', sources: [{ feed: 'feed.rss' }] },
      ],
    }),
    'feed.rss': readFileSync(join(CORPUS, 'feeds/netnewswire/manton.rss')),
    'guide/image.svg': GREY_SQUARE,
  }
  const guide = join(CORPUS, 'markdown/opensource-guide')
  for (const language of new Set(['fa', ...ofToday(readdirSync(guide).sort(), 10)])) {
    for (const name of ofToday(readdirSync(join(guide, language)).sort(), 1)) {
      const text = readFileSync(join(guide, language, name), 'utf8')
      // The corpus has the guide without its images, so a grey square replaces each of them.
      files[`guide/${language}/${name}`] = text.replace(
        /(?:https:\/\/avatars\.|\/assets\/)[^\s")]+/g,
        '/image.svg',
      )
    }
  }
  const pages = join(CORPUS, 'extraction/fundus')
  const names = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  for (const name of ofToday(names.filter((name) => name.endsWith('.html.gz')).sort(), 4)) {
    // The press requests the images of a page, but a test must not use the web. Latin-1 keeps all other bytes as they
    // are.
    const page = gunzipSync(readFileSync(join(pages, name)))
      .toString('latin1')
      .replace(/(https?:\/\/)(?!schema\.org)[\w.-]+/g, '$1pages.invalid')
    files[`pages/${name.slice(0, -'.gz'.length)}`] = Buffer.from(page, 'latin1')
  }
  return files
}

test('a reader subscribes by address to a publication of real sources and reads it offline', async ({
  page,
  newsroom,
  serve,
}) => {
  test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')
  const folder = freshFolder('corpus')
  const out = join(folder, 'out')
  writeFiles(folder, realSources())
  const key = await giveKey(folder)
  await longwave('press', join(folder, 'publication.json'), '--out', out, '--key', key)
  await longwave('verify', out)
  const other = await serve(out)
  await newsroom.publish()
  await page.goto(newsroom.address)
  await untilOffline(page)
  await page.goto(`${newsroom.address}publications/`)
  await page.getByRole('textbox', { name: /address/i }).fill(other.address)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.locator('.add .state').last()).toContainText('is on this device')
  await page.locator('main').getByRole('link', { name: 'Everything real' }).first().click()
  await expect(heading(page)).toHaveText('Everything real')
  await other.stop()
  await newsroom.host.stop()
  await page.reload()
  await expect(heading(page)).toHaveText('Everything real')

  await page.locator('nav#navigation').getByRole('link', { name: 'Guide' }).click()
  await expect(heading(page)).toHaveText('Guide')
  const cards = page.locator('#latest article')
  await expect(cards).not.toHaveCount(0)
  const persian = page.locator('#latest article[lang^="fa"] h3 a')
  while ((await persian.count()) === 0) {
    const count = await cards.count()
    await page.getByRole('button', { name: 'Older posts' }).click()
    await expect.poll(() => cards.count()).toBeGreaterThan(count)
  }
  await persian.first().click()
  const article = page.locator('main article').first()
  await expect(article).toHaveAttribute('dir', 'rtl')
  await expect(article.locator('p').nth(2)).toHaveCSS('direction', 'rtl')
  await expect(article.locator('img')).not.toHaveCount(0)
  await expectImagesShown(page)
})

test('an address where there is no publication, or another one than the link names, is refused with its reason', async ({
  page,
  newsroom,
  openNewsroom,
  serve,
}) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  const headline = await newsroom.publish()
  const other = await openNewsroom({ id: 'other', title: 'The Other' })
  await other.publish()
  const shop = freshFolder('shop')
  writeFiles(shop, { 'index.html': '<!doctype html><title>A shop</title>' })
  const shopHost = await serve(shop)
  const fingerprint = createHash('sha256')
    .update(readFileSync(join(other.site, 'root/1.json')))
    .digest('hex')

  await page.goto(newsroom.address)
  await untilOffline(page)
  // The hash of a broken link from another site's Subscribe panel.
  await page.goto(`${newsroom.address}publications/#add=%`)
  const field = page.getByRole('textbox', { name: /address/i })
  await expect(field).toHaveValue('%')
  const add = page.getByRole('button', { name: 'Add', exact: true })
  const state = page.locator('.add .state').last()
  await add.click()
  await expect(state).toContainText('This is no address.')
  for (const [address, words] of [
    [shopHost.address, 'There is no publication at this address.'],
    ['http://127.0.0.1:9/', 'The publication cannot be reached.'],
    ['not an address', 'This is no address.'],
    [
      `${other.address}#root=${'0'.repeat(64)}`,
      'The key does not match the fingerprint of this publication.',
    ],
  ] as const) {
    await field.fill(address)
    await add.click()
    await expect(state).toContainText(words)
  }
  const link = page.locator('main').getByRole('link', { name: 'The Other' })
  await expect(link).toHaveCount(0)

  await field.fill(`${other.address}#root=${fingerprint}`)
  await add.click()
  await expect(state).toContainText('Its key matches the fingerprint in the address.')
  await expect(link).toBeVisible()
  await page.goto(newsroom.address)
  await expect(latest(page)).toHaveText(headline)
  expect(errors).toEqual([])
})
