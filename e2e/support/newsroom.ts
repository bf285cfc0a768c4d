import { join } from 'node:path'
import { type Files, freshFolder, writeFiles } from './folders.ts'
import { Host } from './host.ts'
import { pressFolder } from './press.ts'

/** A small publication that a test presses again and again, and its host. */
export class Newsroom {
  readonly folder: string
  readonly site: string
  readonly host: Host
  /** Addresses of mirrors for the next editions. */
  mirrors: string[] = []
  /** Presses the folder of sources; the press of this version unless a test has another. */
  pressWith: (folder: string) => Promise<unknown> = pressFolder
  private articles = 0
  private readonly fields: object

  private constructor(folder: string, host: Host, fields: object) {
    this.folder = folder
    this.site = host.folder
    this.host = host
    this.fields = fields
  }

  /** @param fields fields of publication.json, added to its own or replacing them */
  static async open(fields: object = {}): Promise<Newsroom> {
    const folder = freshFolder('newsroom')
    return new Newsroom(folder, await Host.of(join(folder, 'site')), fields)
  }

  get address(): string {
    return this.host.address
  }

  /** Adds or replaces source files, by paths in its folder. */
  write(files: Files): void {
    writeFiles(this.folder, files)
  }

  /** Adds an article with an image and presses an edition. @returns the article's headline */
  async publish(): Promise<string> {
    this.articles += 1
    const headline = `Number ${this.articles} is out`
    this.write({
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
      'square.svg': GREY_SQUARE,
    })
    await this.press()
    return headline
  }

  /** Presses an edition of the current sources. */
  async press(): Promise<void> {
    this.write({
      'publication.json': JSON.stringify({
        id: 'newsroom',
        title: 'The Newsroom',
        language: 'en',
        mirrors: this.mirrors,
        sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
        ...this.fields,
      }),
    })
    await this.pressWith(this.folder)
  }
}

export const SENTENCE = 'A sentence of ordinary length, so that there is something to read. '

export const GREY_SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" fill="#888"/></svg>'
