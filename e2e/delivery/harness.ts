import { mayAsk } from '#bundle/bases.ts'
import { decodeProven } from '#bundle/proven.ts'
import { runVector, type Vector } from '#bundle/vectors/runVector.ts'
import { handleMessage } from '#delivery/deliver.ts'
import { fetchArticle } from '#delivery/fetchArticle.ts'
import { exportProven, proveAndKeep } from '#delivery/prove.ts'
import { keepDeliveryChoices } from '#library/choices.ts'
import { restoreCopy, writeCopy } from '#library/copy.ts'
import { evict } from '#library/evict.ts'
import { loadNeighbours } from '#library/neighbours.ts'
import { openLibrary } from '#library/open.ts'
import { ProofError } from '#library/ProofError.ts'
import { saveReading } from '#library/reading.ts'
import { loadFrontPage, loadLatest, loadPublications } from '#library/reads.ts'
import { searchCards } from '#library/search.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/*
 * Delivery and library in a page of their own, without the app. The specs beside this file drive them through a real
 * browser, IndexedDB and network.
 */

/** Ids of the publications that this page has seen, by their keys. Tests name a publication by its id, which none shares. */
const ids = new Map<string, string>()

/** @returns the key of the publication with this id, as far as this page has seen it */
async function keyOf(id: string): Promise<PublicationKey> {
  const rows = await loadPublications(await openLibrary())
  for (const row of rows) ids.set(row.fingerprint, row.id)
  const row = rows.find((it) => it.id === id)
  const [seen = id] = [...ids].findLast(([, known]) => known === id) ?? []
  return row?.fingerprint ?? (seen as PublicationKey)
}

const idOf = (key: string) => ids.get(key) ?? key

/** @returns all messages on the channel during this delivery, in which ids stand for keys */
async function deliver(asked: ToWorker): Promise<ToPage[]> {
  const message =
    'publication' in asked ? { ...asked, publication: await keyOf(asked.publication!) } : asked
  const told = await deliverByKey(message)
  const isNamed = told.some((each) => 'publication' in each && ids.has(each.publication))
  // A library that cannot be opened has no names.
  if (!isNamed) await keyOf('').catch(() => undefined)
  return told.map((each) =>
    'publication' in each ? { ...each, publication: idOf(each.publication) } : each,
  ) as ToPage[]
}

async function deliverByKey(message: ToWorker): Promise<ToPage[]> {
  const told: ToPage[] = []
  const id = crypto.randomUUID()
  const channel = new BroadcastChannel(CHANNEL)
  const end = new Promise<void>((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data.end === undefined) told.push(data as ToPage)
      else if (data.end === id) resolve()
    }
  })
  await handleMessage(message)
  const last = new BroadcastChannel(CHANNEL)
  last.postMessage({ end: id })
  await end
  last.close()
  channel.close()
  return told
}

/** The whole content of the library, in a form that can be compared; ids stand for keys. */
async function contents() {
  const library = await openLibrary()
  await keyOf('')
  const words = ([key, ...rest]: string[]) => [idOf(key!), ...rest].join(' ')
  const articles = await library.getAll('articles')
  const images = await library.getAll('images')
  const keys = await library.getAllKeys('images')
  return {
    publications: await loadPublications(library),
    fronts: await library.getAll('fronts'),
    articles: articles.flatMap((row) =>
      'headline' in row ? [`${idOf(row.publication)} ${row.id} ${row.seq} ${row.headline}`] : [],
    ),
    withdrawn: articles.flatMap((row) => ('withdrawn' in row ? [row.id] : [])),
    bodies: (await library.getAllKeys('bodies')).map(words),
    references: (await library.getAllKeys('imageReferences')).map(words),
    images: keys.map((key, index) => `${words(key)} ${images[index]!.bytes.byteLength}`),
    reading: await library.count('reading'),
  }
}

async function front(publication: string): Promise<string[]> {
  const page = await loadFrontPage(await openLibrary(), await keyOf(publication))
  return page ? [page.lead, ...page.top].flatMap((card) => (card ? [card.id] : [])) : []
}

/** @returns names of the vectors that this browser judges otherwise than they declare, each with its verdict */
async function vectors(base: string): Promise<string[]> {
  const read = async (name: string) =>
    new Uint8Array(await (await fetch(new URL(name, base))).arrayBuffer())
  const manifest = (await (await fetch(new URL('vectors.json', base))).json()) as {
    vectors: Vector[]
  }
  const wrong: string[] = []
  for (const vector of manifest.vectors) {
    const outcome = sorted(await runVector(vector, read))
    if (outcome !== sorted(vector.expect)) wrong.push(`${vector.name}: ${outcome}`)
  }
  return manifest.vectors.length > 0 ? wrong : ['there are no vectors']
}

