import type { Files } from '../support/folders.ts'
import { markdown } from '../support/press.ts'

export type Language = 'en' | 'fa'
type Draw = (below: number) => number

const WORDS = {
  en: 'the slow line carried more news than the town had expected of it and only the clerk could say why',
  fa: 'خط کند خبرهایی بیش از آنچه کسی انتظار داشت با خود آورد و هیچ کس دلیلش را نمی‌دانست',
}

/** An article of forty paragraphs. Each sentence has a number of its own, so that every sentence is unique. */
export class LongArticle {
  private sentence = 0
  private readonly paragraphs: string[]
  private readonly language: Language
  private readonly words: string[]
  private readonly draw: Draw

  constructor(language: Language, draw: Draw) {
    this.language = language
    this.words = WORDS[language].split(' ')
    this.draw = draw
    this.paragraphs = Array.from({ length: 40 }, () => this.paragraph())
  }

  private paragraph(): string {
    return Array.from({ length: 2 + this.draw(6) }, () => {
      this.sentence += 1
      const words = Array.from(
        { length: 5 + this.draw(20) },
        () => this.words[this.draw(this.words.length)],
      )
      return `N${this.sentence} ${words.join(' ')}.`
    }).join(' ')
  }

  /**
   * Corrects the article as newsrooms do: removes a paragraph, inserts one, and adds to another.
   * @param read text of a paragraph that stays, so that there is a place to return to
   */
  correct(read: string): void {
    const out = this.draw(5)
    if (!this.paragraphs[out]!.includes(read)) this.paragraphs.splice(out, 1)
    this.paragraphs.splice(this.draw(this.paragraphs.length), 0, this.paragraph())
    const at = this.draw(this.paragraphs.length)
    this.paragraphs[at] = `${this.paragraph()} ${this.paragraphs[at]}`
  }

  get markdown(): string {
    const { language } = this
    const paragraphs = this.paragraphs.map((text, index) => (index % 9 === 4 ? `> ${text}` : text))
    return markdown(
      { title: `Long, in ${language}`, date: '2026-11-01', language },
      [...paragraphs, '- A list at the end.\n- Of two.'].join('\n\n'),
    )
  }
}

/** Source files of the articles, in the section `news`. */
export function sourcesOf(articles: Record<Language, LongArticle>): Files {
  return { 'news/en.md': articles.en.markdown, 'news/fa.md': articles.fa.markdown }
}
