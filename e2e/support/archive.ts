import type { Files } from './folders.ts'
import { markdown } from './press.ts'

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

/**
 * A publication with more posts than a section shows at once, of very different lengths. The newest has the highest
 * number.
 */
export function archive(posts: number, language: keyof typeof WORDS = 'en'): Files {
  const { title, headline, text, sections } = WORDS[language]
  const files: Files = {
    'publication.json': JSON.stringify({
      id: 'archive',
      title,
      language,
      sections: Object.entries(sections).map(([id, title]) => ({
        id,
        title,
        sources: [{ markdown: id }],
      })),
    }),
  }
  for (let number = 1; number <= posts; number++) {
    const section = number % 2 ? 'news' : 'notes'
    files[`${section}/post-${number}.md`] = markdown(
      {
        title: headline(number).repeat((number % 3) + 1),
        date: new Date(Date.UTC(2026, 8, number)).toISOString(),
        standfirst: text.repeat(((number % 5) + 1) * 3),
      },
      `${text.repeat(20)}\n\n`.repeat(5),
    )
  }
  return files
}
