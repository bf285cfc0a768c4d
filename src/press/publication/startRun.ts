import { join } from 'node:path'
import type { Bytes } from '#bundle/base64.ts'
import { articlesFile, readArticlesFile } from '../files/articlesFile.ts'
import type { Publication } from '../files/publicationFile.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { type LastEdition, lastEditionFile, readLastEdition } from './lastEdition.ts'
import { type Live, readLiveEdition } from './liveEdition.ts'
import { readAndMend, withoutDamaged } from './mendFiles.ts'
import { openProjectRoots } from './openProjectRoots.ts'
import { type Opened, openPublication, type ReadFile } from './openPublication.ts'
import { readFromFolder } from './readFile.ts'
import { type RootFiles, readUnderRoots, rootFolderOf, rootName } from './rootFiles.ts'

export interface StartOptions {
  publication: Publication
  out: string
  key: PublisherKey
  report: Report
  /** The operator says that the publication begins with this run. */
  first: boolean
}

/** The edition that a run goes on from, and the numbers of the run and its edition. */
export interface Start {
  /** The edition before, of the folder or of the public address. */
  previous: Opened | undefined
  /** The bytes of head.json in the folder. */
  headHere: Bytes | undefined
  /** Reads the files of the edition before. */
  read: ReadFile
  /** Reads from the public address, where the publication has one. */
  readLive: ReadFile | undefined
  isFromLive: boolean
  roots: RootFiles
  /** The version of the edition that this run makes. */
  version: number
  /** The number of this run. */
  run: number
  /** Bundles and catalogs that are damaged in the folder, as the public address has them. */
  mended: Map<string, Bytes>
  /** Names of damaged bundles that no edition names from now on. */
  left: Set<string>
}

/**
 * Finds the edition that a run goes on from, and the number of the next one, which is higher than any that a reader may
 * have seen: of the last run, of the public address and of the folder. Writes nothing but the roots of a publication that
 * an earlier version has pressed (openProjectRoots.ts).
 * @throws PressError where the run would go back, or begin a second first edition
 */
export async function startRun(options: StartOptions): Promise<Start> {
  const { publication, out, report, first } = options
  const { id, url } = publication.file
  const roots = await openProjectRoots(options)
  const known = await readLastEdition(lastEditionFile(publication, out), id)
  const last = known?.root === roots.fingerprint ? known : undefined
  if (known && !last && !first) throw otherRoot(options, known)
  const live = await readLiveEdition(url, roots)
  if (live.kind === 'rotated') throw rootIsMissing(options, live)
  const readLive = live.kind === 'unnamed' ? undefined : live.read

  const mended = new Map<string, Bytes>()
  const left = new Set<string>()
  const readHere = readAndMend(readUnderRoots(readFromFolder(out), roots), readLive, mended)
  let here = await openPublication(readHere, { anyRoot: true, anyFace: true })
  if (here) {
    here = await withoutDamaged(here, readHere, left)
    checkNewest(here, last, live, options)
  } else await checkFirst(last, live, options)
  report.progress('reading the edition before')
  const found = live.kind === 'found' ? live : undefined
  const before = editions(last, here, found?.opened)
  const version = 1 + Math.max(...before.map(({ version }) => version), 0)
  const run = 1 + Math.max(...before.map(({ run }) => run), 0)
  if (!Number.isSafeInteger(version) || !Number.isSafeInteger(run)) throw lastNumber(options)
  return {
    previous: here ?? found?.opened,
    headHere: here?.head,
    read: here ? readHere : remembering(found?.read ?? readHere),
    readLive,
    isFromLive: !here && found !== undefined,
    roots,
    version,
    run,
    mended,
    left,
  }
}

function editions(last: LastEdition | undefined, ...opened: (Opened | undefined)[]) {
  const of = opened.flatMap((one) =>
    one ? [{ version: one.release.version, run: one.release.seq[1] }] : [],
  )
  return last ? [last, ...of] : of
}

/** Bundles are read more than once, and fetched once. */
function remembering(read: ReadFile): ReadFile {
  const held = new Map<string, Bytes | undefined>()
  return async (name) => {
    if (!held.has(name)) held.set(name, await read(name))
    return held.get(name)
  }
}

function rootIsMissing(
  { publication, out }: StartOptions,
  { url, version }: { url: string; version: number },
): PressError {
  return new PressError(
    join(rootFolderOf(publication, out), `${version}.json`),
    `is missing, but is at ${url}`,
    {
      remedy: `Copy ${url}${rootName(version)} there: the keys have been replaced since this copy of the project was made.`,
    },
  )
}

