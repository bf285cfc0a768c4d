import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { CORPUS, freshFolder, longwave, writeFiles } from './longwave.ts'
import { expectPicturesShown, untilOffline } from './reader.ts'

/** A publication of real Markdown in many languages, real pages and a real feed. */
function pressCorpus(): string {
  const folder = freshFolder('corpus')
  const pages = join(CORPUS, 'extraction/fundus')
  const chosen = readdirSync(pages, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.html.gz'))
    .sort()
    .slice(0, 40)
  for (const name of chosen) {
    writeFiles(folder, {
      [join('pages', name.slice(0, -'.gz'.length))]: gunzipSync(readFileSync(join(pages, name))),
    })
  }
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'corpus',
      title: 'Everything real',
      language: 'en',
      sections: [
        {
          id: 'guide',
          title: 'Guide',
          sources: [{ markdown: join(CORPUS, 'markdown/opensource-guide') }],
        },
        { id: 'pages', title: 'Pages', sources: [{ pages: 'pages' }] },
        {
          id: 'feed',
          title: 'Feed',
          sources: [{ feed: join(CORPUS, 'feeds/netnewswire/manton.rss') }],
        },
      ],
    }),
  })
  const out = join(folder, 'out')
  longwave(
    'press',
    join(folder, 'publication.json'),
    '--out',
    out,
    '--key',
    join(folder, 'k.key.json'),
  )
  longwave('verify', out)
  return out
}

test('the app subscribes by address to a publication of real sources and reads it offline', async ({
  page,
}) => {
  test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')
  test.setTimeout(300_000)
  const newsroom = new Newsroom()
  newsroom.press()
  const home = await Host.of(newsroom.site)
  const other = await Host.of(pressCorpus())
  try {
    await page.goto(home.address)
    await untilOffline(page)
    await page.goto(`${home.address}publications/`)
    await page.getByRole('textbox', { name: /address/i }).fill(other.address)
    await page.getByRole('button', { name: /add|subscribe/i }).click()
    const link = page.locator('main').getByRole('link', { name: 'Everything real' }).first()
    await expect(link).toBeVisible({ timeout: 60_000 })
    await link.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything real')
    await other.stop()
    await home.stop()
    await page.reload()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Everything real')

    await page.locator('nav#navigation').getByRole('link', { name: 'Guide' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Guide')
    const persian = page.locator('#latest article[lang^="fa"] h3 a')
    while ((await persian.count()) === 0) {
      await page.getByRole('button', { name: 'Older posts' }).click()
    }
    await persian.first().click()
    const article = page.locator('main article').first()
    await expect(article).toHaveAttribute('dir', 'rtl')
    expect(
      await article
        .locator('p')
        .nth(2)
        .evaluate((paragraph) => getComputedStyle(paragraph).direction),
    ).toBe('rtl')
    await expectPicturesShown(page)
  } finally {
    await home.stop()
    await other.stop()
  }
})

test('a link with a fingerprint subscribes only to the publication it names', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const home = await Host.of(newsroom.site)
  const folder = freshFolder('second')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'second',
      title: 'The Second',
      language: 'en',
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
    }),
    'news/one.md': '---\ntitle: One\ndate: 2026-11-01\n---\n\nThe only text.\n',
  })
  longwave(
    'press',
    join(folder, 'publication.json'),
    '--out',
    join(folder, 'out'),
    '--key',
    join(folder, 'second.key.json'),
  )
  const other = await Host.of(join(folder, 'out'))
  try {
    await page.goto(home.address)
    await untilOffline(page)
    await page.goto(`${home.address}publications/`)
    await page
      .getByRole('textbox', { name: /address/i })
      .fill(`${other.address}#root=${'0'.repeat(64)}`)
    await page.getByRole('button', { name: /add|subscribe/i }).click()
    await expect(page.locator('main')).toContainText(/fingerprint|key/i)
    await expect(page.locator('main').getByRole('link', { name: 'The Second' })).toHaveCount(0)
  } finally {
    await home.stop()
    await other.stop()
  }
})

test('a broken link to a publication is shown as it is', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(String(error)))
    await page.goto(`${host.address}publications/#add=%`)
    const field = page.getByRole('textbox', { name: /address/i })
    await expect(field).toHaveValue('%')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.locator('.add .state').last()).toContainText('This is no address.')
    expect(broken).toEqual([])
  } finally {
    await host.stop()
  }
})
