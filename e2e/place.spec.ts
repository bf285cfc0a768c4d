import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { Host } from './host.ts'
import { freshFolder, longwave, writeFiles } from './longwave.ts'
import { Reader, untilOffline } from './reader.ts'

/** Printed with a failure, so that it can be tried again. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** mulberry32: the same trials for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const WORDS = {
  en: 'the slow line carried more news than anybody had expected of it and nobody could say why'.split(
    ' ',
  ),
  fa: 'خط کند خبرهایی بیش از آنچه کسی انتظار داشت با خود آورد و هیچ کس دلیلش را نمی‌دانست'.split(
    ' ',
  ),
}

/** Every sentence has a number of its own, so there is no doubt which one is at the top. */
class LongArticle {
  private sentence = 0
  readonly paragraphs: string[]
  private readonly language: 'en' | 'fa'
  private readonly random: (below: number) => number

  constructor(language: 'en' | 'fa', random: (below: number) => number) {
    this.language = language
    this.random = random
    this.paragraphs = Array.from({ length: 40 }, () => this.paragraph())
  }

  paragraph(): string {
    return Array.from({ length: 2 + this.random(6) }, () => {
      this.sentence += 1
      const words = Array.from(
        { length: 5 + this.random(20) },
        () => WORDS[this.language][this.random(WORDS[this.language].length)],
      )
      return `N${this.sentence} ${words.join(' ')}.`
    }).join(' ')
  }

  /**
   * What a newsroom does to an article: takes a paragraph out, puts one in, adds to another.
   * @param read the paragraph with this text stays, or there would be no place to come back to
   */
  correct(read: string): void {
    const out = this.random(5)
    if (!this.paragraphs[out]!.includes(read)) this.paragraphs.splice(out, 1)
    this.paragraphs.splice(this.random(this.paragraphs.length), 0, this.paragraph())
    const at = this.random(this.paragraphs.length)
    this.paragraphs[at] = `${this.paragraph()} ${this.paragraphs[at]}`
  }

  get markdown(): string {
    return [
      `---\ntitle: Long, in ${this.language}\ndate: 2026-11-01\nlanguage: ${this.language}\n---`,
      ...this.paragraphs.map((text, index) => (index % 9 === 4 ? `> ${text}` : text)),
      '- A list at the end.\n- Of two.',
    ].join('\n\n')
  }
}

class LongReads {
  private readonly folder = freshFolder('long')
  readonly site = join(this.folder, 'site')
  readonly articles: Record<'en' | 'fa', LongArticle>

  constructor(random: (below: number) => number) {
    this.articles = { en: new LongArticle('en', random), fa: new LongArticle('fa', random) }
    this.press()
  }

  press(): void {
    writeFiles(this.folder, {
      'publication.json': JSON.stringify({
        id: 'long',
        title: 'Long Reads',
        language: 'en',
        sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
      }),
      'all/en.md': this.articles.en.markdown,
      'all/fa.md': this.articles.fa.markdown,
    })
    longwave('site', join(this.folder, 'publication.json'), '--out', this.site)
  }
}

interface Line {
  /** Text around the beginning of the line, long enough to be the only one of its kind. */
  text: string
  /** Where in it the line begins. */
  at: number
}

/** The first line that is wholly in the window. */
function topLine(page: Page): Promise<Line> {
  return page.evaluate(() => {
    const body = document.querySelector('.article > .body')!
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      range.selectNodeContents(text)
      if (range.getBoundingClientRect().bottom < 0) continue
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        const box = range.getClientRects()[0]
        if (!box || box.height === 0 || box.top < 0) continue
        const start = Math.max(0, at - 60)
        return { text: text.data.slice(start, at + 60), at: at - start }
      }
    }
    return { text: '', at: 0 }
  })
}

/** How many lines what began there is from the top of the window now. */
function linesOff(page: Page, line: Line): Promise<number> {
  return page.evaluate((wanted) => {
    const body = document.querySelector('.article > .body')!
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      const start = text.data.indexOf(wanted.text)
      if (start < 0) continue
      const at = start + wanted.at
      range.setStart(text, at)
      range.setEnd(text, at + 1)
      const { top } = range.getClientRects()[0]!
      const line = Number.parseFloat(getComputedStyle(text.parentElement!).lineHeight)
      return (top - 8) / line
    }
    return Number.NaN
  }, line)
}

const settled = (page: Page) => page.waitForTimeout(120)

/** The reader has stopped, and the place is in the library. */
const kept = (page: Page) => page.waitForTimeout(800)

test('the same sentence is at the top after 50 random changes of size, shape, app and article', async () => {
  test.setTimeout(300_000)
  const random = randomFrom(SEED)
  const reads = new LongReads(random)
  const host = await Host.of(reads.site)
  const reader = new Reader()
  try {
    let page = await reader.open()
    await page.goto(host.address)
    await untilOffline(page)
    let landscape = false
    const open = async (id: string) => {
      await page.goto(`${host.address}article/${id}/`)
      await expect(page.locator('.article .body')).toBeVisible()
      await settled(page)
    }
    const setTo = (choice: string, values: string[]) =>
      page.evaluate(
        ([name, value]) => {
          document.documentElement.dataset[name!] = value!
        },
        [choice, values[random(values.length)]!],
      )
    const trials: Record<string, (id: 'en' | 'fa', line: Line) => Promise<void>> = {
      size: async () => {
        const sizes = page.locator('.tools input[name="size"]')
        await sizes.nth(random(4)).evaluate((input: HTMLInputElement) => input.click())
      },
      rotation: async () => {
        landscape = !landscape
        await page.setViewportSize(
          landscape ? { width: 800, height: 360 } : { width: 360, height: 800 },
        )
      },
      typeface: () => setTo('typeface', ['serif', 'sans']),
      spacing: () => setTo('lines', ['normal', 'wide', 'wider']),
      letters: () => setTo('letters', ['normal', 'wider']),
      reload: async (id) => {
        await kept(page)
        await open(id)
      },
      kill: async (id) => {
        await kept(page)
        await reader.kill()
        page = await reader.open()
        await page.setViewportSize(
          landscape ? { width: 800, height: 360 } : { width: 360, height: 800 },
        )
        await open(id)
      },
      revision: async (id, line) => {
        await kept(page)
        reads.articles[id].correct(line.text.trim())
        reads.press()
        const before = await page.evaluate(() => document.documentElement.dataset.synced)
        await page.reload()
        await page.waitForFunction(
          (version) => document.documentElement.dataset.synced !== version,
          before,
        )
        await open(id)
      },
    }
    const kinds = Object.keys(trials)
    const often = ['size', 'rotation', 'typeface', 'spacing', 'letters']
    for (let trial = 0; trial < 50; trial++) {
      const id = trial < 25 ? 'en' : 'fa'
      if (trial % 25 === 0) await open(id)
      await page.evaluate((part) => {
        const { top, height } = document.querySelector('.article > .body')!.getBoundingClientRect()
        scrollTo(0, scrollY + top + 20 + (height - 2 * innerHeight) * part)
      }, random(1000) / 1000)
      await page.waitForTimeout(250)
      const line = await topLine(page)
      // Starts of the browser and editions take seconds; each comes four times.
      const kind = trial % 6 === 5 ? kinds[5 + random(3)]! : often[random(often.length)]!
      await trials[kind]!(id, line)
      await settled(page)
      const off = await linesOff(page, line)
      expect(Math.abs(off), `seed ${SEED}, trial ${trial} (${kind}): ${line.text}`).toBeLessThan(
        1.2,
      )
    }
  } finally {
    await reader.close()
    await host.stop()
  }
})