function otherRoot({ publication, out }: StartOptions, { root }: LastEdition): PressError {
  return new PressError(
    lastEditionFile(publication, out),
    `the last edition was pressed under another root (${root.slice(0, 16)}…)`,
    {
      remedy: `Restore ${join(rootFolderOf(publication, out), '1.json')} from your repository, the host or a backup. To begin a new publication on purpose, add --first.`,
    },
  )
}

/** A thief of the key signs such an edition, so that the newsroom can sign none after it. */
function lastNumber({ out, publication }: StartOptions): PressError {
  return new PressError(
    publication.file.url ?? out,
    'has an edition after whose number none comes',
    {
      remedy:
        'Take the key as stolen: replace it with `longwave rotate`, by which readers drop this number, and press into the newest copy of the folder from before.',
    },
  )
}

/** The answers that a run can go on with. */
type Usable = Exclude<Live, { kind: 'rotated' }>

/** Refuses a folder that an older copy has come into: pressed on from there, readers would lose what came since. */
function checkNewest(
  here: Opened,
  last: LastEdition | undefined,
  live: Usable,
  { publication, out, report }: StartOptions,
): void {
  const { version } = here.release
  const remedy =
    'Press into the same folder each time. Restore its newest copy, or press into an empty one, which goes on from the public address where there is one.'
  if (last && version < last.version) {
    throw new PressError(
      out,
      `holds edition ${version}, and edition ${last.version} was pressed since (${lastEditionFile(publication, out)})`,
      { remedy },
    )
  }
  if (live.kind === 'found') {
    const { release, head } = live.opened
    const isOther = version === release.version && Buffer.compare(head, here.head) !== 0
    if (version < release.version || isOther) {
      const what = isOther ? `another edition ${version}` : `edition ${release.version}`
      throw new PressError(out, `holds edition ${version}, and ${live.url} has ${what}`, { remedy })
    }
  } else if (live.kind !== 'unnamed') {
    report.note(
      `${live.url}: no edition of this publication can be read there (${live.reason}). The run goes on from ${out}.`,
    )
  }
}

/** Decides what an empty folder means: a lost copy, another machine, or a publication that begins. */
async function checkFirst(
  last: LastEdition | undefined,
  live: Usable,
  { publication, out, first, report }: StartOptions,
): Promise<void> {
  if (live.kind === 'found') {
    const { version } = live.opened.release
    if (first) {
      throw new PressError('--first', `edition ${version} of this publication is at ${live.url}`, {
        remedy: 'Leave --first out: the run goes on from that edition.',
        misuse: true,
      })
    }
    report.note(`${live.url}: the run goes on from edition ${version}, which is there.`)
    return
  }
  if (live.kind === 'partly') {
    throw new PressError(
      live.url,
      `has an edition that cannot be read whole now (${live.reason})`,
      {
        remedy: 'Run again when the host answers, or press into the newest copy of the folder.',
      },
    )
  }
  if (live.kind !== 'unnamed' && !last && !first) {
    throw new PressError(
      live.url,
      `no edition of this publication can be read there (${live.reason}), and none is known here`,
      {
        remedy:
          'If nothing has been published so far, add --first. Otherwise restore longwave.state.json beside publication.json, or wait until the address answers: a second first edition would be refused by readers.',
      },
    )
  }
  if (!last && !first) {
    const memory = articlesFile(publication, out)
    if ((await readArticlesFile(memory)).articles.size > 0) {
      throw new PressError(
        lastEditionFile(publication, out),
        `is missing, and ${memory} has articles of earlier editions`,
        {
          remedy:
            'Restore it from your version control or a backup, or the folder that was published: readers refuse an edition whose number they have seen. To begin anew on purpose, add --first.',
        },
      )
    }
  }
  if (!last && live.kind === 'unnamed' && !first) {
    report.note(
      `${out}: no earlier edition is known, so this is edition 1. If readers have one already, restore ${lastEditionFile(publication, out)} or that folder, and run again before you publish this.`,
    )
  }
  if (!last) return
  const reason = live.kind === 'unnamed' ? '' : ` (${live.url}: ${live.reason})`
  report.note(
    `${out}: is empty, and edition ${last.version} cannot be read anywhere${reason}. Edition ${last.version + 1} holds only what the sources have now.`,
  )
}