/** @returns the mirrors that a device of this browser asks where a public publication names them */
const asked = (mirrors: string[]) =>
  mirrors.filter((mirror) => mayAsk(mirror, 'https://news.example/'))

/** JSON with sorted keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Stands for the publication of images that are none. */
const JUNK = 'junk' as PublicationKey

/** Fills the disk to the last hundred bytes with data that delivery does not delete. */
async function fill(): Promise<void> {
  const library = await openLibrary()
  for (let size = 65_536; size > 100; size >>= 1) {
    const put = () => {
      const { buffer } = crypto.getRandomValues(new Uint8Array(size))
      const junk = { type: 'image/webp', bytes: buffer }
      return library.put('images', junk, [JUNK, crypto.randomUUID()]).then(
        () => true,
        () => false,
      )
    }
    while (await put());
  }
}

/** Deletes that data again. */
async function empty(): Promise<void> {
  await (await openLibrary()).delete('images', IDBKeyRange.bound([JUNK], [JUNK, []]))
}

/** Lengths (ms) of the timers that have been set since watchTimers(), in order. */
const timers: number[] = []
let isSkipped = (_length: number) => false
let watched: typeof window.setTimeout | undefined

/** Records the timers that are set from now on, and ends those between these two lengths (ms) at once. */
function watchTimers(from = Number.POSITIVE_INFINITY, to = from): void {
  timers.length = 0
  isSkipped = (length) => length >= from && length <= to
  if (window.setTimeout === watched) return
  const set = window.setTimeout.bind(window)
  watched = ((run: () => void, length = 0) => {
    timers.push(length)
    return set(run, isSkipped(length) ? 0 : length)
  }) as typeof window.setTimeout
  window.setTimeout = watched
}

/** Gives an error as its name. */
const named = (error: unknown) =>
  error instanceof ProofError ? error.reason : ((error as { code?: string }).code ?? String(error))

/** @returns a file of proven records of the publication `paper`, or the name of the error */
async function exported(ids: string[]): Promise<Uint8Array | string> {
  const library = await openLibrary()
  return exportProven(await keyOf('paper'), ids, { library }).catch(named)
}

/** @returns the name of the error where the proof is not kept */
async function keep(id: string): Promise<string | undefined> {
  const library = await openLibrary()
  return proveAndKeep(await keyOf('paper'), id, { library }).then(() => undefined, named)
}

/** @returns the headlines that this file proves, and the faults of records that it does not prove */
async function proven(file: Uint8Array): Promise<string[]> {
  const { heads, skipped } = await decodeProven(Uint8Array.from(file), 'it')
  const records = heads.flatMap(({ records }) => records)
  return [...records, ...skipped].map((it) =>
    it instanceof Error ? it.code : 'headline' in it ? it.headline : it.id,
  )
}

/** @returns the ids in every list of the publication `paper` that can have an article in it */
async function lists(section: string, words: string, from: { id: string; published: string }) {
  const library = await openLibrary()
  const key = await keyOf('paper')
  const ids = (cards: { id: string }[]) => cards.map(({ id }) => id)
  const page = await loadFrontPage(library, key)
  const found = await searchCards(library, words, 99, new AbortController().signal)
  const { previous, next } = await loadNeighbours(library, key, from)
  return {
    front: await front('paper'),
    frontSections: page?.sections.flatMap(({ cards }) => ids(cards)),
    frontLatest: ids(page?.latest ?? []),
    latest: ids(await loadLatest(library, key, { count: 99 })),
    section: ids(await loadLatest(library, key, { section, count: 99 })),
    search: found.map(({ card }) => card.id),
    beside: [previous?.id, next?.id],
  }
}

const harness = {
  exported,
  keep,
  proven,
  lists,
  evict,
  fetchArticle,
  deliver,
  contents,
  front,
  vectors,
  asked,
  openLibrary,
  keyOf,
  fill,
  empty,
  saveReading,
  keepDeliveryChoices,
  writeCopy,
  restoreCopy,
  timers,
  watchTimers,
}
export type Harness = typeof harness
Object.assign(globalThis, { longwave: harness })
