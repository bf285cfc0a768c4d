import type { ArticleRecord } from '#bundle/article.ts'
import type { Release } from '#bundle/release.ts'
import type { Publisher } from '../delivery/publish.ts'
import { prose } from './stage.ts'

interface Size {
  /** New ones in each run. */
  articles: number
  words: number
  /** Bytes of each picture. */
  picture: number
}

/** Runs between two roll-ups, after which single runs are not named any more. */
const ROLLED = 40

/** A newsroom at work: runs of new articles, corrections, withdrawals, and now and then a roll-up. */
export function newsroomOf(publisher: Publisher, random: (below: number) => number, size: Size) {
  const live: string[] = []
  let runs = 0

  async function run(release: Partial<Release>): Promise<void> {
    runs++
    const fields = (id: string, more: Partial<ArticleRecord> = {}): Partial<ArticleRecord> => ({
      id,
      image: { image: publisher.picture(`${id} ${runs}`, size.picture) },
      body: [{ type: 'paragraph', runs: [prose(random, size.words)] }],
      ...more,
    })
    const fresh = Array.from({ length: size.articles }, (_, index) => `run-${runs}-${index}`)
    const old = live.length > 0 ? live[random(live.length)]! : undefined
    const corrected = old !== undefined && random(2) === 0 ? [old] : []
    const withdrawn = old !== undefined && corrected.length === 0 && random(2) === 0 ? [old] : []
    for (const id of withdrawn) live.splice(live.indexOf(id), 1)
    await publisher.press({
      articles: [...fresh, ...corrected].map((id) => fields(id)),
      withdraw: withdrawn,
      release,
    })
    live.push(...fresh)
    if (runs % ROLLED === 0) await publisher.rollUp({ alone: true, release })
  }

  return {
    /** @param release what each release says besides */
    async press(count: number, release: Partial<Release> = {}): Promise<void> {
      for (let index = 0; index < count; index++) await run(release)
    },
  }
}
