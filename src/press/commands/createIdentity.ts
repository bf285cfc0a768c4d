import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { keyFile } from '../files/keysFolder.ts'
import { keepOutOfPublished } from '../files/publishedFolders.ts'
import { createSecretKey, type PublisherKey, readSecretKey } from '../files/secretKeyFile.ts'
import { createRoot } from '../publication/createRoot.ts'
import { weaknessesOf, writeRootFiles } from '../publication/rootFiles.ts'
import { PressError } from '../report/PressError.ts'

interface IdentityOptions {
  id: string
  /** The folder of the project's root files, into which root/1.json goes. */
  rootFolder: string
  /** Files of the keys; a key that is there already is taken. By default new ones in the folder for keys. */
  keys?: { release?: string | undefined; root?: string | undefined }
  /** Folders that are published. */
  published: string[]
  now: Date
}

export interface Identity {
  fingerprint: string
  /** Path of the key that signs editions. */
  release: string
  /** Path of the key that signs roots. */
  root: string
  /** Sentences on keys whose loss or theft would be the end of the publication. */
  weaknesses: string[]
}

/** Makes what a publication is known by: its two keys, and the first root, which names them. */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { id, rootFolder, now } = options
  const first = join(rootFolder, '1.json')
  if (await stat(first).catch(() => undefined)) {
    throw new PressError(first, 'exists already: the publication has its root and its keys', {
      remedy: 'Press it, or choose an empty folder for another publication.',
      misuse: true,
    })
  }
  const paths = { release: keyPath('release', options), root: keyPath('root', options) }
  for (const path of Object.values(paths)) await keepOutOfPublished(path, options.published)
  const release = await keyFor('release', options)
  const root = paths.root === paths.release ? release : await keyFor('root', options)
  const bytes = await createRoot(id, { release, root }, now)
  await writeRootFiles(rootFolder, [bytes])
  const weaknesses = weaknessesOf(await openRoot(bytes, undefined))
  return { fingerprint: await sha256(bytes), ...paths, weaknesses }
}

function keyPath(role: 'release' | 'root', { id, keys }: IdentityOptions): string {
  const named = keys?.[role]
  return named === undefined ? keyFile(id, role) : resolve(named)
}

async function keyFor(role: 'release' | 'root', options: IdentityOptions): Promise<PublisherKey> {
  const path = keyPath(role, options)
  if (options.keys?.[role] !== undefined) {
    const held = await readSecretKey(path)
    if (held) return held
  } else if (await stat(path).catch(() => undefined)) {
    // Two publications with one id and one key could pass for each other.
    throw new PressError(path, `there is a key for the id ${options.id} already`, {
      remedy:
        'Give this publication another id. If the key is its own, name it with --key or --root-key.',
    })
  }
  return createSecretKey(path)
}

/** @returns an id that no other publication has */
export function ownId(prefix: string): string {
  // 50 random bits, as letters and digits that are not mistaken for each other.
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  const random = [...randomBytes(10)].map((byte) => letters[byte % letters.length]).join('')
  return `${prefix}.${random}`
}
