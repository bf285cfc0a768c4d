import { type ArticleRecord, type Digest, isWithdrawal } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { DecodedBundle } from '#bundle/decodeBundle.ts'
import { defined } from '#bundle/defined.ts'
import { composeFrontPage, FRONT_COUNTS } from '#bundle/frontPage.ts'
import { pickSource } from '#bundle/images.ts'
import type { Release, Root } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { sectionReferences } from './deliveryReads.ts'
import { prepareArticle, supersedes } from './prepare.ts'
import { newest } from './reads.ts'
import type {
  ArticleKey,
  ArticleRow,
  ImageReferenceKey,
  ImageRow,
  Library,
  PublicationRow,
  WithdrawnRow,
} from './schema.ts'
import { type Writing, write } from './write.ts'

/* Writes what deliveries bring. Each function is one transaction (write.ts). */

/**
 * Writes a subscription, new or known. One that is built into the site takes the place of others that were: they become
 * earlier editions of it. Marks that the version before had left under the publication's id, because it was removed then,
 * count for it again; they stay under the id as well, which another publication may have, too.
 * @param change makes the row from the present one
 * @returns the publications that have become earlier editions
 */
export function putPublication(
  library: Library,
  publication: PublicationKey,
  change: (row: PublicationRow | undefined) => PublicationRow,
): Promise<PublicationKey[]> {
  return write(library, ['publications', 'reading'], async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const rows = await publications.getAll()
    const known = rows.find(({ fingerprint }) => fingerprint === publication)
    const row = change(known)
    requests.push(publications.put(row))
    const earlier = rows.filter(
      (it) => row.trust === 'built-in' && it.trust === 'built-in' && it !== known && !it.successor,
    )
    for (const it of earlier) requests.push(publications.put({ ...it, successor: publication }))
    if (!known) {
      const reading = transaction.objectStore('reading')
      const left = IDBKeyRange.bound([row.id], [row.id, []])
      const [keys, marks] = await Promise.all([reading.getAllKeys(left), reading.getAll(left)])
      const own = await Promise.all(keys.map(([, id]) => reading.get([publication, id])))
      for (const [index, [, id]] of keys.entries()) {
        requests.push(reading.put({ ...marks[index], ...own[index] }, [publication, id]))
      }
    }
    return earlier.map(({ fingerprint }) => fingerprint)
  })
}

/** Changes some of a publication's fields; does nothing when it has been removed meanwhile. */
export function updatePublication(
  library: Library,
  publication: PublicationKey,
  change: (row: PublicationRow) => PublicationRow,
): Promise<void> {
  return write(library, ['publications'], async (transaction, requests) => {
    const store = transaction.objectStore('publications')
    const row = await store.get(publication)
    if (row) requests.push(store.put(change(row)))
  })
}

/**
 * Stores a newer root.
 * @param files those of the roots that lead to it from the one before
 * @param floor the lowest release version that is accepted under it
 */
export function trustRoot(
  library: Library,
  publication: PublicationKey,
  { root, files, floor }: { root: Root; files: Bytes[]; floor: number },
): Promise<void> {
  return updatePublication(library, publication, (row) => ({
    ...withRoot(row, root, files),
    floor,
  }))
}

/** Gives a row another root. Its files are kept where no root before them lacks its own. */
export function withRoot(row: PublicationRow, root: Root, files: Bytes[]): PublicationRow {
  const { roots = [], ...signed } = row.signed ?? {}
  const isNext = roots.length + files.length === root.version
  return { ...row, root, signed: { ...signed, roots: isNext ? [...roots, ...files] : roots } }
}

/**
 * Writes the records of a bundle. The highest seq of an id wins, so neither order nor repetition matters.
 * @returns how many articles are new or changed
 */
