import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { signEnvelope } from '#bundle/envelope.ts'
import { openHead, openRoot } from '#bundle/head.ts'
import {
  type Head,
  headFields,
  RELEASE_TYPE,
  ROOT_TYPE,
  type Role,
  type Root,
} from '#bundle/release.ts'
import { DAY, instant } from '../article/dates.ts'
import { keyFile } from '../files/keysFolder.ts'
import { readPublicationFile } from '../files/publicationFile.ts'
import { writeWhole } from '../files/publicationFolder.ts'
import { isBelow, keepOutOfPublished, realPathOf } from '../files/publishedFolders.ts'
import { type PublisherKey, readSecretKey } from '../files/secretKeyFile.ts'
import { ROOT_DAYS } from '../publication/createRoot.ts'
import { encodeJson } from '../publication/encodeJson.ts'
import { lastEditionFile, readLastEdition, writeLastEdition } from '../publication/lastEdition.ts'
import { missing, openHeadUnder } from '../publication/openPublication.ts'
import { readFromFolder } from '../publication/readFile.ts'
import {
  type RootFiles,
  readRootFiles,
  weaknessesOf,
  writeRootFiles,
} from '../publication/rootFiles.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

export interface RotateFlags {
  /** Key files of the present root, as many as its threshold asks for. Default: the root key in the folder for keys. */
  sign?: string[]
  /** Key files of the keys that may sign roots from now on. Default: the present ones. */
  root?: string[]
  /** How many of these keys must sign a root. */
  threshold?: string
  /** Key file of the key that signs editions from now on. Default: the present one. */
  release?: string
  /** Folders that the publication has been pressed into. Default: those beside its publication.json. */
  out?: string[]
}

/** The things that are rotated: the root files of a project, and the folders that it has been pressed into. */
interface Work {
  rootFolder: string
  held: RootFiles
  outs: string[]
  /** The file that says which edition was pressed last. */
  state: string
  /** Files in which a release key may lie that is not named. */
  releaseFiles: string[]
  report: Report
}

/**
 * `longwave rotate`: writes the next root, signed by the keys of the root before and by its own, and signs the newest
 * edition anew under it. Devices follow from any root they know, and refuse from then on what a replaced key signs.
 * @returns a line that names what was written
 */
export async function rotate(
  where: string,
  flags: RotateFlags,
  now: Date,
  report: Report,
): Promise<string> {
  const work = await workAt(where, flags, report)
  const { held, outs, rootFolder } = work
  const before = held.newest
  const named = await keysAt(flags.sign ?? [], work)
  const owners = await keysAt(flags.root ?? [], work)
  const publisher = await publisherOf(flags, [...named, ...owners], work)
  const roles = {
    root: {
      keyids: owners.length > 0 ? unique(owners) : before.roles.root.keyids,
      threshold: thresholdOf(flags.threshold, before, owners.length),
    },
    release: { keyids: [publisher.signer.keyid], threshold: 1 },
  }
  // A run that was killed between its writes has left folders with no edition under the newest root; the same command line
  // finishes it.
  const behind = await foldersBehind(work)
  if (behind.length > 0 && isDeepStrictEqual(roles, before.roles)) {
    await signAllAnew(behind, held, publisher, work, now)
    return `root ${before.version}, signed anew: ${behind.join(', ')}`
  }
  const signers = named.length > 0 ? named : await presentSigners(work)
  const next = await addRoot(held, roles, { signers, owners, publisher, now })
  // The project comes first: after a kill, the next run of the press goes on from its root files.
  await writeRootFiles(rootFolder, next.files)
  await signAllAnew(outs, next, publisher, work, now)
  for (const weakness of weaknessesOf(next.newest)) report.note(weakness)
  if (flags.release !== undefined && resolve(flags.release) !== work.releaseFiles[0]) {
    report.note(
      `From now on press with --key ${flags.release}, or name this file as "key" in publication.json.`,
    )
  }
  return `root ${next.newest.version}, ${outs.length > 0 ? `signed anew: ${outs.join(', ')}` : 'which the next edition brings to readers'}`
}

