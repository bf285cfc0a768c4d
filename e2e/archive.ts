import { join } from 'node:path'
import { freshFolder, longwave, writeFiles } from './longwave.ts'

const WORDS = {
  en: {
    title: 'The Archive',
    headline: (number: number) => `Post ${number}, with a headline `,
    text: 'Some words. ',
    sections: { news: 'News', notes: 'Notes' },
  },
  fa: {
    title: 'بایگانی',
    headline: (number: number) => `مطلب شماره ${number} با یک عنوان `,
    text: 'چند واژه برای خواندن. ',
    sections: { news: 'خبرها', notes: 'یادداشت‌ها' },
  },
}

/** A publication with more posts than a section shows at once, of very different lengths. */
export class Archive {
  readonly folder = freshFolder('archive')
  readonly site = join(this.folder, 'site')
  private readonly language: keyof typeof WORDS

  constructor(language: keyof typeof WORDS = 'en') {
    this.language = language
  }

  press(articles: number): void {
    const { title, headline, text, sections } = WORDS[this.language]
    const files: Record<string, string> = {}
    for (let number = 1; number <= articles; number++) {
      const section = number % 2 ? 'news' : 'notes'
      const date = new Date(Date.UTC(2026, 8, number)).toISOString()
      files[`${section}/post-${number}.md`] =
        `---\ntitle: ${headline(number).repeat((number % 3) + 1)}\ndate: ${date}\nstandfirst: ${text.repeat(((number % 5) + 1) * 3)}\n---\n${`${text.repeat(20)}\n\n`.repeat(5)}`
    }
    writeFiles(this.folder, {
      'publication.json': JSON.stringify({
        id: 'archive',
        title,
        language: this.language,
        sections: Object.entries(sections).map(([id, title]) => ({
          id,
          title,
          sources: [{ markdown: id }],
        })),
      }),
      ...files,
    })
    longwave(
      'site',
      join(this.folder, 'publication.json'),
      '--out',
      this.site,
      '--key',
      join(this.folder, 'archive.key.json'),
    )
  }
}
