import type { Page } from '@playwright/test'
import { digestOf } from '#bundle/state.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { MemoryHost } from '../support/memoryHost.ts'
import type { Order } from './deliveryWorker.ts'
import { type Audit, Expectations } from './expectations.ts'
import { ModelHosts } from './modelHosts.ts'
import { ModelPublisher } from './modelPublisher.ts'
import { PRESENT, type Step } from './steps.ts'
import { expect, expectSame } from './test.ts'

const DAY = 86_400_000
/**
 * Number of checks before a fault counts. A check takes several transactions, so it can be wrong while a delivery
 * writes, but not this often.
 */
const LOOKS = 20

/** The device of a run: a page that delivers and reads, and the two hosts of its publication. */
export interface ModelDevice {
  page: Page
  reload: () => Promise<void>
  /** Opens the front page in the whole app. @returns the headlines it shows */
  readInApp: (id: string) => Promise<string[]>
  hosts: readonly [MemoryHost, MemoryHost]
  stranger: MemoryHost['files']
}

/** A sequence of steps, with a check of the device after each. */
export class ModelRun {
  private readonly device: ModelDevice
  private readonly page: Page
  private readonly hosts: ModelHosts
  private readonly publisher: ModelPublisher
  /** Running deliveries, by worker. */
  private readonly delivering = new Map<number, Promise<ToPage[] | undefined>>()
  private readonly expectations: Expectations
  /** Result of the last check. */
  private last!: Audit
  /** Failures of deliveries that must never happen. */
  private readonly failures: string[] = []
  private reloading = false

  private constructor(device: ModelDevice, publisher: ModelPublisher) {
    this.device = device
    this.page = device.page
    this.publisher = publisher
    this.expectations = new Expectations(publisher)
    const newest = () => publisher.newest.files
    this.hosts = new ModelHosts(device.hosts, device.page, newest, device.stranger)
  }

  /** @throws Error at the first step after which something is wrong */
  static async run(device: ModelDevice, steps: Step[]): Promise<void> {
    const publisher = await ModelPublisher.of([device.hosts[1].address])
    const run = new ModelRun(device, publisher)
    await device.page.evaluate(() => {
      // When the sequence before has failed, its workers may still be running.
      for (const worker of [0, 1]) window.pageApi.kill(worker)
      window.pageApi.setClock(0)
      return window.pageApi.forget()
    })
    run.last = await run.check()
    const failAt = (where: string) => (error: Error) => {
      throw new Error(`${where}: ${error.message}`, { cause: error })
    }
    for (const [index, step] of steps.entries()) {
      await run.take(step).catch(failAt(`at step ${index}, ${JSON.stringify(step)}`))
    }
    await run.end().catch(failAt('at the end'))
  }

  private async take(step: Step): Promise<void> {
    const { page, hosts, publisher } = this
    switch (step.do) {
      // Steps of publishers and hosts do not change the device by themselves.
      case 'publish':
        return publisher.publish(step.what)
      case 'breakHost': {
        const { editions } = publisher
        const old = editions[(editions.length - 1) >> 1]!.files
        hosts.broken[step.host] = { with: step.with, files: step.files, old }
        return
      }
      case 'repairHost':
        delete hosts.broken[step.host]
        return
      case 'openApp':
        return this.checkApp()
      case 'deliver':
      case 'subscribe':
        await this.deliver(step)
        break
      case 'answer':
        hosts.answer(step.through)
        break
      case 'kill':
        await page.evaluate((by) => window.pageApi.kill(by), step.by)
        await this.delivering.get(step.by)
        break
      case 'cancel':
        await page.evaluate(() => window.pageApi.cancel())
        await Promise.all(this.delivering.values())
        break
      case 'unsubscribe':
        await page.evaluate(
          (publication) => window.pageApi.deliverHere({ type: 'unsubscribe', publication }),
          this.publisher.fingerprint,
        )
        this.expectations.unsubscribe()
        break
      case 'reload':
        this.reloading = true
        await this.device.reload()
        await Promise.all(this.delivering.values())
        this.reloading = false
        break
      case 'clock':
        await page.evaluate(
          (wrong) => window.pageApi.setClock(wrong),
          (step.year - PRESENT) * 365 * DAY,
        )
        break
      case 'budget':
        await page.evaluate((bytes) => window.pageApi.setBudget(bytes), step.bytes)
        this.expectations.evicted = true
        break
      case 'free':
        await page.evaluate((bytes) => window.pageApi.free(bytes), step.bytes)
        this.expectations.evicted = true
        break
      case 'read':
        await this.mark(step.article, { read: '2026-11-24T08:00:00.000Z' })
        break
      case 'save':
        await this.mark(step.article, { saved: '2026-11-24T09:00:00.000Z' })
        break
      case 'unsave':
        await this.mark(step.article, { saved: undefined })
        break
      case 'scroll': {
        const { progression } = step
        const locator = { block: 'b', index: 0, offset: 3, quote: `${progression}` }
        await this.mark(step.article, { progression, locator })
      }
    }
    await hosts.untilAtRest()
    this.last = await this.check()
  }

  private async mark(
    article: number,
    marks: { [K in keyof ReadingRow]?: ReadingRow[K] | undefined },
  ): Promise<void> {
    const id = `a${1 + (article % this.publisher.articles)}`
    const row = { ...this.expectations.marks.get(id), ...marks }
    this.expectations.marks.set(id, row as ReadingRow)
    await this.page.evaluate(
      ([publication, article, marks]) => window.pageApi.mark(publication, article, marks),
      [this.publisher.fingerprint, id, marks] as const,
    )
  }