async function workAt(where: string, flags: RotateFlags, report: Report): Promise<Work> {
  const file = await publicationFileFor(where)
  const publication = file === undefined ? undefined : await readPublicationFile(file)
  const given = resolve(where)
  const home = publication?.folder ?? given
  const isOut = await isFile(join(given, 'head.json'))
  const outs: string[] = []
  for (const out of flags.out ?? (isOut ? [given] : [join(home, 'out'), join(home, 'site')])) {
    if (await isFile(join(out, 'head.json'))) outs.push(resolve(out))
    else if (flags.out || !publication) throw missing(join(out, 'head.json'))
  }
  const rootFolder = publication ? join(home, 'root') : `${home}.root`
  const held = (await readRootFiles(rootFolder)) ?? (await rootsOf(outs))
  if (!held) throw missing(join(rootFolder, '1.json'))
  const { id } = held.newest
  if (publication && publication.file.id !== id) {
    throw new PressError(rootFolder, `belongs to another publication, ${id}`, {
      remedy:
        'Name the publication.json, or the published folder, of the one whose keys are meant.',
      misuse: true,
    })
  }
  for (const out of outs) await checkSame(out, held)
  const releaseFiles = [
    ...(publication?.file.key === undefined ? [] : [resolve(home, publication.file.key)]),
    keyFile(id, 'release'),
    publication ? join(home, 'longwave.key.json') : `${home}.key.json`,
  ]
  const state = lastEditionFile(publication ?? { folder: home, quick: true }, home)
  return { rootFolder, held, outs, state, releaseFiles, report }
}

/**
 * @param where a publication.json, its folder, or a folder that is published
 * @returns undefined where the folder was pressed without a publication file
 */
async function publicationFileFor(where: string): Promise<string | undefined> {
  if (where.endsWith('.json')) return where
  const inside = join(where, 'publication.json')
  if (await isFile(inside)) return inside
  const home = resolve(where)
  const beside = join(dirname(home), 'publication.json')
  return !(await isFile(`${home}.root/1.json`)) && (await isFile(beside)) ? beside : undefined
}

/** The root files of a publication that an earlier version has pressed, which lie in the published folder alone. */
async function rootsOf(outs: string[]): Promise<RootFiles | undefined> {
  for (const out of outs) {
    const held = await readRootFiles(join(out, 'root'))
    if (held) return held
  }
  return undefined
}

/** @throws PressError where the folder has a root that the project has not, or a link in place of its roots */
async function checkSame(out: string, held: RootFiles): Promise<void> {
  const real = await realPathOf(join(out, 'root'))
  if (!isBelow(real, await realPathOf(out))) {
    throw new PressError(join(out, 'root'), `is a link that leads to ${real}`, {
      remedy: 'New roots are written into the published folder only. Remove the link.',
    })
  }
  const published = await readRootFiles(join(out, 'root'))
  for (const [index, bytes] of (published?.files ?? []).entries()) {
    if (Buffer.compare(bytes, held.files[index] ?? new Uint8Array()) === 0) continue
    throw new PressError(join(out, `root/${index + 1}.json`), 'is not a root of this project', {
      remedy:
        'Name the folder that this project is pressed into with --out, or restore the newest root files of the project.',
    })
  }
}

/** @returns the folders whose edition an earlier root covers */
async function foldersBehind({ outs, held }: Work): Promise<string[]> {
  const behind: string[] = []
  for (const out of outs) {
    const { by } = await readRelease(out, held)
    if (by !== held.newest || !(await isFile(join(out, `root/${by.version}.json`))))
      behind.push(out)
  }
  return behind
}

async function readRelease(out: string, { roots }: RootFiles) {
  const head = await readFromFolder(out)('head.json')
  if (!head) throw missing(join(out, 'head.json'))
  return openHeadUnder(head, roots)
}

/** Signs the newest edition of each folder anew, and keeps in mind which number the next edition must have. */
async function signAllAnew(
  outs: string[],
  held: RootFiles,
  publisher: PublisherKey,
  { state }: Work,
  now: Date,
): Promise<void> {
  const { newest, fingerprint } = held
  for (const out of outs) {
    const { version, seq } = await signAnew(out, held, publisher, now)
    const known = await readLastEdition(state, newest.id)
    const last = known?.root === fingerprint ? known : undefined
    await writeLastEdition(state, newest.id, {
      version: Math.max(version, last?.version ?? 0),
      run: Math.max(seq[1], last?.run ?? 0),
      root: fingerprint,
    })
  }
}

/** Copies the roots into a published folder and signs its newest edition anew under the newest of them. */
async function signAnew(
  out: string,
  held: RootFiles,
  publisher: PublisherKey,
  now: Date,
): Promise<Head> {
  const { release } = await readRelease(out, held)
  const root = held.newest
  const next: Head = {
    ...release,
    version: release.version + 1,
    published: instant(now),
    root: root.version,
  }
  const bytes = await signEnvelope(RELEASE_TYPE, encodeJson(headFields(next)), [publisher.signer])
  await openHead(bytes, root, release.version)
  // The root is written first: readers would refuse a head that names a root which is not there yet.
  await writeRootFiles(join(out, 'root'), held.files)
  await writeWhole(out, 'head.json', bytes)
  return next
}

