import type { ArticleRecord } from '#bundle/article.ts'
import type { Release } from '#bundle/release.ts'
import type { Publisher } from '../support/publisher.ts'
import type { Random } from '../support/random.ts'
import { trials } from '../support/sample.ts'

interface Size {
  /** Number of new articles in each edition. */
  articles: number
  words: number
  /** Size of each image (bytes). */
  image: number
}

/** Number of editions between two roll-ups. After a roll-up the head no longer names the bundles of single editions. */
const ROLL_UP_EVERY = trials(5, 40)

/**
 * A publisher at work: each edition has new articles, sometimes a correction or a withdrawal, and at intervals a
 * roll-up.
 */
export class Editions {
  private readonly publisher: Publisher
  private readonly random: Random
  private readonly size: Size
  private readonly live: string[] = []
  private count = 0

  constructor(publisher: Publisher, random: Random, size: Size) {
    this.publisher = publisher
    this.random = random
    this.size = size
  }

  /** @param release further fields of each release */
  async press(count: number, release: Partial<Release> = {}): Promise<void> {
    for (let index = 0; index < count; index++) await this.pressOne(release)
  }

  private async pressOne(release: Partial<Release>): Promise<void> {
    const { publisher, random, size, live } = this
    this.count++
    const fresh = Array.from({ length: size.articles }, (_, index) => `run-${this.count}-${index}`)
    const old = live.length > 0 ? live[random(live.length)]! : undefined
    const corrected = old !== undefined && random(2) === 0 ? [old] : []
    const withdrawn = old !== undefined && corrected.length === 0 && random(2) === 0 ? [old] : []
    for (const id of withdrawn) live.splice(live.indexOf(id), 1)
    await publisher.press({
      articles: [...fresh, ...corrected].map((id) => this.article(id)),
      withdraw: withdrawn,
      release,
    })
    live.push(...fresh)
    if (this.count % ROLL_UP_EVERY === 0) await publisher.rollUp({ alone: true, release })
  }

  private article(id: string): Partial<ArticleRecord> {
    const { publisher, random, size } = this
    return {
      id,
      image: { image: publisher.picture(`${id} ${this.count}`, size.image) },
      body: [{ type: 'paragraph', runs: [prose(random, size.words)] }],
    }
  }
}

/** Random words, which compress little. */
function prose(random: Random, words: number): string {
  return Array.from({ length: words }, () =>
    (random(2 ** 31) + 36 ** 3).toString(36).slice(0, 2 + random(6)),
  ).join(' ')
}
