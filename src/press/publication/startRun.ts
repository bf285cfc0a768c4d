import { basename } from 'node:path'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { Publication } from '../files/publicationFile.ts'
import { readIfThere } from '../files/publicationFolder.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { createRoot, signRoot } from './createRoot.ts'
import { type LastEdition, readLastEdition } from './lastEdition.ts'
import { type Live, readLiveEdition } from './liveEdition.ts'
import { readAndMend, withoutDamaged } from './mendFiles.ts'
import { type Opened, openPublication, type ReadFile } from './openPublication.ts'
import { readFromFolder } from './readFile.ts'
import { digestOf, type RootFiles, readRootFiles } from './rootFiles.ts'

export interface StartOptions {
  publication: Publication
  out: string
  key: PublisherKey
  report: Report
  now: Date
  /** The file that says which edition was pressed last (lastEdition.ts). */
  state: string
  /** The folder of the project with its roots. */
  rootFolder: string
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
 * have seen: of the last run, of the public address and of the folder. Changes nothing.
 * @throws PressError where the run would go back, or begin a second first edition
 */
export async function startRun(options: StartOptions): Promise<Start> {
  const { publication, out, key, report, first } = options
  const { id, url } = publication.file
  const known = await readLastEdition(options.state, id)
  const kept = await readRootFiles((name) => readIfThere(options.rootFolder, basename(name)))
  const rootsHere = await readRootsHere(out, kept)
  const fingerprint = (kept ?? rootsHere)?.fingerprint ?? (first ? undefined : known?.root)
  const live = await readLiveEdition(url, { id, fingerprint, key })
  const readLive = live.kind === 'unnamed' ? undefined : live.read

  const mended = new Map<string, Bytes>()
  const left = new Set<string>()
  const readHere = readAndMend(readWithRoots(out, rootsHere ?? kept), readLive, mended)
  let here = await openPublication(readHere)
  if (here) {
    checkId(here, id, out)
    here = await withoutDamaged(here, readHere, left)
  }
  const found = live.kind === 'found' ? live : undefined
  const roots =
    longest(options, [kept, rootsHere, found?.roots]) ??
    (await firstRoot(options, first ? undefined : known))
  const last = known?.root === roots.fingerprint ? known : undefined
  if (known && !last && !first) throw otherRoot(options, known)
  checkKey(roots, key, here ? out : (found?.url ?? options.rootFolder))

  if (here) checkNewest(here, last, live, options)
  else checkFirst(last, live, options)
  report.progress('reading the edition before')
  const previous = here ?? found?.opened
  return {
    previous,
    headHere: here?.head,
    read: here ? readHere : remembering(found?.read ?? readHere),
    readLive,
    isFromLive: !here && found !== undefined,
    roots,
    version: 1 + Math.max(...editions(last, here, found?.opened).map(({ version }) => version), 0),
    run: 1 + Math.max(...editions(last, here, found?.opened).map(({ run }) => run), 0),
    mended,
    left,
  }
}

async function firstRoot(options: StartOptions, last: LastEdition | undefined): Promise<RootFiles> {
  if (last) throw rootIsMissing(options, last)
  const { publication, key, now } = options
  const root = await createRoot(publication.file.id, key, now)
  const file = await signRoot(root, key)
  return { files: [file], newest: root, fingerprint: digestOf(file) }
}

function editions(last: LastEdition | undefined, ...opened: (Opened | undefined)[]) {
  const of = opened.flatMap((one) =>
    one ? [{ version: one.release.version, run: one.release.seq[1] }] : [],
  )
  return last ? [last, ...of] : of
}

/** The roots in the published folder, or the project's where those in the folder are damaged. */
async function readRootsHere(
  out: string,
  kept: RootFiles | undefined,
): Promise<RootFiles | undefined> {
  try {
    return await readRootFiles(readFromFolder(out))
  } catch (error) {
    if (error instanceof BundleError && kept) return kept
    throw error
  }
}

function readWithRoots(out: string, roots: RootFiles | undefined): ReadFile {
  const read = readFromFolder(out)
  return async (name) => {
    const version = /^root\/(\d+)\.json$/.exec(name)?.[1]
    return version === undefined ? read(name) : roots?.files[Number(version) - 1]
  }
}

/** Bundles are read more than once, and fetched once. */
function remembering(read: ReadFile): ReadFile {
  const held = new Map<string, Bytes | undefined>()
  return async (name) => {
    if (!held.has(name)) held.set(name, await read(name))
    return held.get(name)
  }
}

/** The longest of several copies of the same roots. */
function longest(
  { rootFolder, out }: StartOptions,
  copies: (RootFiles | undefined)[],
): RootFiles | undefined {
  const [first, ...others] = copies
    .filter((copy) => copy !== undefined)
    .sort((a, b) => b.files.length - a.files.length)
  for (const { files } of others) {
    if (files.every((file, index) => Buffer.compare(file, first!.files[index]!) === 0)) continue
    throw new PressError(rootFolder, `these are not the roots that lie in ${out}/root`, {
      remedy:
        'A publication has one root for life. Restore its files from the host or a backup, or choose another folder with --out.',
    })
  }
  return first
}

function rootIsMissing({ rootFolder }: StartOptions, { version }: LastEdition): PressError {
  return new PressError(
    `${rootFolder}/1.json`,
    `is missing, and edition ${version} of this publication was pressed under it`,
    {
      remedy:
        'Restore it from the host or a backup: under another root readers take it for another publication. To begin a new one on purpose, add --first.',
    },
  )
}

function otherRoot({ state, rootFolder }: StartOptions, { root }: LastEdition): PressError {
  return new PressError(
    state,
    `the last edition was pressed under another root (${root.slice(0, 16)}…)`,
    {
      remedy: `Restore ${rootFolder}/1.json from the host or a backup. To begin a new publication on purpose, add --first.`,
    },
  )
}

function checkId({ root }: Opened, id: string, out: string): void {
  if (root.id === id) return
  throw new PressError(out, `this folder holds another publication, ${root.id}`, {
    remedy: 'Choose another folder with --out, or restore the id of the publication.',
    misuse: true,
  })
}

function checkKey({ newest }: RootFiles, key: PublisherKey, where: string): void {
  if (newest.roles.release.keyids.includes(key.signer.keyid)) return
  throw new PressError(where, 'this publication was signed with another key', {
    remedy: 'Name that key with --key. Readers accept no other key.',
  })
}

/** Refuses a folder that an older copy has come into: pressed on from there, readers would lose what came since. */
function checkNewest(
  here: Opened,
  last: LastEdition | undefined,
  live: Live,
  { out, state, report }: StartOptions,
): void {
  const { version } = here.release
  const remedy =
    'Restore the newest copy of the folder, or press into an empty one: it goes on from the public address, where there is one.'
  if (last && version < last.version) {
    throw new PressError(
      out,
      `holds edition ${version}, and edition ${last.version} was pressed since (${state})`,
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
function checkFirst(
  last: LastEdition | undefined,
  live: Live,
  { out, first, report }: StartOptions,
): void {
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
          'If nothing has been published so far, add --first. Otherwise restore longwave.state.json and root/ beside publication.json, or wait until the address answers: a second first edition would be refused by readers.',
      },
    )
  }
  if (!last) return
  const reason = live.kind === 'unnamed' ? '' : ` (${live.url}: ${live.reason})`
  report.note(
    `${out}: is empty, and edition ${last.version} cannot be read anywhere${reason}. Edition ${last.version + 1} holds only what the sources have now.`,
  )
}
