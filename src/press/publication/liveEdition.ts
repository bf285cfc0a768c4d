import type { Digest } from '#bundle/article.ts'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { parseEnvelope, verifyEnvelope } from '#bundle/envelope.ts'
import { explain } from '#bundle/explain.ts'
import { ROOT_TYPE } from '#bundle/release.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import { type Opened, openPublication, type ReadFile } from './openPublication.ts'
import { readFromLive } from './readFile.ts'
import { type RootFiles, readRootFiles } from './rootFiles.ts'

/** The answer of a publication's public address. */
export type Live =
  /** The publication file names no address. */
  | { kind: 'unnamed' }
  /** The host is silent, has no head, or answers with something else. */
  | { kind: 'unread'; url: string; reason: string; read: ReadFile }
  /** The host has a head, and the files that belong to it cannot be fetched. */
  | { kind: 'partly'; url: string; reason: string; read: ReadFile }
  /** An edition that this publication's root does not cover. */
  | { kind: 'foreign'; url: string; reason: string; read: ReadFile }
  | { kind: 'found'; url: string; opened: Opened; roots: RootFiles; read: ReadFile }

interface Identity {
  id: string
  /** The fingerprint of the root, where the project knows it. */
  fingerprint: Digest | undefined
  key: PublisherKey
}

/**
 * Asks the public address of a publication for its newest edition, and checks it. A host is not believed: its first root
 * must be the known one or, where none is known, be signed by the key at hand.
 */
export async function readLiveEdition(url: string | undefined, identity: Identity): Promise<Live> {
  if (url === undefined) return { kind: 'unnamed' }
  const address = url.endsWith('/') ? url : `${url}/`
  const read = readFromLive(address)
  const shared = { url: address, read }
  let head: Bytes | undefined
  try {
    head = await read('head.json')
    if (!head) return { kind: 'unread', ...shared, reason: 'there is no head.json' }
    const roots = await readRootFiles(read)
    if (!roots) return { kind: 'unread', ...shared, reason: 'there is no root/1.json' }
    const strange = await strangeness(roots, identity)
    if (strange !== undefined) return { kind: 'foreign', ...shared, reason: strange }
    const opened = await openPublication(readOnce(read, head, roots))
    return { kind: 'found', ...shared, opened: opened!, roots }
  } catch (error) {
    if (error instanceof BundleError) {
      const kind = error.code === 'bad-signature' ? 'foreign' : 'unread'
      return { kind, ...shared, reason: explain(error) }
    }
    if (!(error instanceof PressError)) throw error
    return { kind: head ? 'partly' : 'unread', ...shared, reason: error.what }
  }
}

async function strangeness(
  { files, newest, fingerprint }: RootFiles,
  identity: Identity,
): Promise<string | undefined> {
  if (newest.id !== identity.id) return `it is the publication ${newest.id}`
  if (identity.fingerprint !== undefined) {
    return fingerprint === identity.fingerprint
      ? undefined
      : 'its root is not the root of this publication'
  }
  const { signer, public: publicKey } = identity.key
  const role = { keyids: [signer.keyid], threshold: 1 }
  const envelope = parseEnvelope(files[0]!, 'root/1.json')
  try {
    await verifyEnvelope(envelope, ROOT_TYPE, role, { [signer.keyid]: publicKey }, 'root/1.json')
    return undefined
  } catch (error) {
    if (!(error instanceof BundleError)) throw error
    return 'the key at hand has not signed its root, and no root of this publication is known here'
  }
}

/** Answers for the head and the roots with what has been fetched. */
function readOnce(read: ReadFile, head: Bytes, { files }: RootFiles): ReadFile {
  return async (name) => {
    if (name === 'head.json') return head
    const version = /^root\/(\d+)\.json$/.exec(name)?.[1]
    return version === undefined ? read(name) : files[Number(version) - 1]
  }
}
