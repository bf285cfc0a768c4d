import { imagesOf } from '#bundle/figures.ts'
import { pickSource } from '#bundle/images.ts'
import { stateOf } from '#bundle/state.ts'
import { loadState } from '#library/deliveryReads.ts'
import { openLibrary } from '#library/open.ts'
import { loadFrontPage, loadLatest, loadPublications } from '#library/reads.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** The records in each of a publisher's bundles, by digest; a roll-up repeats the records of single runs. */
export type Contents = Record<string, [id: string, seq: number][]>

/** Keys of the publications that this page has seen, by their ids: marks stay after a publication is gone. */
const keys = new Map<string, PublicationKey>()

/** @returns the key of the publication with this id */
export async function keyOf(id: string): Promise<PublicationKey> {
  for (const row of await loadPublications(await openLibrary())) keys.set(row.id, row.fingerprint)
  return keys.get(id) ?? (id as PublicationKey)
}

/** The range of all keys that begin with the publication. */
const keysOf = (publication: PublicationKey) => IDBKeyRange.bound([publication], [publication, []])

/** Reads everything stored for a publication, in one transaction. */
async function read(publication: PublicationKey) {
  const library = await openLibrary()
  const stores = [
    'publications',
    'fronts',
    'articles',
    'bodies',
    'images',
    'imageReferences',
    'reading',
  ] as const
  const transaction = library.transaction(stores)
  const range = keysOf(publication)
  const [row, front, articles, bodies, bodyKeys, digests, images] = await Promise.all([
    transaction.objectStore('publications').get(publication),
    transaction.objectStore('fronts').get(publication),
    transaction.objectStore('articles').getAll(range),
    transaction.objectStore('bodies').getAll(range),
    transaction.objectStore('bodies').getAllKeys(range),
    transaction.objectStore('images').getAllKeys(range),
    transaction.objectStore('images').getAll(range),
  ])
  const [references, allReferences, marks, markKeys] = await Promise.all([
    transaction.objectStore('imageReferences').index('article').getAllKeys(range),
    transaction.objectStore('imageReferences').getAllKeys(range),
    transaction.objectStore('reading').getAll(range),
    transaction.objectStore('reading').getAllKeys(range),
  ])
  return {
    row,
    front,
    articles: new Map(articles.map((article) => [article.id, article])),
    bodies: new Map(bodies.map((body, index) => [bodyKeys[index]![1], body])),
    images: new Map(digests.map(([, digest], index) => [digest, images[index]!.bytes.byteLength])),
    references,
    referred: new Set(allReferences.map(([, digest]) => digest)),
    reading: marks.map((mark, index) => [markKeys[index]!, mark] as const),
  }
}

type Stored = Awaited<ReturnType<typeof read>>

/** Checks articles, their texts and their images. @returns what is wrong */
function checkArticles({ row, articles, bodies, images, ...stored }: Stored): string[] {
  const { references, referred: shown } = stored
  const faults: string[] = []
  const imagesByArticle = new Map<string, string[]>()
  for (const [, digest, article] of references) {
    imagesByArticle.set(article, [...(imagesByArticle.get(article) ?? []), digest])
  }
  let text = 0
  for (const article of articles.values()) {
    const { id } = article
    const body = bodies.get(id)
    if ('withdrawn' in article) {
      if (body) faults.push(`${id} is withdrawn and has a body`)
      if (imagesByArticle.has(id)) faults.push(`${id} is withdrawn and has images`)
      continue
    }
    text += article.length
    // An evicted article has the length 0.
    if (!body !== (article.length === 0)) faults.push(`${id} has no body, or one too many`)
    if (!body) continue
    if (body.seq !== article.seq) {
      faults.push(`${id} is of ${article.seq}, its body of ${body.seq}`)
      continue
    }
    const wanted = new Set(imagesOf(body).map((image) => pickSource(image).digest))
    const referred = imagesByArticle.get(id) ?? []
    if ([...wanted].sort().join() !== referred.sort().join()) {
      faults.push(`${id} does not refer to its images`)
    }
  }
  for (const id of bodies.keys()) if (!articles.has(id)) faults.push(`${id} is a body alone`)
  for (const id of imagesByArticle.keys()) {
    if (!articles.has(id) && !id.startsWith('section:')) faults.push(`${id} has images and is not`)
  }
  const unused = [...images.keys()].filter((digest) => !shown.has(digest))
  if (unused.length > 0) faults.push(`${unused.length} images that nothing shows`)
  if (row && row.bytes.text !== text) faults.push(`${row.bytes.text} bytes of text, not ${text}`)
  const bytes = imageBytes({ references, images })
  if (row && row.bytes.images !== bytes) {
    faults.push(`${row.bytes.images} bytes of images, not ${bytes}`)
  }
  return faults
}

