import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { missingLetters } from './letters.ts'
import { freshFolder, pressSite, writeFiles } from './longwave.ts'
import { Reader, untilOffline } from './reader.ts'

const article = (language: string, title: string, text: string) =>
  `---\ntitle: ${title}\nlanguage: ${language}\ndate: 2026-11-01T08:00:00Z\n---\n\n${text}\n`

const ARTICLES = {
  'my/rain-my': article('my', 'မိုးရွာသည်', 'ယနေ့ မိုးရွာသည်။ **ကလေးများ** ကျောင်းသို့ သွားကြသည်။'),
  'ur/rain-ur': article('ur', 'بارش کی خبر', 'آج بارش ہوئی۔ بچے سکول گئے اور دیر سے واپس آئے۔'),
  'en/words': article('en', 'Words for rain', 'In Khmer it is ភ្លៀង, in Thai ฝน, in Lao ຝົນ.'),
  'en/plain': article('en', 'Rain', 'It rained today, and the children went to school.'),
}

let host: Host
test.beforeAll(async () => {
  const folder = freshFolder('lacking')
  writeFiles(folder, {
    'publication.json': JSON.stringify({
      id: 'lacking',
      title: 'Rain',
      language: 'en',
      sections: [
        { id: 'en', title: 'English', sources: [{ markdown: 'en' }] },
        { id: 'my', title: 'မြန်မာ', language: 'my', sources: [{ markdown: 'my' }] },
        { id: 'ur', title: 'اردو', language: 'ur', sources: [{ markdown: 'ur' }] },
      ],
    }),
    ...Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => [`${name}.md`, text])),
  })
  host = await Host.of(pressSite(folder))
})
test.afterAll(() => host.stop())

/** A device whose only letters are Latin, Cyrillic, Greek, Arabic in Naskh and a few more: those of DejaVu. */
function readerWithFewFonts(): Reader {
  const folder = freshFolder('few-fonts')
  const file = join(folder, 'fonts.conf')
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
  return new Reader({ FONTCONFIG_FILE: file })
}

async function show(page: Page, name: string): Promise<void> {
  await page.goto(`${host.address}article/${name}/`)
  await expect(page.locator('.article .body')).toBeVisible()
}

const missing = async (page: Page) => (await missingLetters(page)).missing

/** In Nastaliq a word climbs, so that a longer one begins higher. */
const climbs = (page: Page) =>
  page.locator('.article .body').evaluate((body) => {
    const context = document.createElement('canvas').getContext('2d')!
    context.font = `48px ${getComputedStyle(body).fontFamily}`
    const [short, long] = ['ب', 'ببببب'].map(
      (word) => context.measureText(word).actualBoundingBoxAscent,
    )
    return long! > 1.5 * short!
  })

test('letters a device lacks come with the news, and are there offline before an article is drawn', async () => {
  const reader = readerWithFewFonts()
  try {
    let page = await reader.open()
    const asked: string[] = []
    page.context().on('request', (request) => asked.push(request.url()))
    await page.goto(host.address)
    await untilOffline(page)
    // Those of the publication's languages, while no article has been opened.
    await expect(page.locator('html')).toHaveAttribute('data-faces', /^(?:Mymr Aran|Aran Mymr)$/)
    // And those of a quotation.
    await show(page, 'words')
    await expect.poll(() => missing(page)).toEqual([])
    await expect(page.locator('html')).toHaveAttribute('data-faces', /Khmr.*Thai|Thai.*Khmr/)
    expect(new Set(asked.map((url) => new URL(url).origin))).toEqual(
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
    await show(page, 'rain-my')
    // Regular and bold of three scripts, and one of Nastaliq.
    await expect(page.locator('html')).toHaveAttribute('data-faces-when-drawn', '7')
    expect(await missing(page)).toEqual([])
    await show(page, 'rain-ur')
    expect(await climbs(page)).toBe(true)
    await show(page, 'words')
    expect(await missing(page)).toEqual([])
  } finally {
    await reader.close()
    await host.stop()
    await host.start()
  }
})

test('where a device has the letters, no font is asked for', async ({ page, context }) => {
  const fonts: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('.woff')) fonts.push(request.url())
  })
  await page.goto(host.address)
  await untilOffline(page)
  for (const name of ['rain-my', 'words', 'rain-ur']) {
    await show(page, name)
    expect(await missing(page)).toEqual([])
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  }
  expect(await climbs(page)).toBe(true)
  await expect(page.locator('html')).toHaveAttribute('data-faces', '')
  expect(fonts).toEqual([])
})
