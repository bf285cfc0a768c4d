import type { Bytes } from '#bundle/base64.ts'
import type { Proof } from '#bundle/proven.ts'
import type { Leaf } from '#bundle/state.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { leavesOf } from './deliveryReads.ts'
import { ProofError } from './ProofError.ts'
import type { ArticleKey, BodyRow, Library, ProofRow, PublicationRow } from './schema.ts'
import { write } from './write.ts'

/** What the library has to prove articles with. */
export interface Evidence {
  about: PublicationRow
  /** Proofs that are kept, of the articles for which they are used. */
  kept: Map<string, ProofRow>
  /** The lines of the other articles, which the release on the device has to prove. */
  lines: Map<string, Bytes>
  /** The leaves of the live records of the release; none where every article has a proof that is kept. */
  leaves: Leaf[]
}

/**
 * Loads what proofs of these articles are made of, in one transaction. A proof that is kept is used where it is of the record
 * on the device, or where the device has no text of the article, because it is forgotten.
 * @throws ProofError for the first article that cannot be proved
 */
export async function loadEvidence(
  library: Library,
  publication: PublicationKey,
  ids: string[],
): Promise<Evidence> {
  const transaction = library.transaction(['publications', 'articles', 'bodies', 'proofs'])
  const articles = transaction.objectStore('articles')
  const about = await transaction.objectStore('publications').get(publication)
  if (!about) throw new ProofError('not-subscribed', publication)
  const kept = new Map<string, ProofRow>()
  const lines = new Map<string, Bytes>()
  const held = await Promise.all(
    ids.map((id) => {
      const key: ArticleKey = [publication, id]
      return Promise.all([
        articles.get(key),
        transaction.objectStore('bodies').get(key),
        transaction.objectStore('proofs').get(key),
      ])
    }),
  )
  for (const [index, [row, body, proof]] of held.entries()) {
    const id = ids[index]!
    const line = body && lineOf(body)
    if (proof && (!line || isSame(line, proof.line))) kept.set(id, proof)
    else if (line) lines.set(id, line)
    else if (!row) throw new ProofError('not-held', id)
    else throw new ProofError('withdrawn' in row ? 'withdrawn' : 'no-text', id)
  }
  if (lines.size === 0 || !about.release) return { about, kept, lines, leaves: [] }
  const rows = await articles.getAll(IDBKeyRange.bound([publication], [publication, []]))
  return { about, kept, lines, leaves: leavesOf(rows, about.release.seq) }
}

const isSame = (one: Bytes, other: Bytes) =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** The line of a record as it stood in its bundle. */
function lineOf({ line, ...record }: BodyRow): Bytes {
  return (line as Bytes | undefined) ?? new TextEncoder().encode(JSON.stringify(record))
}

/**
 * Keeps the proof of an article, in the place of one that is kept already. It stays when the release moves on, when the article
 * is corrected and when it is forgotten; it goes when the newsroom takes the article back, and with the publication.
 * @returns false, and nothing is kept, where the article has been taken back or the publication removed
 */
export function keepProof(
  library: Library,
  publication: PublicationKey,
  id: string,
  { line, index, path, head }: Proof & { head: Bytes },
): Promise<boolean> {
  const stores: ('publications' | 'articles' | 'proofs')[] = ['publications', 'articles', 'proofs']
  return write(library, stores, async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const proofs = transaction.objectStore('proofs')
    const key: ArticleKey = [publication, id]
    const [about, row, before] = await Promise.all([
      publications.get(publication),
      transaction.objectStore('articles').get(key),
      proofs.get(key),
    ])
    if (!about || !row || ('withdrawn' in row && !row.forgotten)) return false
    const length = line.length + head.length + path.length * 32
    const text = about.bytes.text - (before?.length ?? 0) + length
    requests.push(
      proofs.put({ line, index, path, head, length }, key),
      publications.put({ ...about, bytes: { ...about.bytes, text } }),
    )
    return true
  })
}