function imageBytes({ references, images }: Pick<Stored, 'references' | 'images'>): number {
  const needed = new Set(references.map(([, digest]) => digest))
  return [...needed].reduce((total, digest) => total + (images.get(digest) ?? 0), 0)
}

/** Checks the edition that is shown. @returns what is wrong */
function checkEdition({ row, front, articles, bodies, references }: Stored): string[] {
  const faults: string[] = []
  // A root that removes a key also removes the floor of that key.
  const sameRoot = row?.release?.root === row?.root.version
  if (row?.release && sameRoot && row.floor < row.release.version) {
    faults.push('the floor is under the release')
  }
  if (row?.release && !front) faults.push('a release and no front page')
  if (!row && (articles.size > 0 || bodies.size > 0 || front || references.length > 0)) {
    faults.push('something is left of a publication that is not there')
  }
  for (const card of front ? [front.lead, ...front.top, ...front.latest] : []) {
    if (card && !articles.has(card.id)) faults.push(`the front page shows ${card.id}, which is not`)
  }
  return faults
}

/** Checks that every article comes from a complete bundle: a single run's or a roll-up that contains the run. */
function checkBundles({ row, articles }: Stored, bundles: Contents): string[] {
  const faults: string[] = []
  const accounted = new Set<string>()
  for (const [digest, records] of Object.entries(bundles)) {
    const whole = records.every(([id, seq]) => (articles.get(id)?.seq ?? 0) >= seq)
    if (row?.shelved.includes(digest) && !whole) faults.push(`${digest} is shelved and not whole`)
    if (whole) for (const [id, seq] of records) accounted.add(`${id} ${seq}`)
  }
  if (Object.keys(bundles).length === 0) return faults
  for (const { id, seq } of articles.values()) {
    if (!accounted.has(`${id} ${seq}`)) faults.push(`${id} of ${seq} is of no whole bundle`)
  }
  return faults
}

/** Checks that the app's own functions can read the front page. */
async function checkReads({ row, articles }: Stored): Promise<string[]> {
  if (!row?.release) return []
  const faults: string[] = []
  const library = await openLibrary()
  const page = await loadFrontPage(library, row.fingerprint)
  if (!page?.publication) faults.push('the front page cannot be read')
  const latest = await loadLatest(library, row.fingerprint, { count: 30 })
  const live = [...articles.values()].filter((article) => !('withdrawn' in article)).length
  if (latest.length !== Math.min(30, live)) faults.push('the list is short')
  return faults
}

/** Checks that everything in the library of a publication fits together, and summarises it. */
export async function audit(publication: string, bundles: Contents = {}) {
  const key = await keyOf(publication)
  const stored = await read(key)
  const { row, front, articles, bodies, reading } = stored
  const faults = [
    ...checkArticles(stored),
    ...checkEdition(stored),
    ...checkBundles(stored, bundles),
    ...(await checkReads(stored)),
  ]
  const { tree } = await stateOf(await loadState(await openLibrary(), key, 1))
  return {
    faults,
    floor: row?.floor ?? 0,
    version: row?.release?.version ?? 0,
    root: row?.root.version ?? 0,
    front: front && { version: front.version, lead: front.lead?.id },
    withdrawn: [...articles.values()].flatMap((one) => ('withdrawn' in one ? [one.id] : [])),
    shelved: row?.shelved.length ?? 0,
    articles: bodies.size,
    images: imageBytes(stored),
    bytes: row?.bytes,
    state: tree,
    reading,
  }
}

/** Everything delivered for a publication, as one text that can be compared; the state of its hosts is left out. */
export async function snapshot(id: string): Promise<string> {
  const library = await openLibrary()
  const publication = await keyOf(id)
  const range = keysOf(publication)
  const {
    added: _added,
    synced: _synced,
    hosts: _hosts,
    syncCount: _syncCount,
    ...row
  } = (await library.get('publications', publication))!
  const references = await library.getAllKeysFromIndex('imageReferences', 'article', range)
  const images = await Promise.all(
    references.map(
      async ([, digest]) => (await library.get('images', [publication, digest]))?.bytes.byteLength,
    ),
  )
  return JSON.stringify({
    row: { ...row, address: '', shelved: [...row.shelved].sort() },
    front: await library.get('fronts', publication),
    articles: await library.getAll('articles', range),
    bodies: await library.getAll('bodies', range),
    references: references.map((key, index) => [...key, images[index]]),
  })
}