export async function shelveBundle(
  library: Library,
  publication: PublicationKey,
  digest: Digest,
  { records, lines, skipped }: Pick<DecodedBundle, 'records' | 'lines'> & { skipped: unknown[] },
): Promise<number> {
  const prepared = await Promise.all(
    records.map(async (record) => {
      if (isWithdrawal(record)) return { record }
      return { record, article: await prepareArticle(publication, record, lines.get(record.id)!) }
    }),
  )
  return write(library, [...CONTENT, 'proofs'], async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const articles = transaction.objectStore('articles')
    const bodies = transaction.objectStore('bodies')
    const references = transaction.objectStore('imageReferences')
    const row = await publications.get(publication)
    // The reader has unsubscribed, or another tab was faster.
    if (!row || row.shelved.includes(digest)) return 0
    const content = transaction as unknown as Writing<Content[]>
    const held = await Promise.all(records.map(({ id }) => articles.get([publication, id])))
    const changes = prepared.filter((one, index) => supersedes(one, held[index]))
    const oldReferences = await Promise.all(
      changes.map(({ record }) => references.index('article').getAllKeys([publication, record.id])),
    )
    for (const key of oldReferences.flat()) requests.push(references.delete(key))
    let text = row.bytes.text
    for (const old of held) {
      const replaced = changes.some(({ record }) => record.id === old?.id)
      if (replaced && old && 'length' in old) text -= old.length
    }
    for (const change of changes) {
      const key: ArticleKey = [publication, change.record.id]
      if (change.article) {
        const { row, body, sources } = change.article
        text += row.length
        requests.push(articles.put(row), bodies.put(body, key))
        for (const source of sources) {
          requests.push(
            references.put({ publication, article: key[1], source }, [
              publication,
              source.digest,
              key[1],
            ]),
          )
        }
      } else if (isWithdrawal(change.record)) {
        const { id, seq, withdrawn, forgotten } = change.record
        const tombstone = defined<WithdrawnRow>({ publication, id, seq, withdrawn, forgotten })
        requests.push(articles.put(tombstone), bodies.delete(key))
        // An article that the newsroom takes back loses its proof; one that is only forgotten stays with who keeps it.
        if (!forgotten) text -= await dropProof(transaction, key, requests)
      }
    }
    const freed = await dropUnreferenced(content, oldReferences.flat(), requests)
    requests.push(
      publications.put({
        ...row,
        shelved: [...row.shelved, digest],
        skipped: row.skipped + skipped.length,
        bytes: { text, images: Math.max(0, row.bytes.images - freed) },
      }),
    )
    return changes.length
  })
}

/** @returns the bytes of the proof that goes */
async function dropProof(
  transaction: Writing<(Content | 'proofs')[]>,
  key: ArticleKey,
  requests: Promise<unknown>[],
): Promise<number> {
  const proofs = transaction.objectStore('proofs')
  const proof = await proofs.get(key)
  if (proof) requests.push(proofs.delete(key))
  return proof?.length ?? 0
}

/** Puts back the body of an article that had been evicted. @returns whether the record is still the current one */
export async function restoreBody(
  library: Library,
  publication: PublicationKey,
  record: ArticleRecord,
  line: Bytes,
): Promise<boolean> {
  const { body, row: prepared } = await prepareArticle(publication, record, line)
  return write(library, ['publications', 'articles', 'bodies'], async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const articles = transaction.objectStore('articles')
    const key: ArticleKey = [publication, record.id]
    const [about, row] = await Promise.all([publications.get(publication), articles.get(key)])
    if (!about || !row || 'withdrawn' in row || row.seq !== record.seq) return false
    const { length } = prepared
    const text = about.bytes.text - row.length + length
    requests.push(
      articles.put({ ...row, length }),
      transaction.objectStore('bodies').put(body, key),
      publications.put({ ...about, bytes: { ...about.bytes, text } }),
    )
    return true
  })
}

type Content = 'publications' | 'articles' | 'bodies' | 'images' | 'imageReferences'
const CONTENT: Content[] = ['publications', 'articles', 'bodies', 'images', 'imageReferences']

/**
 * Deletes the images of a publication whose references have just been removed, unless another reference is left. IndexedDB runs requests in
 * the order in which they are made, so earlier writes of the transaction count.
 * @returns the bytes of the deleted images
 */
async function dropUnreferenced(
  transaction: Writing<Content[]>,
  gone: ImageReferenceKey[],
  requests: Promise<unknown>[],
): Promise<number> {
  const references = transaction.objectStore('imageReferences')
  const images = transaction.objectStore('images')
  const freed = await Promise.all(
    [...new Map(gone.map((key) => [key[1], key])).values()].map(async ([publication, digest]) => {
      const range = IDBKeyRange.bound([publication, digest], [publication, digest, []])
      const left = await references.getKey(range)
      const image = left === undefined ? await images.get([publication, digest]) : undefined
      if (image) requests.push(images.delete([publication, digest]))
      return image?.bytes.byteLength ?? 0
    }),
  )
  return freed.reduce((total, bytes) => total + bytes, 0)
}

/**
 * Removes articles that no bundle accounts for.
 * @param isStray decides for each article and withdrawal
 * @param change of the publication's row in the same transaction
 */
