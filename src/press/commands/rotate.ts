import { resolve } from 'node:path'
import { BundleError } from '#bundle/BundleError.ts'
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
import { writeWhole } from '../files/publicationFolder.ts'
import { type PublisherKey, readSecretKey } from '../files/secretKeyFile.ts'
import { ROOT_DAYS } from '../publication/createRoot.ts'
import { encodeJson } from '../publication/encodeJson.ts'
import { missing } from '../publication/openPublication.ts'
import { readFromFolder } from '../publication/readFile.ts'
import { PressError } from '../report/PressError.ts'

export interface RotateFlags {
  /** Key files of the keys that may sign roots from now on. Default: the present ones. */
  root?: string[]
  /** How many of these keys must sign a root. */
  threshold?: string
  /** Key file of the key that signs editions from now on. Default: the present one. */
  release?: string
  /** Key files of the present root, as many as its threshold asks for. */
  sign: string[]
}

/**
 * `longwave rotate`: writes the next root, signed by the keys of the root before and by its own, and signs the newest
 * edition anew under it. Devices follow from any root they know, and refuse from then on what a replaced key signs.
 * @returns a line that names what was written
 */
export async function rotate(folder: string, flags: RotateFlags, now: Date): Promise<string> {
  const out = resolve(folder)
  const roots = await readRoots(out)
  const before = roots.at(-1)!
  const { release, by } = await readRelease(out, roots)
  // A run that was killed between the two writes has left a root under which no edition is signed yet.
  if (by.version < before.version && flags.release) {
    const key = await keyAt(flags.release)
    if (before.roles.release.keyids.includes(key.signer.keyid)) {
      await writeHead(out, release, before, key, now)
      return `root ${before.version}, edition ${release.version + 1}`
    }
  }
  const signers = await Promise.all(flags.sign.map(keyAt))
  const owners = await Promise.all((flags.root ?? []).map(keyAt))
  const releaseKey = flags.release ? await keyAt(flags.release) : undefined
  const publisher = [releaseKey, ...signers, ...owners].find(
    (key) => key && (releaseKey ? key === releaseKey : isOf(before.roles.release, key)),
  )
  if (!publisher) {
    throw new PressError('--release', 'is missing: none of the given keys may sign the edition', {
      remedy: 'Name the key file of the key that signs editions from now on.',
      misuse: true,
    })
  }
  const rootRole: Role = {
    keyids: owners.length > 0 ? unique(owners) : before.roles.root.keyids,
    threshold: thresholdOf(flags.threshold, before, owners.length),
  }
  const known = Object.fromEntries(
    [...signers, ...owners, publisher].map((key) => [key.signer.keyid, key.public]),
  )
  const releaseRole: Role = { keyids: [publisher.signer.keyid], threshold: 1 }
  const named = new Set([...rootRole.keyids, ...releaseRole.keyids])
  const root: Root = {
    ...before,
    version: before.version + 1,
    expires: instant(new Date(now.getTime() + ROOT_DAYS * DAY)),
    keys: Object.fromEntries(
      Object.entries({ ...before.keys, ...known }).filter(([keyid]) => named.has(keyid)),
    ),
    roles: { root: rootRole, release: releaseRole },
  }
  const all = new Map([...signers, ...owners].map((key) => [key.signer.keyid, key.signer]))
  const bytes = await signEnvelope(ROOT_TYPE, encodeJson(root), [...all.values()])
  try {
    await openRoot(bytes, before)
  } catch (cause) {
    throw new PressError(`root/${root.version}.json`, 'is not signed by enough keys', {
      remedy: `Root ${before.version} asks for ${before.roles.root.threshold} of its keys, and the new root for ${rootRole.threshold} of its own. Name them with --sign and --root.`,
      cause,
    })
  }
  // The root is written first: readers would refuse a head that names a root which is not there yet.
  await writeWhole(out, `root/${root.version}.json`, bytes)
  await writeHead(out, release, root, publisher, now)
  return `root ${root.version}, edition ${release.version + 1}`
}

async function readRoots(out: string): Promise<Root[]> {
  const read = readFromFolder(out)
  const roots: Root[] = []
  for (;;) {
    const name = `root/${roots.length + 1}.json`
    const bytes = await read(name)
    if (bytes) roots.push(await openRoot(bytes, roots.at(-1)))
    else if (roots.length > 0) return roots
    else throw missing(`${out}/${name}`)
  }
}

/** Reads the newest edition and finds the root it is signed under. */
async function readRelease(out: string, roots: Root[]): Promise<{ release: Head; by: Root }> {
  const head = await readFromFolder(out)('head.json')
  if (!head) throw missing(`${out}/head.json`)
  let reason: unknown
  for (const root of [...roots].reverse().slice(0, 2)) {
    try {
      return { release: await openHead(head, root), by: root }
    } catch (error) {
      if (!(error instanceof BundleError)) throw error
      reason ??= error
    }
  }
  throw reason
}

async function writeHead(
  out: string,
  release: Head,
  root: Root,
  key: PublisherKey,
  now: Date,
): Promise<void> {
  const next: Head = {
    ...release,
    version: release.version + 1,
    published: instant(now),
    root: root.version,
  }
  const bytes = await signEnvelope(RELEASE_TYPE, encodeJson(headFields(next)), [key.signer])
  await openHead(bytes, root, release.version)
  await writeWhole(out, 'head.json', bytes)
}

async function keyAt(path: string): Promise<PublisherKey> {
  const key = await readSecretKey(resolve(path))
  if (key) return key
  throw new PressError(path, 'there is no such key file', {
    remedy: 'Make one with `longwave keygen --out …`.',
  })
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

const isOf = (role: Role, key: PublisherKey) => role.keyids.includes(key.signer.keyid)
const unique = (keys: PublisherKey[]) => [...new Set(keys.map(({ signer }) => signer.keyid))]
