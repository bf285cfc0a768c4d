import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import type { Release } from '#bundle/release.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { Mirror } from '../delivery/mirror.ts'
import { Publisher } from '../delivery/publish.ts'
import type { Drawn } from './drawn.ts'
import type { Contents, InPage, Order } from './inPage.ts'
import { type News, PRESENT, type Step } from './sequence.ts'
import { contentsOf, expect, expectSame } from './stage.ts'
import { WRONGS } from './wrongs.ts'

declare global {
  interface Window {
    drawn: Drawn
  }
}

const ID = 'model'
const DAY = 86_400_000
/** Requests may take as long as they like here, but a delivery that does nothing any more is a fault (ms). */
const HUNG = 30_000
const LOOKS = 6

/** A release as hosts carry it. */
interface Edition {
  files: ReadonlyMap<string, Uint8Array>
  release: Release
}

type Audit = Awaited<ReturnType<InPage['audit']>>
type Look = Awaited<ReturnType<Drawn['look']>>

/** Somebody else's publication under the same id, with a version nobody could surpass. */
export async function makeStranger(): Promise<ReadonlyMap<string, Uint8Array>> {
  const stranger = await Publisher.of(ID)
  const lie = 'A stranger says so'
  const body = [{ type: 'paragraph' as const, runs: [lie] }]
  await stranger.press({
    articles: [1, 2, 3].map((one) => ({ id: `a${one}`, headline: lie, summary: lie, body })),
    release: { version: 1000, title: lie },
  })
  return stranger.files
}

/** A page of one browser profile that reads and delivers, and two hosts for its publication. */
export interface Lane {
  page: Page
  open: () => Promise<void>
  /** The front page in the whole app, in a tab of its own. @returns the headlines it shows */
  readInApp: (id: string) => Promise<string[]>
  hosts: [Mirror, Mirror]
  stranger: ReadonlyMap<string, Uint8Array>
}

/** One sequence: what is done, and in plain terms what may be on the device afterwards. */
export class Trial {
  private readonly lane: Lane
  private publisher!: Publisher
  private readonly editions: Edition[] = []
  private readonly live: string[] = []
  private articles = 0
  private contents: Contents = {}
  private readonly ails: (Extract<Step, { do: 'ail' }> & { old: Edition })[] = []

  /** Requests that are answered before all others wait. */
  private allowance = 0
  /** Addresses from which nothing will come. */
  private readonly silent: string[] = []
  /** Ends those answers. */
  private readonly mute = new Set<() => void>()
  private readonly held = new Set<() => void>()
  private readonly delivering = new Map<number, Promise<ToPage[] | undefined>>()
  private readonly told: ToPage[] = []

  /** What the model knows of the device. */
  private floor = { root: 0, version: 0 }
  private readonly marks = new Map<string, ReadingRow>()
  private evicted = false
  private last!: Audit

  constructor(lane: Lane) {
    this.lane = lane
  }

  /** @throws Error at the first step after which something is not as it must be */
  async run(steps: Step[], inApp: boolean): Promise<void> {
    const { page, hosts } = this.lane
    await page.evaluate(() => window.proofs.forget())
    for (const [index, host] of hosts.entries()) {
      host.fault = (name, response) => this.receive(index, name, response)
    }
    this.publisher = await Publisher.of(ID)
    await this.publish('articles')
    await this.publish('articles')
    this.last = await this.check()
    try {
      for (const [index, step] of steps.entries()) {
        try {
          await this.take(step)
          // What others do reaches no device by itself.
          if (!/^(?:publish|ail|heal)$/.test(step.do)) this.last = await this.check()
          if (inApp && index === steps.length >> 1) await this.checkApp()
        } catch (error) {
          throw new Error(`after step ${index}, ${JSON.stringify(step)}: ${wordsOf(error)}`)
        }
      }
      try {
        await this.end()
      } catch (error) {
        throw new Error(`at the end: ${wordsOf(error)}`)
      }
    } finally {
      for (const number of this.delivering.keys()) {
        await page.evaluate((it) => window.proofs.kill(it), number).catch(() => undefined)
      }
      for (const host of hosts) host.fault = undefined
      for (const answer of this.held) answer()
      this.endMute()
      await page.evaluate(() => window.proofs.setClock(0))
    }
  }