export function dropStrays(
  library: Library,
  publication: PublicationKey,
  isStray: (row: { id: string; seq: number }) => boolean,
  change: (row: PublicationRow) => PublicationRow,
): Promise<void> {
  return write(library, CONTENT, async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const articles = transaction.objectStore('articles')
    const references = transaction.objectStore('imageReferences')
    const row = await publications.get(publication)
    if (!row) return
    const rows = await articles.getAll(IDBKeyRange.bound([publication], [publication, []]))
    const strays = rows.filter(isStray)
    const gone = await Promise.all(
      strays.map(({ id }) => references.index('article').getAllKeys([publication, id])),
    )
    let text = row.bytes.text
    for (const stray of strays) {
      if ('length' in stray) text -= stray.length
      const key: ArticleKey = [publication, stray.id]
      requests.push(articles.delete(key), transaction.objectStore('bodies').delete(key))
    }
    for (const key of gone.flat()) requests.push(references.delete(key))
    const freed = await dropUnreferenced(transaction, gone.flat(), requests)
    const images = Math.max(0, row.bytes.images - freed)
    requests.push(publications.put(change({ ...row, bytes: { text, images } })))
  })
}

/**
 * Composes the front page from the articles in the library. With `committed`, the release becomes the reader's current one,
 * its head is kept, and the floor rises to it. Without, it is a first front page of a publication that is still being delivered.
 */
export function shelveFrontPage(
  library: Library,
  publication: PublicationKey,
  release: Release,
  committed: { now: string; head: Bytes } | undefined,
): Promise<void> {
  const stores: (Content | 'fronts')[] = [...CONTENT, 'fronts']
  return write(library, stores, async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const articles = transaction.objectStore('articles')
    const row = await publications.get(publication)
    if (!row || row.floor > release.version) return
    const named = await Promise.all(release.front.map((id) => articles.get([publication, id])))
    const cards = named.filter((card) => card !== undefined && 'headline' in card)
    // Enough cards of each section that those shown further up can be left out.
    const spare = FRONT_COUNTS.section + FRONT_COUNTS.top + 1
    const latest = await newest(articles, publication, { count: FRONT_COUNTS.latest })
    const bySection = new Map<string, ArticleRow[]>()
    for (const { id } of release.sections) {
      bySection.set(id, await newest(articles, publication, { section: id, count: spare }))
    }
    const front = composeFrontPage(release, cards, (count, section) =>
      (section === undefined ? latest : (bySection.get(section) ?? [])).slice(0, count),
    )
    requests.push(transaction.objectStore('fronts').put({ ...front, publication }))
    if (committed) {
      const { unreachableState: _, mirrors: __, ...rest } = row
      const references = transaction.objectStore('imageReferences')
      const old = await references.index('article').getAllKeys(sectionReferences(publication))
      for (const key of old) requests.push(references.delete(key))
      for (const { id, image } of release.sections) {
        if (!image) continue
        const source = pickSource(image.image)
        const article = `section:${id}`
        requests.push(
          references.put({ publication, article, source }, [publication, source.digest, article]),
        )
      }
      const content = transaction as unknown as Writing<Content[]>
      const freed = await dropUnreferenced(content, old, requests)
      const images = Math.max(0, row.bytes.images - freed)
      requests.push(
        publications.put({
          ...rest,
          release,
          signed: { roots: row.signed?.roots ?? [], head: committed.head },
          shelved: [],
          bytes: { ...row.bytes, images },
          floor: Math.max(row.floor, release.version),
          synced: committed.now,
        }),
      )
    }
  })
}

/** Writes images whose digests have been checked. Several share a transaction, because transactions cost more than bytes. */
export function shelveImages(
  library: Library,
  publication: PublicationKey,
  images: { digest: Digest; image: ImageRow }[],
): Promise<void> {
  const stores: ('publications' | 'images')[] = ['publications', 'images']
  return write(library, stores, async (transaction, requests) => {
    const publications = transaction.objectStore('publications')
    const store = transaction.objectStore('images')
    const row = await publications.get(publication)
    if (!row) return
    const held = await Promise.all(images.map(({ digest }) => store.getKey([publication, digest])))
    let added = 0
    for (const [index, { digest, image }] of images.entries()) {
      if (held[index] !== undefined) continue
      added += image.bytes.byteLength
      requests.push(store.put(image, [publication, digest]))
    }
    requests.push(
      publications.put({ ...row, bytes: { ...row.bytes, images: row.bytes.images + added } }),
    )
  })
}

/** Removes a publication and everything delivered for it from the device; the reader's marks stay. */
export function removePublication(library: Library, publication: PublicationKey): Promise<void> {
  const stores: (Content | 'fronts' | 'proofs')[] = [...CONTENT, 'fronts', 'proofs']
  return write(library, stores, async (transaction, requests) => {
    const all = IDBKeyRange.bound([publication], [publication, []])
    requests.push(
      transaction.objectStore('imageReferences').delete(all),
      transaction.objectStore('images').delete(all),
      transaction.objectStore('publications').delete(publication),
      transaction.objectStore('fronts').delete(publication),
      transaction.objectStore('articles').delete(all),
      transaction.objectStore('bodies').delete(all),
      transaction.objectStore('proofs').delete(all),
    )
  })
}
