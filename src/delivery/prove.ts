import { BundleError } from '#bundle/BundleError.ts'
import { type Bytes, toHex } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import { leafOf, treeName } from '#bundle/merkle.ts'
import { decodeProven, encodeProven, type Proof } from '#bundle/proven.ts'
import type { Root } from '#bundle/release.ts'
import { findPlaces, type ReadTree } from '#bundle/treePaths.ts'
import { ProofError } from '#library/ProofError.ts'
import { type Evidence, keepProof, loadEvidence } from '#library/proofs.ts'
import type { Library, PublicationRow } from '#library/schema.ts'
import { updatePublication } from '#library/shelve.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { fetchFile } from './fetchFile.ts'
import { fetchChecked, type Mirrors, mirrorsOf, tryEach } from './mirrors.ts'

/*
 * Makes proofs of articles that are on the device. Where it has all live records of the release, and the roots, no request
 * is made. Otherwise files of `tree/` are fetched: which ones depends on what the device holds, never on what is proved.
 */

/** A record with its path, and the bytes of the head.json that it leads to. */
export type ProvenArticle = Proof & { id: string; head: Bytes }

export interface ProvenArticles {
  /** root/1.json, root/2.json … up to the newest one that the device trusts. */
  roots: Bytes[]
  /** In the order that was asked for. */
  articles: ProvenArticle[]
}

interface Proving {
  library: Library
  signal?: AbortSignal | undefined
}

/**
 * Proves articles, each by the release on the device or by the proof that is kept of it (loadEvidence).
 * @throws ProofError for the first article that cannot be proved; BundleError, DeliveryError where no host gives a file that
 *   is needed
 */
export async function prove(
  publication: PublicationKey,
  ids: string[],
  { library, signal }: Proving,
): Promise<ProvenArticles> {
  const evidence = await loadEvidence(library, publication, ids)
  const addresses = mirrorsOf(evidence.about)
  const mirrors: Mirrors = { addresses, outcomes: new Map(), many: addresses.length > 1, signal }
  const made = await proveByRelease(evidence, mirrors)
  return {
    articles: ids.map((id) => {
      const kept = evidence.kept.get(id)
      if (!kept) return made.get(id)!
      const { line, index, path, head } = kept
      return { id, line, index, path, head }
    }),
    roots: await rootsOf(library, evidence.about, mirrors),
  }
}

/**
 * Makes a file of proven records that anyone can check who trusts the publication's fingerprint, and nothing else.
 * @throws ProofError, BundleError, DeliveryError as `prove`
 */
export async function exportProven(
  publication: PublicationKey,
  ids: string[],
  proving: Proving,
): Promise<Bytes> {
  const { roots, articles } = await prove(publication, [...new Set(ids)], proving)
  const heads = new Map<string, { head: Bytes; proofs: Proof[] }>()
  for (const { head, ...proof } of articles) {
    const digest = await sha256(head)
    const group = heads.get(digest) ?? { head, proofs: [] }
    group.proofs.push(proof)
    heads.set(digest, group)
  }
  const bytes = await encodeProven(roots, [...heads.values()], gzip)
  // A file that has been passed on cannot be mended, so it is read here as its readers will.
  const { skipped, fingerprint } = await decodeProven(bytes, publication).catch((cause) => {
    const isTooLarge = cause instanceof BundleError && cause.code === 'too-long'
    throw isTooLarge ? new ProofError('too-large', publication, { cause }) : cause
  })
  if (skipped[0]) throw skipped[0]
  if (fingerprint !== publication) throw new BundleError('root-mismatch', publication)
  return bytes
}

/**
 * Proves an article and keeps the proof, by which the article can still be proved after later releases have forgotten it.
 * @throws ProofError, BundleError, DeliveryError as `prove`
 */
export async function proveAndKeep(
  publication: PublicationKey,
  id: string,
  proving: Proving,
): Promise<void> {
  const { articles } = await prove(publication, [id], proving)
  if (!(await keepProof(proving.library, publication, id, articles[0]!))) {
    throw new ProofError('withdrawn', id)
  }
}

async function proveByRelease(
  { about, lines, leaves }: Evidence,
  mirrors: Mirrors,
): Promise<Map<string, ProvenArticle>> {
  const made = new Map<string, ProvenArticle>()
  if (lines.size === 0) return made
  const { release, signed, fingerprint } = about
  const head = signed?.head
  if (!release || !head) throw new ProofError('no-head', fingerprint)
  const { state } = release
  if (!('tree' in state)) throw new ProofError('no-tree', fingerprint)
  const held = new Map(leaves.map(({ id, leaf }) => [id, toHex(leaf)]))
  for (const [id, line] of lines) {
    if (held.has(id) && toHex(await leafOf(line)) !== held.get(id)) {
      throw new ProofError('not-as-signed', id)
    }
  }
  const read: ReadTree = async (hash, length, decode) => {
    const path = treeName(hash)
    const isRight = async (bytes: Bytes) => {
      if ((await decode(bytes)) === undefined) throw new BundleError('wrong-digest', path)
    }
    return (await decode(await fetchChecked(mirrors, path, length, isRight)))!
  }
  const places = await findPlaces(leaves, lines.keys(), state, read)
  for (const [id, line] of lines) {
    const place = places.get(id)
    if (!place) throw new ProofError('not-in-release', id)
    made.set(id, { id, line, head, ...place })
  }
  return made
}

/**
 * Gives the files of the roots. A database of an earlier version, or one that came back from its backup, lacks some: then all
 * are fetched, as they are for a new subscription, and kept.
 */
async function rootsOf(
  library: Library,
  { fingerprint, root, signed }: PublicationRow,
  mirrors: Mirrors,
): Promise<Bytes[]> {
  if (signed?.roots.length === root.version) return signed.roots
  const roots = await tryEach(mirrors, (base) => fetchRoots(base, fingerprint, root, mirrors))
  await updatePublication(library, fingerprint, (row) =>
    row.root.version === root.version ? { ...row, signed: { ...row.signed, roots } } : row,
  )
  return roots
}

async function fetchRoots(
  base: string,
  fingerprint: PublicationKey,
  newest: Root,
  mirrors: Mirrors,
): Promise<Bytes[]> {
  const files: Bytes[] = []
  let root: Root | undefined
  while (files.length < newest.version) {
    const url = `${base}root/${files.length + 1}.json`
    const file = await fetchFile(url, { ...mirrors, limit: LIMITS.root })
    if (!root && (await sha256(file)) !== fingerprint) throw new BundleError('root-mismatch', url)
    root = await openRoot(file, root)
    files.push(file)
  }
  // Keys that were taken away since could have signed another root of the same number.
  if (JSON.stringify(root) !== JSON.stringify(newest)) throw new BundleError('wrong-root', base)
  return files
}

async function gzip(raw: Bytes): Promise<Bytes> {
  const packed = new Blob([raw]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}
