import { join } from 'node:path'
import { type ArticleRecord, type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { type Release, type Root, withFace } from '#bundle/release.ts'
import { trustOf } from '../fetching/trust.ts'
import type { Publication } from '../files/publicationFile.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { changedRecords } from './changedRecords.ts'
import { composeFace, composeHead } from './composeHead.ts'
import { createMedia } from './createMedia.ts'
import { openProjectRoots } from './openProjectRoots.ts'
import { openPublication, readRecords } from './openPublication.ts'
import { prunePublication } from './prunePublication.ts'
import { readArticles } from './readArticles.ts'
import { readFromFolder } from './readFile.ts'
import { isLive, newestFirst } from './records.ts'
import { readUnderRoots, writeRootFiles } from './rootFiles.ts'
import { nameBundles, writeBundles, writeFace, writeTree } from './writeBundles.ts'
import { writeRelease } from './writeRelease.ts'

export interface PressOptions {
  publication: Publication
  /** The folder that the publication is written into. */
  out: string
  key: PublisherKey
  report: Report
  now: Date
}

export interface PressResult {
  root: Root
  release: Release
  /** The live articles, newest first. */
  articles: ArticleRecord[]
  added: number
  changed: number
  withdrawn: number
  /** How many faults were reported. The rest was pressed. */
  problems: number
}

/**
 * Runs the press once, from the sources to a signed release. Everything a head names is written before the head, so
 * that readers find a whole publication at every moment, and a crash leaves the release before.
 * @throws PressError, BundleError
 */
export async function pressPublication(options: PressOptions): Promise<PressResult> {
  const { publication, out, key, now } = options
  const { file } = publication
  const report = counting(options.report)
  const roots = await openProjectRoots(options)
  const root = roots.newest
  const previous = await openPublication(readUnderRoots(readFromFolder(out), roots), {
    anyRoot: true,
  })
  const held: Map<string, BundleRecord> = previous
    ? await readRecords(previous, readFromFolder(out))
    : new Map()

  const media = createMedia(out, await trustOf(publication), report)
  const read = await readArticles({ publication, out, held, media, report, now })
  const { articles, complete, kept } = read
  media.setInput(undefined)
  if (articles.size === 0 && held.size === 0) {
    throw new PressError(publication.folder, 'none of the sources yields an article', {
      remedy: 'Correct the problems reported above, or try a source with `longwave extract`.',
    })
  }

  const run = (previous?.release.seq[1] ?? 0) + 1
  const changed = changedRecords(articles, held, { run, complete, kept, now, file })
  const records = new Map([...held, ...changed.map((record) => [record.id, record] as const)])
  const live = [...records.values()].filter(isLive).sort(newestFirst)

  const writtenRun = changed.length > 0 ? run : 0
  const bundles = await writeBundles(out, previous?.bundles ?? [], records, writtenRun, report)
  const face = await composeFace(publication, media.images)
  const parts = composeHead({
    file,
    root,
    previous,
    face: await writeFace(out, face),
    live,
    state: await writeTree(out, live),
    lastRun: writtenRun || run - 1,
    report,
    now,
  })
  const head = await nameBundles(out, parts, bundles)
  await writeRootFiles(join(out, 'root'), roots.files)
  await read.remember()
  await writeRelease(out, { head, face, live, key, url: file.url, previous })
  const release = withFace(head, face)
  await prunePublication(
    out,
    { release, bundles, records: live },
    previous && { ...previous, records: [...held.values()] },
  )
  const { problems } = report
  return { root, release, articles: live, ...countChanges(changed, held), problems }
}

function countChanges(
  changed: BundleRecord[],
  held: Map<string, BundleRecord>,
): Pick<PressResult, 'added' | 'changed' | 'withdrawn'> {
  const withdrawn = changed.filter(isWithdrawal).length
  const added = changed.filter((record) => isLive(record) && !isLive(held.get(record.id))).length
  return { added, changed: changed.length - withdrawn - added, withdrawn }
}

function counting(report: Report) {
  return {
    problems: 0,
    progress: (text: string) => report.progress(text),
    note: (text: string) => report.note(text),
    problem(error: PressError) {
      this.problems += 1
      report.problem(error)
    },
  }
}
