import {
  type ArticleRecord,
  type BundleRecord,
  type Digest,
  isWithdrawal,
} from '#bundle/article.ts'
import { faceName } from '#bundle/decodeBundle.ts'
import { type Face, type Release, type Root, withFace } from '#bundle/release.ts'
import { trustOf } from '../fetching/trust.ts'
import type { Stage } from '../files/ownFiles.ts'
import type { Publication } from '../files/publicationFile.ts'
import { writeImmutable } from '../files/publicationFolder.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { type Changes, changedRecords } from './changedRecords.ts'
import { checkPlace } from './checkPlace.ts'
import { composeFace, composeHead, vouchedBuilds } from './composeHead.ts'
import { createMedia } from './createMedia.ts'
import { formatFeeds } from './formatFeeds.ts'
import { lastEditionFile, writeLastEdition } from './lastEdition.ts'
import { completeMedia, removeDamaged, writeMended } from './mendFiles.ts'
import { bundleFilesOf, type Edition, mediaFilesOf, treeFilesOf } from './namedFiles.ts'
import { openFolder } from './openFolder.ts'
import { missing, readRecords } from './openPublication.ts'
import { prunePublication } from './prunePublication.ts'
import { readArticles } from './readArticles.ts'
import { readFromFolder } from './readFile.ts'
import { isLive, newestFirst } from './records.ts'
import { hasTwin } from './refuseTwins.ts'
import { type Start, startRun } from './startRun.ts'
import { takeOver } from './takeOver.ts'
import { areWithheld } from './withholdMany.ts'
import { nameBundles, writeBundles, writeFace, writeTree } from './writeBundles.ts'
import { checkAlone, writeRelease } from './writeRelease.ts'

/** The parts of an edition that a site is made from. */
export interface SiteEdition {
  release: Release
  /** The live articles, newest first. */
  articles: ArticleRecord[]
  /** SHA-256 of root/1.json. */
  fingerprint: string
  report: Report
}

export interface PressOptions {
  publication: Publication
  /** The folder that the publication is written into. */
  out: string
  key: PublisherKey
  report: Report
  now: Date
  /** The publication begins with this run (`--first`). */
  first?: boolean
  /** Articles are withdrawn however many are gone from their source (`--allow-withdrawals`). */
  allowWithdrawals?: boolean
  /** The build of the app that `stageSite` stages; the edition vouches for it. */
  build?: Digest
  /** Stages the app and the pages around the publication, before the head is written. */
  stageSite?: (edition: SiteEdition, stage: Stage) => Promise<void>
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
  await checkPlace(publication, out, { hasPages: options.stageSite !== undefined })
  const { own, isListed } = await openFolder(out, file.id, report)
  const { first = false } = options
  const start = await startRun({ publication, out, key, report, first })
  const { previous, roots, version } = start
  const held: Map<string, BundleRecord> = previous
    ? await readRecords(previous, start.read)
    : new Map()
  if (!isListed && start.headHere) await takeOver(own, file.id)

  // Everything above only reads.
  try {
    await own.claim()
    await checkAlone(out, start.headHere)
    const before = previous && { ...previous, records: [...held.values()] }
    const whole = await mendFolder(out, start, before, report)
    const { changes, records, live, face, remember } = await readSources(
      options,
      start,
      held,
      report,
    )
    const writtenRun = changes.changed.length > 0 ? start.run : 0
    const covered = previous?.release.seq[1] ?? 0
    const bundles = await writeBundles(
      out,
      records,
      { run: writtenRun, covered, before: previous?.bundles ?? [] },
      report,
    )
    const parts = composeHead({
      file,
      root: roots.newest,
      version,
      face: await writeFace(out, face),
      live,
      state: await writeTree(out, live),
      lastRun: writtenRun || covered,
      app: vouchedBuilds(options.build, previous?.release.app),
      report,
      now,
    })
    const head = await nameBundles(out, parts, bundles)
    const release = withFace(head, face)
    await completeMedia(mediaFilesOf({ release, records: live }), whole, {
      folder: out,
      readLive: start.readLive,
      isFromLive: start.isFromLive,
      report,
    })
    await remember()
    await writeRelease(own, { roots, head, key, headBefore: start.headHere }, async () => {
      for (const [name, text] of formatFeeds(release, live, file.url)) {
        await own.stage(name, new TextEncoder().encode(text))
      }
      const edition = { release, articles: live, fingerprint: roots.fingerprint, report }
      await options.stageSite?.(edition, (path, bytes) => own.stage(path, bytes))
    })
    // A site that lies in the folder stays where the publication alone is pressed.
    await own.finish(() => options.stageSite === undefined)
    await prunePublication(own, { release, bundles, records: live }, before, report)
    const last = { version, run: release.seq[1], root: roots.fingerprint }
    await rememberEdition(lastEditionFile(publication, out), file.id, last, report)
    await own.release()
    const { problems } = report
    const counts = countChanges(changes.changed, held)
    return { root: roots.newest, release, articles: live, ...counts, problems }
  } catch (error) {
    await own.abandon().catch(() => {})
    throw error
  }
}