  private get subscription(): ToWorker {
    const { fingerprint } = this.publisher
    return { type: 'subscribe', address: this.device.hosts[0].address, root: fingerprint }
  }

  private async deliver(step: Extract<Step, { do: 'deliver' | 'subscribe' }>): Promise<void> {
    if (this.delivering.has(step.by)) return
    const { fullAt, dieAt } = { fullAt: undefined, dieAt: undefined, ...step }
    const whole = step.through === undefined && dieAt === undefined && fullAt === undefined
    const alone = this.delivering.size === 0
    const message: ToWorker =
      this.last.bytes && step.do === 'deliver' ? { type: 'sync' } : this.subscription
    if (fullAt !== undefined) this.expectations.evicted = true
    const expected = whole && alone && message.type === 'sync' ? this.foresee() : undefined
    const told = this.begin(step.by, { message, fullAt, dieAt })
    this.hosts.answer(step.through)
    await this.hosts.untilAtRest()
    if (!expected) return
    const end = (await told)?.findLast(({ type }) => type === 'synced' || type === 'failed')
    if (!expected(end?.type === 'synced' ? end.version : undefined)) {
      throw new Error(`a delivery must not end so: ${JSON.stringify(end)}`)
    }
  }

  private begin(by: number, order: Omit<Order, 'delivery'>) {
    const delivery = this.hosts.begin()
    const told = this.page
      .evaluate(([order, worker]) => window.pageApi.deliver(order, worker), [
        { ...order, delivery },
        by,
      ] as const)
      .catch((error: Error) => {
        // A reload of the page ends its deliveries.
        if (!this.reloading) this.failures.push(error.message)
        return undefined
      })
      .then((all) => {
        this.delivering.delete(by)
        this.hosts.end(delivery)
        for (const told of all ?? []) {
          if (told.type === 'failed' && told.code === 'storage') this.failures.push(told.detail)
        }
        return all
      })
    this.delivering.set(by, told)
    return told
  }

  /**
   * Predicts a delivery that only its hosts disturb.
   * @returns a function that says whether the delivery may end with this version, or with none
   */
  private foresee(): (version: number | undefined) => boolean {
    const newest = this.publisher.newest.release.version
    const release = this.publisher.editionOf(this.last.version)?.release
    const known = [0, ...(release && release.mirrors.length > 0 ? [1] : [])]
    const isSilent = (host: number) => {
      const broken = this.hosts.broken[host]
      const old = broken?.with === 'serves an old edition'
      return broken !== undefined && 'head.json'.startsWith(broken.files) && !old
    }
    if (known.every(isSilent)) return (version) => version === undefined
    // A single good host is enough, and silent hosts cannot keep an edition back.
    const isGood = (host: number) => !this.hosts.broken[host]
    if (known.some(isGood)) {
      const all = known.every((host) => isGood(host) || isSilent(host))
      return (version) =>
        version !== undefined &&
        (all ? version === newest : version >= this.expectations.floor.version)
    }
    return (version) => version === undefined || version >= this.expectations.floor.version
  }

  /**
   * Checks everything on the device.
   * @throws Error when something is wrong
   */
  private async check(): Promise<Audit> {
    for (let looks = 1; ; looks++) {
      const { audit, look } = await this.see()
      const wrong = [...this.failures, ...this.expectations.judge(audit, look)]
      if (wrong.length === 0) {
        this.expectations.accept(audit)
        return audit
      }
      if (looks === LOOKS) throw new Error(wrong.join('; '))
    }
  }

  private see() {
    return this.page.evaluate(
      async ([id, bundles]) => ({
        audit: await window.pageApi.audit(id, bundles),
        look: await window.renderedPages.look(id),
      }),
      [this.publisher.fingerprint, this.publisher.contents] as const,
    )
  }

  private async checkApp(): Promise<void> {
    if (this.delivering.size > 0 || !this.last.front) return
    const { look } = await this.see()
    const shown = await this.device.readInApp(this.publisher.fingerprint)
    expect(shown, 'in the app').toEqual(look.links.map(({ headline }) => headline))
  }

  /** Repairs all hosts, and checks that after one delivery the library is the same as a new reader's. */
  private async end(): Promise<void> {
    const { page, hosts } = this
    hosts.broken.length = 0
    hosts.answer()
    await hosts.untilAtRest()
    await page.evaluate(() => {
      window.pageApi.setClock(0)
      return window.pageApi.setBudget(60e6)
    })
    const followed = await this.finish(this.last.bytes ? { type: 'sync' } : this.subscription)
    await page.evaluate(() => window.pageApi.forget())
    this.expectations.marks.clear()
    this.expectations.unsubscribe()
    const fresh = await this.finish(this.subscription)
    if (this.expectations.evicted) expect(cardsOf(followed)).toEqual(cardsOf(fresh))
    else expectSame(followed, fresh, 'a library with a past, and a fresh one')
  }

  private async finish(message: ToWorker): Promise<string> {
    const { release } = this.publisher.newest
    const told = await this.begin(0, { message })
    const { version } = release
    expect(told?.at(-1), JSON.stringify(told?.at(-1))).toMatchObject({ type: 'synced', version })
    this.last = await this.check()
    expect(this.last.state).toBe(digestOf(release.state))
    return this.page.evaluate((id) => window.pageApi.snapshot(id), this.publisher.fingerprint)
  }
}

/** The part of a publication that stays when texts and images are evicted. */
function cardsOf(snapshot: string): object {
  // A card contains the length of the article's text, which is 0 when the text is not stored.
  const { front, articles, row } = JSON.parse(snapshot, (key, value) =>
    key === 'length' ? undefined : value,
  )
  return { front, articles, release: row.release, root: row.root, floor: row.floor }
}