interface Signing {
  signers: PublisherKey[]
  owners: PublisherKey[]
  publisher: PublisherKey
  now: Date
}

/** @throws PressError where too few keys sign the new root */
async function addRoot(
  held: RootFiles,
  roles: Root['roles'],
  { signers, owners, publisher, now }: Signing,
): Promise<RootFiles> {
  const before = held.newest
  const known = Object.fromEntries(
    [...signers, ...owners, publisher].map((key) => [key.signer.keyid, key.public]),
  )
  const named = new Set([...roles.root.keyids, ...roles.release.keyids])
  const root: Root = {
    ...before,
    version: before.version + 1,
    expires: instant(new Date(now.getTime() + ROOT_DAYS * DAY)),
    keys: Object.fromEntries(
      Object.entries({ ...before.keys, ...known }).filter(([keyid]) => named.has(keyid)),
    ),
    roles,
  }
  const all = new Map([...signers, ...owners].map((key) => [key.signer.keyid, key.signer]))
  const bytes = await signEnvelope(ROOT_TYPE, encodeJson(root), [...all.values()])
  try {
    await openRoot(bytes, before)
  } catch (cause) {
    throw new PressError(`root/${root.version}.json`, 'is not signed by enough keys', {
      remedy: `Root ${before.version} asks for ${before.roles.root.threshold} of its keys, and the new root for ${roles.root.threshold} of its own. Name them with --sign and --root.`,
      cause,
    })
  }
  return {
    ...held,
    files: [...held.files, bytes],
    roots: [...held.roots, root],
    newest: root,
  }
}

/** The key that signs editions from now on: the named one, else a given or stored key that may sign them today. */
async function publisherOf(
  { release }: RotateFlags,
  given: PublisherKey[],
  work: Work,
): Promise<PublisherKey> {
  if (release !== undefined) return (await keysAt([release], work))[0]!
  const role = work.held.newest.roles.release
  const key =
    given.find((key) => isOf(role, key)) ?? (await storedKey(work.releaseFiles, role, work))
  if (key) return key
  throw new PressError('--release', 'is missing: none of the given keys may sign the edition', {
    remedy: 'Name the key file of the key that signs editions from now on.',
    misuse: true,
  })
}

/** The root key in the folder for keys, or the one key that earlier versions made for both roles. */
async function presentSigners(work: Work): Promise<PublisherKey[]> {
  const { id, roles } = work.held.newest
  const files = [keyFile(id, 'root'), ...work.releaseFiles]
  const key = await storedKey(files, roles.root, work)
  if (key) return [key]
  throw new PressError('--sign', 'is missing: the root key is not on this machine', {
    remedy: `Fetch it from where it is kept offline, and name its file. Root ${work.held.newest.version} asks for ${roles.root.threshold} of these keys: ${roles.root.keyids.join(', ')}.`,
    misuse: true,
  })
}

async function storedKey(
  files: string[],
  role: Role,
  { outs }: Work,
): Promise<PublisherKey | undefined> {
  for (const file of files) {
    await keepOutOfPublished(file, outs)
    const key = await readSecretKey(file)
    if (key && isOf(role, key)) return key
  }
  return undefined
}

async function keysAt(files: string[], { outs }: Work): Promise<PublisherKey[]> {
  const keys: PublisherKey[] = []
  for (const file of files) {
    await keepOutOfPublished(file, outs)
    const key = await readSecretKey(resolve(file))
    if (!key) {
      throw new PressError(file, 'there is no such key file', {
        remedy: 'Make one with `longwave keygen --out …`.',
      })
    }
    keys.push(key)
  }
  return keys
}

function thresholdOf(given: string | undefined, before: Root, owners: number): number {
  if (given === undefined) return owners > 0 ? 1 : before.roles.root.threshold
  const threshold = Number(given)
  const most = owners || before.roles.root.keyids.length
  if (Number.isInteger(threshold) && threshold >= 1 && threshold <= most) return threshold
  throw new PressError(`--threshold ${given}`, 'cannot be met', {
    remedy: `Give a number from 1 to ${most}, the number of keys.`,
    misuse: true,
  })
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

const isOf = (role: Role, key: PublisherKey) => role.keyids.includes(key.signer.keyid)
const unique = (keys: PublisherKey[]) => [...new Set(keys.map(({ signer }) => signer.keyid))]
