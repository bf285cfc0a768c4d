import type { Files } from '../support/folders.ts'
import { markdown } from '../support/press.ts'

/** Headings of the long article; two are the same, as in real articles. */
export const PARTS = ['The mast', 'The valve', 'The mast', 'The silence']
/**
 * Headings of the Persian article: its addresses are escaped, and the last heading itself contains what looks like an
 * escape.
 */
export const PERSIAN_PARTS = ['دکل و سیم', 'لامپ', 'خاموشی (۵۰٪)']

/** Fields of the publication, whose two sections share one order of time. */
export const READING_ROOM = {
  id: 'reading',
  title: 'Reading Room',
  language: 'en',
  sections: [
    { id: 'one', title: 'One', sources: [{ markdown: 'one' }] },
    { id: 'two', title: 'Two', sources: [{ markdown: 'two' }] },
  ],
}

/**
 * Four parts of eight numbered sentences, each a paragraph. @param line words of the first sentence, which a correction
 * changes
 */
export function longArticle(line = 'a slow wire'): string {
  const parts = PARTS.map((part, at) => `## ${part}\n\n${paragraphs(at * 8)}`)
  return markdown(
    { title: 'A Long Article', date: '2026-11-05' },
    [`It came over ${line}.`, ...parts].join('\n\n'),
  )
}

function paragraphs(from: number): string {
  const sentence = (number: number) =>
    `Sentence ${number} of a long text that has more lines than a window shows, so that its readers turn many pages to its end.`
  return Array.from({ length: 8 }, (_, at) => sentence(from + at)).join('\n\n')
}

const short = (title: string, date: string) => markdown({ title, date }, 'Short.')

/** Source files of the publication. */
export const ARTICLES: Files = {
  'one/long.md': longArticle(),
  'one/first.md': short('First of One', '2026-11-09'),
  'one/last.md': short('Last of One', '2026-11-01'),
  'two/between.md': short('Between in Time', '2026-11-08'),
  'two/after.md': short('After in Time', '2026-11-02'),
  'two/persian.md': markdown(
    { title: 'سیم کند', language: 'fa', date: '2026-10-30' },
    PERSIAN_PARTS.map(
      (part) => `## ${part}\n\n${'خبرها آهسته از این سیم می‌گذشتند. '.repeat(60)}`,
    ).join('\n\n'),
  ),
}

/** The whole publication, for pressSite(). */
export const READING_ROOM_FILES: Files = {
  'publication.json': JSON.stringify(READING_ROOM),
  ...ARTICLES,
}
