import { join } from 'node:path'
import { freshFolder, longwave, writeFiles } from './longwave.ts'

/** A small publication that a test presses again and again, each time with one article more. */
export class Newsroom {
  readonly folder = freshFolder('newsroom')
  readonly site = join(this.folder, 'site')
  /** Addresses of other hosts, for the editions to come. */
  mirrors: string[] = []
  private articles = 0
  private readonly more: object

  /** @param more whatever else publication.json shall say */
  constructor(more: object = {}) {
    this.more = more
  }

  /** Adds an article and puts the site together. @returns the article's headline */
  press(): string {
    this.articles += 1
    const headline = `Number ${this.articles} is out`
    writeFiles(this.folder, {
      'publication.json': JSON.stringify({
        id: 'newsroom',
        title: 'The Newsroom',
        language: 'en',
        mirrors: this.mirrors,
        sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
        ...this.more,
      }),
      [`news/number-${this.articles}.md`]: [
        '---',
        `title: ${headline}`,
        `date: 2026-11-${String(this.articles).padStart(2, '0')}T08:00:00Z`,
        '---',
        `The text of number ${this.articles}. ${SENTENCE.repeat(30)}`,
        '',
        '![A plain grey square](../square.svg "A square | Longwave")',
        '',
      ].join('\n'),
      'square.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" fill="#888"/></svg>',
    })
    longwave(
      'site',
      join(this.folder, 'publication.json'),
      '--out',
      this.site,
      '--key',
      join(this.folder, 'newsroom.key.json'),
    )
    return headline
  }
}

const SENTENCE = 'A sentence of ordinary length, so that there is something to read. '