  private async take(step: Step): Promise<void> {
    const { page } = this.lane
    switch (step.do) {
      case 'publish':
        await this.publish(step.what)
        return
      case 'deliver':
      case 'subscribe':
        await this.deliver(step)
        return
      case 'let':
        this.let(step.through)
        break
      case 'kill':
        await page.evaluate((by) => window.proofs.kill(by), step.by)
        await this.delivering.get(step.by)
        break
      case 'cancel':
        await page.evaluate(() => window.proofs.cancel())
        break
      case 'unsubscribe':
        await page.evaluate(
          (publication) => window.proofs.deliverHere({ type: 'unsubscribe', publication }),
          ID,
        )
        this.floor = { root: 0, version: 0 }
        break
      case 'reload':
        await this.lane.open()
        await Promise.all(this.delivering.values())
        break
      case 'ail': {
        const old = this.editions[(this.editions.length - 1) >> 1]!
        this.ails[step.host] = { ...step, old }
        return
      }
      case 'heal':
        delete this.ails[step.host]
        return
      case 'clock': {
        const wrong = (step.year - PRESENT) * 365 * DAY
        await page.evaluate((by) => window.proofs.setClock(by), wrong)
        return
      }
      case 'budget':
        await page.evaluate((bytes) => window.proofs.allow(bytes), step.bytes)
        this.evicted = true
        return
      case 'free':
        await page.evaluate((bytes) => window.proofs.free(bytes), step.bytes)
        this.evicted = true
        return
      case 'read':
        return this.mark(step.article, { read: '2026-11-24T08:00:00.000Z' })
      case 'save':
        return this.mark(step.article, { saved: '2026-11-24T09:00:00.000Z' })
      case 'drop':
        return this.mark(step.article, { saved: undefined })
      case 'place': {
        const { progression } = step
        const locator = { block: 'b', index: 0, offset: 3, quote: `${progression}` }
        return this.mark(step.article, { progression, locator })
      }
    }
    await this.settle()
  }

  private async publish(what: News): Promise<void> {
    const { publisher, live } = this
    const release: Partial<Release> = { mirrors: [this.lane.hosts[1].address] }
    const article = (id: string) => ({
      id,
      // Some pictures stand in several articles, and a correction brings another one.
      image: { image: publisher.picture(`${(id.length + this.editions.length) % 5}`, 300) },
    })
    const old = live.length > 1 ? live[(this.editions.length * 7) % live.length] : undefined
    // The last article stays, and no run is empty.
    switch (old === undefined && /^(?:correction|withdrawal)$/.test(what) ? 'articles' : what) {
      case 'articles': {
        const fresh = Array.from(
          { length: 1 + (this.editions.length % 3) },
          () => `a${++this.articles}`,
        )
        await publisher.press({ articles: fresh.map(article), release })
        live.push(...fresh)
        break
      }
      case 'correction':
        await publisher.press({ articles: [article(old!)], release })
        break
      case 'withdrawal':
        await publisher.press({ withdraw: [old!], release })
        live.splice(live.indexOf(old!), 1)
        break
      case 'roll-up':
        await publisher.rollUp({ release })
        break
      case 'roll-up alone':
        await publisher.rollUp({ alone: true, release })
        break
      case 'catalog':
        await publisher.useCatalog()
        break
      case 'new key':
        await publisher.rotate()
        await publisher.putHead(release)
        break
      case 'front alone':
        await publisher.putHead({ ...release, front: live.slice(-2) })
    }
    this.editions.push({ files: new Map(publisher.files), release: publisher.newest })
    this.contents = contentsOf(publisher)
  }

  private async mark(
    article: number,
    marks: { [K in keyof ReadingRow]?: ReadingRow[K] | undefined },
  ): Promise<void> {
    const id = `a${1 + (article % this.articles)}`
    const row = { ...this.marks.get(id), ...marks }
    this.marks.set(id, row as ReadingRow)
    await this.lane.page.evaluate(
      ([publication, article, marks]) => window.proofs.mark(publication, article, marks),
      [ID, id, marks] as const,
    )
  }

  private async deliver(step: Extract<Step, { do: 'deliver' | 'subscribe' }>): Promise<void> {
    if (this.delivering.has(step.by)) return
    const { fullAt, dieAt } = { fullAt: undefined, dieAt: undefined, ...step }
    const whole = step.through === undefined && dieAt === undefined && fullAt === undefined
    const alone = this.delivering.size === 0
    const message: ToWorker =
      this.last.bytes && step.do === 'deliver'
        ? { type: 'sync' }
        : {
            type: 'subscribe',
            address: this.lane.hosts[0].address,
            root: this.publisher.fingerprint,
          }
    if (fullAt !== undefined) this.evicted = true
    const expected = whole && alone && message.type === 'sync' ? this.foresee() : undefined
    const told = this.begin(step.by, { message, fullAt, dieAt })
    this.let(step.through)
    await this.settle()
    if (!whole || !alone) return
    const end = (await told)?.findLast(({ type }) => type === 'synced' || type === 'failed')
    const version = end?.type === 'synced' ? end.version : undefined
    if (expected && !expected(version)) {
      throw new Error(`nobody expected this end of a delivery: ${JSON.stringify(end)}`)
    }
  }

