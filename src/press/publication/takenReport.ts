import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import type { ReadItem } from '../sources/reading.ts'
import type { ArticleOwners, Taken } from './articleOwners.ts'
import { isAtHome, type Source } from './publicationSources.ts'

/** How many items of one source that are articles of another are told of one by one. The rest is counted. */
const MOST = 3

export interface TakenReport {
  tell(item: ReadItem, source: Source, taken: Taken): void
  /** Tells how many more there were. */
  end(): void
}

/** Tells of items that have the id of another article, or that are articles of another source. */
export function createTakenReport(owners: ArticleOwners, report: Report): TakenReport {
  const pairs = new Map<string, { source: Source; taken: Taken; count: number }>()
  const isOfOneSite = ({ link }: ReadItem, source: Source, { owners: names }: Taken) =>
    [source, ...names.map((name) => owners.sourceNamed(name))].every(
      (each) => each !== undefined && isAtHome(link, each),
    )
  return {
    tell(item, source, taken) {
      const own = taken.owners.includes(source.name)
      // An item that stands twice in its feed, or in two feeds of one site, is one article.
      if (taken.input === item.input && (own || isOfOneSite(item, source, taken))) return
      if (own) return report.problem(sameId(item, taken))
      const key = JSON.stringify([source.name, taken.owners])
      const pair = pairs.get(key) ?? { source, taken, count: 0 }
      pairs.set(key, pair)
      pair.count += 1
      if (pair.count > MOST) return
      const { input, taken: id } = taken
      const what =
        input === undefined
          ? `has the id "${id}" of an article that belongs to ${namesOf(taken)} and not to "${source.name}"`
          : `has the same id as ${input} ("${id}"), which belongs to ${namesOf(taken)} and not to "${source.name}"`
      const remedy = `That article stays as it is. ${remedyOf(source, taken, owners)}`
      report.problem(new PressError(item.input, what, { remedy }))
    },
    end() {
      for (const { source, taken, count } of pairs.values()) {
        if (count <= MOST) continue
        const what = `has ${count - MOST} more articles that belong to ${namesOf(taken)}`
        const remedy = `They stay as they are. ${remedyOf(source, taken, owners)}`
        report.problem(new PressError(source.name, what, { remedy }))
      }
    },
  }
}

function sameId({ input }: ReadItem, taken: Taken): PressError {
  return new PressError(input, `has the same id as ${taken.input} ("${taken.taken}")`, {
    remedy: 'The first article is kept. Give this one an `id:` of its own.',
  })
}

function namesOf({ owners }: Taken): string {
  const names = owners.map((owner) => `"${owner}"`)
  return names.length === 1 ? `the source ${names[0]}` : `one of the sources ${names.join(', ')}`
}

function remedyOf(
  { name }: Source,
  { owners: [owner, ...others] }: Taken,
  owners: ArticleOwners,
): string {
  if (others.length > 0) return 'Name each article in one source only.'
  const line = `write "replaces": "${owner}" in the entry of "${name}"`
  return owners.sourceNamed(owner!)
    ? `Name each article in one source only, or hand them over: remove the entry of "${owner}" and ${line}.`
    : `The publication file does not name that source. If "${name}" takes its place, ${line}.`
}
