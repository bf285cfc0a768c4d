import { join } from 'node:path'
import { type Files, freshFolder, writeFiles } from './folders.ts'
import { Host } from './host.ts'
import { pressFolder } from './press.ts'

/** A small publication that a test presses again and again, and the host it lies on. */
export class Newsroom {
  readonly folder: string
  readonly site: string
  readonly host: Host
  /** Addresses of further hosts, for the editions to come. */
  mirrors: string[] = []
  private articles = 0
  private readonly fields: object

  private constructor(folder: string, host: Host, fields: object) {
    this.folder = folder
    this.site = host.folder
    this.host = host
    this.fields = fields
  }

  /** @param fields of publication.json, beside or in place of its own */
  static async open(fields: object = {}): Promise<Newsroom> {
    const folder = freshFolder('newsroom')
    return new Newsroom(folder, await Host.of(join(folder, 'site')), fields)
  }

  get address(): string {
    return this.host.address
  }

  /** Adds or replaces sources, below its folder. */
  write(files: Files): void {
    writeFiles(this.folder, files)
  }

  /** Adds an article with a picture and puts an edition out. @returns the article's headline */
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

  /** Puts an edition out with the sources as they are. */
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
    await pressFolder(this.folder)
  }
}

export const SENTENCE = 'A sentence of ordinary length, so that there is something to read. '

export const GREY_SQUARE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><rect width="600" height="400" fill="#888"/></svg>'
