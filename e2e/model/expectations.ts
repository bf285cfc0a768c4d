import { digestOf } from '#bundle/state.ts'
import type { ReadingRow } from '#library/schema.ts'
import type { ModelPublisher } from './modelPublisher.ts'
import type { PageApi } from './pageApi.ts'
import type { RenderedPages } from './renderedPages.ts'

export type Audit = Awaited<ReturnType<PageApi['audit']>>
export type Look = Awaited<ReturnType<RenderedPages['look']>>

/** The state that the model expects on the device, and the checks against it. */
export class Expectations {
  floor = { root: 0, version: 0 }
  readonly marks = new Map<string, ReadingRow>()
  /** Texts and images may have been evicted to make room. */
  evicted = false
  private readonly publisher: ModelPublisher

  constructor(publisher: ModelPublisher) {
    this.publisher = publisher
  }

  /** Unsubscribing removes the publication; the reader's marks stay. */
  unsubscribe(): void {
    this.floor = { root: 0, version: 0 }
  }

  /** Expects the floor of this audit as the lowest one from now on. */
  accept({ bytes, root, floor }: Audit): void {
    if (bytes) this.floor = { root, version: floor }
  }

  /** @returns everything that is wrong */
  judge(audit: Audit, look: Look): string[] {
    return [
      ...audit.faults,
      ...(audit.bytes ? this.judgeEdition(audit) : []),
      ...this.judgeMarks(audit),
      ...this.judgeFrontPage(audit, look),
      ...(JSON.stringify([audit, look]).includes('stranger') ? ['a stranger speaks'] : []),
    ]
  }

  private judgeEdition({ root, floor, version, shelved, state, front }: Audit): string[] {
    const wrong: string[] = []
    // A new root that removes a key also removes the floor of that key.
    if (root < this.floor.root) wrong.push(`the trusted root fell from ${this.floor.root}`)
    else if (root === this.floor.root && floor < this.floor.version) {
      wrong.push(`the floor fell from ${this.floor.version} to ${floor}`)
    }
    const edition = this.publisher.editionOf(version)
    if (floor > 0 && !this.publisher.editionOf(floor)) wrong.push(`a floor of no edition: ${floor}`)
    if (version > 0 && !edition) wrong.push(`version ${version} has never been published`)
    if (edition && shelved === 0 && state !== digestOf(edition.release.state)) {
      wrong.push(`edition ${version} is there, and its articles are not`)
    }
    if (version > 0 && front?.version !== version) {
      wrong.push(`a front page of ${front?.version} in edition ${version}`)
    }
    return wrong
  }

  private judgeMarks({ reading }: Audit): string[] {
    const held = new Map(reading.map(([[, id], marks]) => [id, marks]))
    const [kept, expected] = [held, this.marks].map((marks) =>
      JSON.stringify(
        [...marks]
          .map(([id, row]) => [id, sorted(row)] as const)
          .filter(([, row]) => row.length > 0)
          .sort(),
      ),
    )
    return kept === expected ? [] : [`marks are ${kept}, and should be ${expected}`]
  }

  /** Checks the front page and the articles that open from it. @returns what a reader would miss */
  private judgeFrontPage(audit: Audit, look: Look): string[] {
    if (!audit.front) return look.kind === 'missing' ? [] : [`a ${look.kind} page of nothing`]
    if (look.kind !== 'front') return [`the front page is a ${look.kind} page`]
    const wrong: string[] = []
    if (look.cards.length === 0) wrong.push('a front page with nothing on it')
    for (const { id, headline } of look.cards) {
      if (!look.links.some((link) => link.id === id && link.headline === headline)) {
        wrong.push(`the front page does not show ${id}`)
      }
    }
    for (const { id, kind, heading } of look.opened) {
      const withdrawn = audit.withdrawn.includes(id)
      const fits = kind === 'article' || (kind === 'panel' && this.evicted)
      if (withdrawn ? kind !== 'missing' : !(fits && heading.startsWith(`${id} in run `))) {
        wrong.push(`${id} opens as ${kind}: ${heading}`)
      }
    }
    return wrong
  }
}

const sorted = (row: object) =>
  Object.entries(row)
    .filter(([, mark]) => mark !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