  private begin(by: number, order: Omit<Order, 'hurry' | 'patient'>) {
    const told = this.lane.page
      .evaluate(([asked, number]) => window.proofs.deliver(asked, number), [
        { ...order, hurry: 60, patient: true },
        by,
      ] as const)
      // The page has been loaded anew.
      .catch(() => undefined)
      .then((all) => {
        this.delivering.delete(by)
        if (this.delivering.size === 0) this.endMute()
        this.told.push(...(all ?? []))
        return all
      })
    this.delivering.set(by, told)
    return told
  }

  /**
   * What must come of a delivery that nothing disturbs but its hosts.
   * @returns tells of a version, or of none at all, whether it may come of it
   */
  private foresee(): (version: number | undefined) => boolean {
    const newest = this.editions.at(-1)!.release.version
    const release = this.editionOf(this.last.version)?.release
    const known = [0, ...(release && release.mirrors.length > 0 ? [1] : [])]
    const silent = (host: number) => {
      const ail = this.ails[host]
      return ail !== undefined && 'head.json'.startsWith(ail.files) && ail.with !== 'stands still'
    }
    if (known.every(silent)) return (version) => version === undefined
    // One good host is enough, and those that say nothing cannot keep an edition back.
    if (known.some((host) => !this.ails[host])) {
      const all = known.every((host) => !this.ails[host] || silent(host))
      return (version) =>
        version !== undefined && (all ? version === newest : version >= this.floor.version)
    }
    return (version) => version === undefined || version >= this.floor.version
  }

  private let(through = Number.POSITIVE_INFINITY): void {
    this.allowance = through
    for (const answer of [...this.held]) {
      if (this.allowance <= 0) break
      this.allowance--
      answer()
    }
  }

  /** Until nothing moves any more: deliveries have ended, or wait for an answer. */
  private async settle(): Promise<void> {
    const since = performance.now()
    while (this.delivering.size > 0 && (this.allowance > 0 || this.held.size === 0)) {
      if (performance.now() - since > HUNG) throw new Error('a delivery does not end')
      await pause(1)
    }
  }

  private receive(host: number, name: string, response: ServerResponse): true {
    const answer = () => {
      this.held.delete(answer)
      if (!response.destroyed) this.answer(host, name, response)
    }
    if (this.allowance > 0) {
      this.allowance--
      answer()
    } else {
      this.held.add(answer)
      response.once('close', () => this.held.delete(answer))
    }
    return true
  }

  private answer(host: number, name: string, response: ServerResponse): void {
    const mirror = this.lane.hosts[host]!
    mirror.files = this.editions.at(-1)!.files
    const ail = this.ails[host]
    if (!ail || !name.startsWith(ail.files) || !mirror.files.has(name)) {
      mirror.serve(name, response)
    } else if (ail.with === 'stands still') mirror.serve(name, response, ail.old.files)
    else if (ail.with === 'is a stranger') mirror.serve(name, response, this.lane.stranger)
    else if (WRONGS[ail.with]) WRONGS[ail.with]!(name, response, mirror.files)
    else {
      const file = mirror.files.get(name)!
      if (ail.with === 'stops in the middle') {
        response.writeHead(200, { 'Content-Length': file.length })
        response.write(file.subarray(0, file.length >> 1))
      }
      const address = mirror.address + name
      this.silent.push(address)
      const losing = setInterval(() => {
        this.lane.page
          .evaluate((addresses) => window.proofs.loseHeart(addresses), this.silent)
          .catch(() => undefined)
      }, 10)
      const end = () => {
        if (!this.mute.delete(end)) return
        clearInterval(losing)
        this.silent.splice(this.silent.indexOf(address), 1)
        response.destroy()
      }
      this.mute.add(end)
      response.once('close', end)
    }
  }

  /**
   * A connection may outlive the worker it belonged to, and whoever asked for the same file next would be told that
   * nothing will come.
   */
  private endMute(): void {
    for (const end of this.mute) end()
  }

  private editionOf(version: number): Edition | undefined {
    return this.editions.find(({ release }) => release.version === version)
  }

  /**
   * Looks at all that is on the device.
   * @throws Error for anything that must not be
   */
  private async check(): Promise<Audit> {
    for (let looks = 1; ; looks++) {
      const { audit, look } = await this.see()
      const wrong = this.judge(audit, look)
      if (wrong.length === 0) return audit
      // A look takes several transactions: it can be wrong while something is being written, and not for long.
      if (this.delivering.size === 0 || looks === LOOKS) throw new Error(wrong.join('; '))
      await pause(looks * 20)
    }
  }

