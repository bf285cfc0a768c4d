import { expect, type Locator, type Page } from '@playwright/test'
import type { Host } from '../support/host.ts'
import { untilFollowed, untilReady } from '../support/page.ts'
import { markdown, pressSite, publication } from '../support/press.ts'
import { fakeSpeech, speech, type Voice } from '../support/speechEngine.ts'
import { test as base } from '../support/test.ts'

export const SENTENCES = Array.from({ length: 60 }, (_, at) => `Sentence ${at + 1} is spoken here.`)

/** Ten paragraphs of six sentences. After the first stand a paragraph in French and one in Hebrew. */
const ARTICLE = Array.from({ length: 10 }, (_, at) => SENTENCES.slice(at * 6, at * 6 + 6).join(' '))
  .toSpliced(
    1,
    0,
    '<p lang="fr">Une phrase en français.</p>',
    '<p lang="he" dir="rtl">משפט בעברית.</p>',
  )
  .join('\n\n')

/** A long sentence without a pause. */
export const CHINESE = '这条线路传来的消息比任何人预料的都要多而且没有人能说出其中的原因'.repeat(6)

const FILES = publication('aloud', {
  'all/read.md': markdown(
    { title: 'Read to me', standfirst: 'A standfirst.', date: '2026-11-01', language: 'en' },
    ARTICLE,
  ),
  'all/zh.md': markdown({ title: '中文', date: '2026-09-01', language: 'zh' }, `${CHINESE}。`),
  'all/other.md': markdown({ title: 'Another one', date: '2026-10-01' }, 'Something else.'),
})

/** The fixture `host` serves the article that is read aloud. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(FILES)),
})

export const VOICES: Voice[] = [
  ['en-GB', 'Ada', true],
  ['en-US', 'Grace', true],
  ['fr-FR', 'Émilie', true],
  ['zh-CN', '婷婷', true],
]

/** Opens the article in a browser with these voices. With `late`, the voices arrive when the test says so. */
export async function openArticle(
  page: Page,
  host: Host,
  { voices = VOICES, late = false } = {},
): Promise<void> {
  await page.addInitScript(fakeSpeech, { voices, late })
  await page.goto(`${host.address}article/read/`)
  await untilReady(page)
  await untilFollowed(page)
}

export const listenButton = (page: Page): Locator =>
  page.getByRole('button', { name: 'Listen', exact: true })

export const player = (page: Page): Locator => page.getByRole('region', { name: 'Reading aloud' })

/** Expects that the voice was given this text last. */
export async function expectSaid(page: Page, text: string): Promise<void> {
  await expect.poll(() => speech(page, ({ spoken }) => spoken.at(-1)?.text)).toBe(text)
}

/** Ends the text that the voice is saying. */
export const finish = (page: Page): Promise<void> => speech(page, (engine) => engine.finish())

/** How many texts the voice has been given. */
export const countSpoken = (page: Page): Promise<number> =>
  speech(page, ({ spoken }) => spoken.length)
