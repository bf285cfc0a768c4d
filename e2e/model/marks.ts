import type { Page } from 'puppeteer-core'
import type { KillableBrowser } from '../support/killableBrowser.ts'
import { expect } from '../support/test.ts'
import type { PageApi } from './pageApi.ts'

/** Number of marks between two backups; the app makes about as many in a second (src/app/storage/backup.ts). */
const COPY_EVERY = 20

type Found = Awaited<ReturnType<PageApi['audit']>>['reading']

/** The marks a reader makes until the browser is killed, and which of them must be there afterwards. */
export class Marks {
  count = 0
  private readonly publication: string
  /** All marks whose storing was confirmed. */
  private kept = new Map<string, number | undefined>()
  /** All marks that were stored when the last backup was made. */
  private copied = this.kept
  /** All marks since the last backup; the storing of the last one may not have been confirmed. */
  private recent: [id: string, progression: number][] = []
  private waiting: { count: number; resolve: () => void }[] = []

  constructor(publication: string) {
    this.publication = publication
  }

  /** Makes one mark after another, and backups, until the browser is gone or the signal stops it. */
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

  /** Waits until this many more marks are stored. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve })
    })
  }

  /**
   * Expects every mark that must survive a kill. From now on, the marks found count as stored and backed up.
   * @param restored whether the marks come from the backup, because the database was lost
   */
  expectIn(found: Found, restored: boolean, message: string): void {
    const marks = new Map(found.map(([[, id], { progression }]) => [id, progression]))
    for (const [id, progression] of restored ? this.copied : this.kept) {
      // The last mark may have been stored or not, and a backup in progress may hold any of the recent marks.
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