  private judge(audit: Audit, look: Look): string[] {
    const wrong = [...audit.faults]
    const { root, floor, version } = audit
    if (audit.bytes) {
      // A new root takes the floor of a key away with the key.
      if (root < this.floor.root) wrong.push(`the trusted root fell from ${this.floor.root}`)
      else if (root === this.floor.root && floor < this.floor.version) {
        wrong.push(`the floor fell from ${this.floor.version} to ${floor}`)
      }
      this.floor = { root, version: floor }
      if (floor > 0 && !this.editionOf(floor)) wrong.push(`a floor of no edition: ${floor}`)
      const edition = this.editionOf(version)
      if (version > 0 && !edition) wrong.push(`version ${version} has never been published`)
      if (edition && audit.shelved === 0 && audit.state !== edition.release.state.digest) {
        wrong.push(`edition ${version} is there, and its articles are not`)
      }
      if (version > 0 && audit.front?.version !== version) {
        wrong.push(`a front page of ${audit.front?.version} in edition ${version}`)
      }
    }
    const held = new Map(audit.reading.map(([[, id], marks]) => [id, marks]))
    const [kept, expected] = [held, this.marks].map((marks) =>
      JSON.stringify(
        [...marks]
          .map(([id, row]) => [id, sorted(row)] as const)
          .filter(([, row]) => row.length > 0)
          .sort(),
      ),
    )
    if (kept !== expected) wrong.push(`marks are ${kept}, and should be ${expected}`)
    if (JSON.stringify([audit, look]).includes('stranger')) wrong.push('a stranger speaks')
    wrong.push(...this.findUnread(audit, look))
    for (const told of this.told.splice(0)) {
      if (told.type === 'failed' && told.code === 'storage') wrong.push(told.detail)
    }
    return wrong
  }

  private see() {
    return this.lane.page.evaluate(
      async ([id, bundles]) => ({
        audit: await window.proofs.audit(id, bundles),
        look: await window.drawn.look(id),
      }),
      [ID, this.contents] as const,
    )
  }

  /** What a reader would miss on the front page. */
  private findUnread(audit: Audit, look: Look): string[] {
    if (!audit.front) return look.kind === 'missing' ? [] : [`a ${look.kind} page of nothing`]
    if (look.kind !== 'front') return [`the front page is a ${look.kind} page`]
    const wrong: string[] = []
    if (look.cards.length === 0) wrong.push('a front page with nothing on it')
    for (const { id, words } of look.cards) {
      if (!look.links.some((link) => link.id === id && link.words === words)) {
        wrong.push(`the front page does not show ${id}`)
      }
    }
    for (const { id, kind, words } of look.opened) {
      const gone = audit.withdrawn.includes(id)
      const fits = kind === 'article' || (kind === 'panel' && this.evicted)
      if (gone ? kind !== 'missing' : !(fits && words.startsWith(`${id} in run `))) {
        wrong.push(`${id} opens as ${kind}: ${words}`)
      }
    }
    return wrong
  }

  private async checkApp(): Promise<void> {
    if (this.delivering.size > 0 || !this.last.front) return
    const { look } = await this.see()
    const shown = await this.lane.readInApp(ID)
    expect(shown, 'in the app').toEqual(look.links.map(({ words }) => words))
  }

  /** All is well again: one delivery, and the library is what a new reader's is. */
  private async end(): Promise<void> {
    const { page } = this.lane
    this.ails.length = 0
    this.let()
    await this.settle()
    await page.evaluate(() => window.proofs.setClock(0))
    await page.evaluate(() => window.proofs.allow(60e6))
    const { release } = this.editions.at(-1)!
    const subscribe: ToWorker = {
      type: 'subscribe',
      address: this.lane.hosts[0].address,
      root: this.publisher.fingerprint,
    }
    const finish = async (told: Promise<ToPage[] | undefined>) => {
      this.let()
      const last = (await told)?.at(-1)
      expect(last, JSON.stringify(last)).toMatchObject({
        type: 'synced',
        version: release.version,
      })
      this.last = await this.check()
      expect(this.last.state).toBe(release.state.digest)
      return page.evaluate((id) => window.proofs.snapshot(id), ID)
    }
    const message = this.last.bytes ? ({ type: 'sync' } as const) : subscribe
    const followed = await finish(this.begin(0, { message }))
    await page.evaluate(() => window.proofs.forget())
    this.marks.clear()
    this.floor = { root: 0, version: 0 }
    const fresh = await finish(
      page.evaluate((asked) => window.proofs.deliverHere(asked), subscribe),
    )
    if (this.evicted) expect(cardsOf(followed)).toEqual(cardsOf(fresh))
    else expectSame(followed, fresh, 'a library that has come a long way')
  }
}

/** What stays of a publication when texts and pictures had to go. */
function cardsOf(snapshot: string): object {
  // A card says how long the text is that is there, if it is.
  const { front, articles, row } = JSON.parse(snapshot, (key, value) =>
    key === 'length' ? undefined : value,
  )
  return { front, articles, release: row.release, root: row.root, floor: row.floor }
}

const sorted = (row: object) =>
  Object.entries(row)
    .filter(([, mark]) => mark !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time))
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
