import type { Page } from 'puppeteer-core'
import type { KillableBrowser } from '../support/killableBrowser.ts'
import { expect } from '../support/test.ts'
import type { PageApi } from './pageApi.ts'

/** After so many marks they are copied: about a second's worth in the app (src/app/storage/backup.ts). */
const COPY_EVERY = 20

type Found = Awaited<ReturnType<PageApi['audit']>>['reading']

/** What a reader marks until the browser is killed, and what of it must be there afterwards. */
export class Marks {
  count = 0
  private readonly publication: string
  /** All that was said to be stored. */
  private kept = new Map<string, number | undefined>()
  /** What had been stored when the last copy was made. */
  private copied = this.kept
  /** What has been marked since, and last the one of which nothing was said. */
  private recent: [id: string, progression: number][] = []
  private waiting: { count: number; resolve: () => void }[] = []

  constructor(publication: string) {
    this.publication = publication
  }

  /** Makes one mark after the other, and copies, until the browser is gone or the signal stops it. */
  async write(browser: KillableBrowser, page: Page, signal: AbortSignal): Promise<void> {
    const isDone = (promised: Promise<unknown>) =>
      browser.orGone(
        promised.then(
          () => true,
          () => false,
        ),
        () => false,
      )
    for (; !signal.aborted; this.count++) {
      const id = `run-1-${this.count % 10}`
      const progression = (this.count % 1000) / 1000
      this.recent.push([id, progression])
      const marked = page.evaluate(
        (of, id, progression) => window.pageApi.mark(of, id, { progression }),
        this.publication,
        id,
        progression,
      )
      if (!(await isDone(marked))) return
      this.kept.set(id, progression)
      for (const wait of this.waiting) if (wait.count-- === 0) wait.resolve()
      if (this.count % COPY_EVERY > 0) continue
      if (!(await isDone(page.evaluate(() => window.pageApi.copy())))) return
      this.copied = new Map(this.kept)
      this.recent = []
    }
  }

  /** Waits until so many more marks are stored. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve })
    })
  }

  /**
   * That all is found which a death must leave, and takes what is found for what is kept and copied from now on.
   * @param restored from the copy, because the database was lost
   */
  expectIn(found: Found, restored: boolean, message: string): void {
    const marks = new Map(found.map(([[, id], { progression }]) => [id, progression]))
    for (const [id, progression] of restored ? this.copied : this.kept) {
      // The last one may have been in time or not, and a copy that was being made may have any of the recent ones.
      const recent = restored ? this.recent : this.recent.slice(-1)
      const allowed = [progression, ...recent.filter(([of]) => of === id).map(([, at]) => at)]
      expect(allowed, `${message} ${id}`).toContain(marks.get(id))
    }
    this.kept = marks
    this.copied = new Map(marks)
    this.recent = []
    this.waiting = []
  }
}
