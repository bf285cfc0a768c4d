import { markdown, pressSite, publication } from '../support/press.ts'
import { test as base } from '../support/test.ts'

const SENTENCES = {
  en: 'A sentence of ordinary length, so that there is something to read. ',
  fa: 'جمله‌ای با درازای معمولی، تا چیزی برای خواندن باشد. ',
}

/** Paragraphs of very different lengths, some below a heading: more than four screens of a phone. */
const text = (language: keyof typeof SENTENCES) =>
  [7, 3, 12, 1, 9, 15, 4, 11]
    .map(
      (count, index) =>
        (index % 3 === 1 ? `## ${index}\n\n` : '') + SENTENCES[language].repeat(count),
    )
    .join('\n\n')

const ARTICLES = publication(
  'long',
  {
    'all/en.md': markdown(
      { title: 'A long article', date: '2026-11-01' },
      `[A link outside](https://example.org/far) and [one inside](fa.md). ${text('en')}`,
    ),
    'all/fa.md': markdown({ title: 'ورق', date: '2026-11-01', language: 'fa' }, text('fa')),
  },
  { title: 'The Long Ones' },
)

/** The fixture `host` serves two long articles, one in English and one in Persian. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  site: async ({}, use) => use(await pressSite(ARTICLES)),
})
