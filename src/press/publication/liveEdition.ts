import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { explain } from '#bundle/explain.ts'
import { openRoot } from '#bundle/head.ts'
import { PressError } from '../report/PressError.ts'
import { type Opened, openPublication, type ReadFile } from './openPublication.ts'
import { readFromLive } from './readFile.ts'
import { type RootFiles, readUnderRoots, rootName } from './rootFiles.ts'

/** The answer of a publication's public address. */
export type Live =
  /** The publication file names no address. */
  | { kind: 'unnamed' }
  /** The host is silent, has no head, or answers with something else. */
  | { kind: 'unread'; url: string; reason: string; read: ReadFile }
  /** The host has a head, and the files that belong to it cannot be fetched. */
  | { kind: 'partly'; url: string; reason: string; read: ReadFile }
  /** An edition that the newest root of this publication does not cover. */
  | { kind: 'foreign'; url: string; reason: string; read: ReadFile }
  /** The keys have been replaced since: the host has a root that follows on the newest one of the project. */
  | { kind: 'rotated'; url: string; version: number; read: ReadFile }
  | { kind: 'found'; url: string; opened: Opened; read: ReadFile }

/**
 * Asks the public address of a publication for its newest edition, and checks it. A host is not believed: the edition must
 * be signed under the newest root of the project, so that a host cannot bring back what a replaced key has signed.
 */
export async function readLiveEdition(url: string | undefined, roots: RootFiles): Promise<Live> {
  if (url === undefined) return { kind: 'unnamed' }
  const address = url.endsWith('/') ? url : `${url}/`
  const read = readFromLive(address)
  const shared = { url: address, read }
  let head: Bytes | undefined
  try {
    head = await read('head.json')
    if (!head) return { kind: 'unread', ...shared, reason: 'there is no head.json' }
    const compared = await compareRoots(read, roots)
    if (compared === 'longer') {
      return { kind: 'rotated', ...shared, version: roots.files.length + 1 }
    }
    if (compared === 'none') return { kind: 'unread', ...shared, reason: 'there is no root/1.json' }
    if (compared !== 'same') return { kind: 'foreign', ...shared, reason: compared.strange }
    const opened = await openPublication(readUnderRoots(withHead(read, head), roots))
    return { kind: 'found', ...shared, opened: opened! }
  } catch (error) {
    if (error instanceof BundleError) {
      const kind = error.code === 'bad-signature' ? 'foreign' : 'unread'
      return { kind, ...shared, reason: explain(error) }
    }
    if (!(error instanceof PressError)) throw error
    return { kind: head ? 'partly' : 'unread', ...shared, reason: error.what }
  }
}

/**
 * Compares the roots at the address with those of the project. The address may lack the newest ones, because a rotation
 * has not been uploaded yet.
 * @throws BundleError, PressError
 */
async function compareRoots(
  read: ReadFile,
  { files, newest }: RootFiles,
): Promise<'same' | 'longer' | 'none' | { strange: string }> {
  for (let number = 1; ; number++) {
    const bytes = await read(rootName(number))
    if (!bytes) return number === 1 ? 'none' : 'same'
    const own = files[number - 1]
    if (!own) {
      await openRoot(bytes, newest)
      return 'longer'
    }
    if (Buffer.compare(own, bytes) === 0) continue
    const { id } = number === 1 ? await openRoot(bytes, undefined) : newest
    return {
      strange:
        id === newest.id
          ? 'its root is not the root of this publication'
          : `it is the publication ${id}`,
    }
  }
}

/** Answers for the head with the bytes that have been fetched: the host may have another one by now. */
function withHead(read: ReadFile, head: Bytes): ReadFile {
  return async (name) => (name === 'head.json' ? head : read(name))
}