/**
 * Replaces what is damaged in the folder, and fetches the bundles of an edition that lies at the public address alone.
 * @returns the images and audio that are known to be whole
 */
async function mendFolder(
  out: string,
  { previous, read, mended, left, isFromLive }: Start,
  before: Edition | undefined,
  report: Report,
): Promise<Set<string>> {
  if (!previous || !before) return new Set()
  await writeMended(out, mended, left, report)
  if (isFromLive) {
    for (const name of bundleFilesOf(previous)) {
      const bytes = await read(name)
      if (!bytes) throw missing(name)
      await writeImmutable(out, name, bytes)
    }
  }
  const madeAnew = await treeFilesOf(before.release, readFromFolder(out))
  if (before.release.face) madeAnew.push(faceName(before.release.face.digest))
  return removeDamaged(out, [...madeAnew, ...mediaFilesOf(before)], report)
}

interface Read {
  changes: Changes
  /** The newest record of every article, withdrawn articles included. */
  records: Map<string, BundleRecord>
  /** The live articles, newest first. */
  live: ArticleRecord[]
  face: Face
  /** Writes down which source each article belongs to. */
  remember(): Promise<void>
}

/** Reads the sources, and reports what is kept as it was although the sources have changed. */
async function readSources(
  { publication, out, now, allowWithdrawals = false }: PressOptions,
  { run }: Start,
  held: Map<string, BundleRecord>,
  report: Report,
): Promise<Read> {
  const { file, folder } = publication
  const media = createMedia(out, await trustOf(publication), report)
  const read = await readArticles({ publication, out, held, media, report, now })
  const { articles, complete, kept } = read
  media.setInput(undefined)
  if (articles.size === 0 && held.size === 0) {
    throw new PressError(folder, 'none of the sources yields an article', {
      remedy: 'Correct the problems reported above, or try a source with `longwave extract`.',
    })
  }
  const changes = changedRecords(articles, held, {
    run,
    complete,
    kept,
    now,
    file,
    sourceOf: read.sourceOf,
    isTakenOut: read.isTakenOut,
    allowWithdrawals,
  })
  for (const [id, other] of changes.twins) report.problem(hasTwin(id, other))
  for (const withheld of changes.withheld) report.problem(areWithheld(withheld, file.title))
  const records = new Map([
    ...held,
    ...changes.changed.map((record) => [record.id, record] as const),
  ])
  const live = [...records.values()].filter(isLive).sort(newestFirst)
  const face = await composeFace(publication, media.images)
  return { changes, records, live, face, remember: read.remember }
}

/** The edition is published already, so a project that cannot be written into is no failure. */
async function rememberEdition(
  state: string,
  id: string,
  last: Parameters<typeof writeLastEdition>[2],
  report: Report,
): Promise<void> {
  await writeLastEdition(state, id, last).catch((error: unknown) => {
    if (!(error instanceof PressError)) throw error
    report.note(`${error.thing}: ${error.what}. The next run does not know of this edition by it.`)
  })
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
