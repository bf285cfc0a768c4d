import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { freshFolder, writeFiles } from '../support/folders.ts'
import { missingLetters } from '../support/missingLetters.ts'
import { untilOffline, untilReady } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { expect, test } from '../support/test.ts'

const article = (language: string, title: string, text: string) =>
  markdown({ title, language, date: '2026-11-01T08:00:00Z' }, text)

const ARTICLES = publication(
  'rain',
  {
    'my/rain-my.md': article('my', 'မိုးရွာသည်', 'ယနေ့ မိုးရွာသည်။ **ကလေးများ** ကျောင်းသို့ သွားကြသည်။'),
    'ur/rain-ur.md': article(
      'ur',
      'بارش کی خبر',
      'آج بارش ہوئی۔ بچے سکول گئے اور دیر سے واپس آئے۔',
    ),
    'en/words.md': article('en', 'Words for rain', 'In Khmer it is ភ្លៀង, in Thai ฝน, in Lao ຝົນ.'),
    'en/plain.md': article('en', 'Rain', 'It rained today, and the children went to school.'),
  },
  {
    sections: [
      { id: 'en', title: 'English', sources: [{ markdown: 'en' }] },
      { id: 'my', title: 'မြန်မာ', language: 'my', sources: [{ markdown: 'my' }] },
      { id: 'ur', title: 'اردو', language: 'ur', sources: [{ markdown: 'ur' }] },
    ],
  },
)

// biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
test.use({ site: async ({}, use) => use(await pressSite(ARTICLES)) })

/**
 * Options of a reader whose device has only the font DejaVu: Latin, Cyrillic, Greek, Arabic in Naskh and a few more
 * letters.
 */
function withFewFonts() {
  const folder = freshFolder('few-fonts')
  writeFiles(folder, {
    'fonts.conf': `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}</cachedir>
  <selectfont>
    <acceptfont><glob>*DejaVu*</glob></acceptfont>
    <rejectfont><glob>*.?t?</glob></rejectfont>
  </selectfont>
</fontconfig>
`,
  })
  return { environment: { FONTCONFIG_FILE: join(folder, 'fonts.conf') } }
}

async function show(page: Page, address: string, id: string): Promise<void> {
  await page.goto(`${address}article/${id}/`)
  await expect(page.locator('.article .body')).toBeVisible()
}

const missing = async (page: Page) => (await missingLetters(page)).missing

/** Whether Arabic letters are in Nastaliq, where a word climbs, so that a longer one begins higher. */
const isNastaliq = (page: Page) =>
  page.locator('.article .body').evaluate((body) => {
    const context = document.createElement('canvas').getContext('2d')!
    context.font = `48px ${getComputedStyle(body).fontFamily}`
    const [short, long] = ['ب', 'ببببب'].map(
      (word) => context.measureText(word).actualBoundingBoxAscent,
    )
    return long! > 1.5 * short!
  })

test('fonts for letters that a device lacks come with the news, and are there offline before an article is rendered', async ({
  openReader,
  host,
}) => {
  const reader = openReader(withFewFonts())
  let page = await reader.open()
  const html = page.locator('html')
  const requests: string[] = []
  page.context().on('request', (request) => requests.push(request.url()))
  await page.goto(host.address)
  await untilOffline(page)
  // Fonts for the languages of the publication come first: no article has been opened yet.
  await expect(html).toHaveAttribute('data-faces', /^(?:Mymr Aran|Aran Mymr)$/)
  // The article quotes two more scripts, and Lao, which DejaVu covers.
  await show(page, host.address, 'words')
  await expect.poll(() => missing(page)).toEqual([])
  await expect(html).toHaveAttribute('data-faces', /Khmr.*Thai|Thai.*Khmr/)
  expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(
    new Set([new URL(host.address).origin]),
  )
  await reader.close()
  await host.stop()

  page = await reader.open()
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.article .body')) return
      observer.disconnect()
      document.documentElement.dataset.facesWhenDrawn = String(document.fonts.size)
    }).observe(document, { childList: true, subtree: true })
  })
  await show(page, host.address, 'rain-my')
  // Three scripts have regular and bold, and Nastaliq has one face.
  await expect(page.locator('html')).toHaveAttribute('data-faces-when-drawn', '7')
  expect(await missing(page)).toEqual([])
  await show(page, host.address, 'rain-ur')
  expect(await isNastaliq(page)).toBe(true)
  await show(page, host.address, 'words')
  expect(await missing(page)).toEqual([])
})

test('a device that has the letters asks for no font', async ({ page, context, host }) => {
  const fonts: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('.woff')) fonts.push(request.url())
  })
  await page.goto(host.address)
  await untilOffline(page)
  // The last article needs no other letters: by then, the requests of the article before it would have been made.
  for (const id of ['rain-my', 'words', 'rain-ur', 'plain']) {
    await show(page, host.address, id)
    await untilReady(page)
    expect(await missing(page)).toEqual([])
    if (id === 'rain-ur') expect(await isNastaliq(page)).toBe(true)
    // The app checks letters in an idle period.
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  }
  await expect(page.locator('html')).toHaveAttribute('data-faces', '')
  expect(fonts).toEqual([])
})
