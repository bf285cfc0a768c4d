import type { BundleRecord } from '#bundle/article.ts'
import type { BundleError } from '#bundle/BundleError.ts'
import { decodeBundle } from '#bundle/decodeBundle.ts'
import { imagesOf } from '#bundle/figures.ts'
import { pickSource } from '#bundle/images.ts'
import type { BundleReference, Release } from '#bundle/release.ts'
import { stateOf } from '#bundle/state.ts'
import { handleMessage } from '#delivery/deliver.ts'
import { saveBudget } from '#library/budget.ts'
import { restoreCopy, writeCopy } from '#library/copy.ts'
import { evict } from '#library/evict.ts'
import { openLibrary, PATIENCE } from '#library/open.ts'
import { saveReading } from '#library/reading.ts'
import { loadFrontPage, loadLatest, loadState } from '#library/reads.ts'
import { DATABASES } from '#library/schema.ts'
import {
  putPublication,
  removePublication,
  shelveBundle,
  shelveFrontPage,
  shelveImages,
} from '#library/shelve.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'

/*
 * What the specs of this folder run inside a browser: delivery in a worker that can be ended at any
 * moment, and a reader of the library that finds fault with whatever does not fit together.
 */

export interface Order {
  message: ToWorker
  /** Time runs so many times faster for whatever waits. */
  hurry?: number
  /** How wrong this device's clock is (ms). */
  clock?: number
  /** The transaction of this number, from the start of the worker, finds the disk full. */
  fullAt?: number | undefined
  /** In the transaction of this number the worker is killed, after its first write. */
  dieAt?: number | undefined
  /** Waits of seconds last until `loseHeart`. */
  patient?: boolean
}

/** What reaches a worker while it delivers. */
type Aside = { clock: number } | { silent: string[] } | { cancel: true }

const workers = new Map<number, Worker>()

/**
 * A delivery in a worker of its own.
 * @param number of the worker, for whoever wants it killed
 * @returns all that was told, and undefined where the worker was killed meanwhile
 */
async function deliver(order: Order, number = 0): Promise<ToPage[] | undefined> {
  const told: ToPage[] = []
  const channel = new BroadcastChannel(CHANNEL)
  const id = crypto.randomUUID()
  const own = new Worker('inPage.js', { type: 'module' })
  workers.set(number, own)
  try {
    const ended = await new Promise<boolean>((resolve, reject) => {
      channel.onmessage = ({ data }) => {
        if (data.end === undefined) told.push(data as ToPage)
        else if (data.end === id) resolve(true)
      }
      own.onmessage = () => kill(number)
      own.onerror = (event) => reject(new Error(event.message))
      own.addEventListener('killed', () => resolve(false))
      own.postMessage({ ...order, id })
    })
    return ended ? told : undefined
  } finally {
    own.terminate()
    workers.delete(number)
    channel.close()
  }
}

/** The same in the page itself, which lives on: what deliveries leave behind in memory adds up here. */
async function deliverHere(message: ToWorker): Promise<ToPage[]> {
  const told: ToPage[] = []
  const id = crypto.randomUUID()
  const channel = new BroadcastChannel(CHANNEL)
  const ended = new Promise<void>((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data.end === undefined) told.push(data as ToPage)
      else if (data.end === id) resolve()
    }
  })
  try {
    await handleMessage(message)
    sayEnd(id)
    await ended
    return told
  } finally {
    channel.close()
  }
}

/** On the same way as all that has been told, and after that. */
function sayEnd(id: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ end: id })
  channel.close()
}

/** As a phone ends an app: in the middle of whatever it does. */
function kill(number = 0): void {
  const worker = workers.get(number)
  worker?.terminate()
  worker?.dispatchEvent(new Event('killed'))
}

const aside = (message: Aside, to = [...workers.values()]) => {
  for (const worker of to) worker.postMessage(message)
}

/** Whoever waits for these addresses, and for no others, has waited long enough. */
const loseHeart = (addresses: string[]) => aside({ silent: addresses })

const cancel = () => aside({ cancel: true })

const RealDate = Date
let wrong = 0

/** The clock of this page and of its deliveries is put so far (ms) from the present. */
function setClock(clock: number): void {
  bendClock(clock)
  aside({ clock })
}

function bendClock(clock: number): void {
  wrong = clock
  globalThis.Date = class extends RealDate {
    constructor(...args: []) {
      super(...((args.length === 0 ? [RealDate.now() + wrong] : args) as []))
    }
    static override now() {
      return RealDate.now() + wrong
    }
  } as DateConstructor
}

function runInWorker(): void {
  let lose = (_: string[]) => {}
  addEventListener('message', async ({ data }: MessageEvent<(Order & { id: string }) | Aside>) => {
    if ('cancel' in data) return handleMessage({ type: 'cancel' })
    if ('silent' in data) return lose(data.silent)
    if (!('message' in data)) return bendClock(data.clock)
    const { message, id, hurry = 1, clock = 0, fullAt, dieAt, patient } = data
    if (hurry !== 1) hurryTimers(hurry)
    if (patient) lose = keepWaiting()
    if (clock !== 0) bendClock(clock)
    if (fullAt !== undefined) meetTransaction(fullAt, fillDisk)
    if (dieAt !== undefined) meetTransaction(dieAt, die)
    await handleMessage(message)
    sayEnd(id)
  })
}

function hurryTimers(hurry: number): void {
  const { setTimeout: later } = globalThis
  globalThis.setTimeout = ((work: () => void, time = 0) =>
    // A database does not open the faster for it.
    later(work, time === PATIENCE ? time : time / hurry)) as typeof setTimeout
}

/** @returns a function that ends all long waits at once, where all that is asked for will not come */
function keepWaiting(): (silent: string[]) => void {
  const LONG = 9000
  const { setTimeout: later, clearTimeout: forget } = globalThis
  const waits = new Map<number, () => void>()
  let last = 0
  globalThis.setTimeout = ((work: (...args: unknown[]) => void, time = 0, ...args: unknown[]) => {
    if (time < LONG) return later(work, time, ...args)
    waits.set(--last, () => work(...args))
    return last
  }) as typeof setTimeout
  globalThis.clearTimeout = (timer) => {
    if (!waits.delete(timer as number)) forget(timer)
  }
  // Whoever waits for the database to open does not wait for a host.
  let opening = 0
  const { open } = IDBFactory.prototype
  IDBFactory.prototype.open = function (...args) {
    opening++
    const request = open.apply(this, args)
    for (const type of ['success', 'error']) request.addEventListener(type, () => opening--)
    return request
  }
  const asked = new Map<object, string>()
  const { fetch: ask } = globalThis
  globalThis.fetch = (input, init) => {
    // Every request of a delivery is ended by its signal, whatever has come of it (src/delivery/fetchFile.ts).
    const request = {}
    asked.set(request, String(input))
    init!.signal!.addEventListener('abort', () => asked.delete(request))
    return ask(input, init)
  }
  return (silent) => {
    if (opening > 0 || ![...asked.values()].every((address) => silent.includes(address))) return
    const all = [...waits.values()]
    waits.clear()
    for (const end of all) end()
  }
}

/** Does something to the writing transaction of this number, once something has been written in it. */
function meetTransaction(at: number, what: (store: IDBObjectStore) => void): void {
  const { transaction } = IDBDatabase.prototype
  let count = 0
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = transaction.call(this, stores, mode, options)
    if (mode !== 'readwrite' || ++count !== at) return made
    if (what === fillDisk) {
      const full = new DOMException('The disk is full.', 'QuotaExceededError')
      Object.defineProperty(made, 'error', { value: full })
    }
    const { put, delete: remove } = IDBObjectStore.prototype
    let met = false
    const meet = (store: IDBObjectStore, request: IDBRequest) => {
      if (store.transaction === made && !met) {
        met = true
        request.addEventListener('success', () => what(store))
      }
    }
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args)
      meet(this, request)
      return request
    }
    // On a full disk things can still be deleted.
    if (what === fillDisk) return made
    IDBObjectStore.prototype.delete = function (...args) {
      const request = remove.apply(this, args)
      meet(this, request)
      return request
    }
    return made
  }
}

/** The transaction goes on for ever, and is never whole. */
function die(store: IDBObjectStore): void {
  const again = () => {
    store.get('').onsuccess = again
  }
  again()
  postMessage('dying')
}

/**
 * As Chromium tells a full disk (F12): the requests succeed, the transaction aborts at its end, and its
 * error has the name. The real thing cannot be timed, because browsers remember how much room there was.
 */
function fillDisk(store: IDBObjectStore): void {
  store.transaction.abort()
}

/** What a publisher put into each bundle; roll-ups hold the records of single runs again. */
export type Contents = Record<string, [id: string, seq: number][]>

/** Whether all that is in the library of a publication fits together, and what is there. */
async function audit(publication: string, bundles: Contents = {}) {
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
  const range = IDBKeyRange.bound([publication], [publication, []])
  const [
    row,
    front,
    articles,
    bodies,
    bodyKeys,
    imageKeys,
    images,
    references,
    everywhere,
    marks,
    markKeys,
  ] = await Promise.all([
    transaction.objectStore('publications').get(publication),
    transaction.objectStore('fronts').get(publication),
    transaction.objectStore('articles').getAll(range),
    transaction.objectStore('bodies').getAll(range),
    transaction.objectStore('bodies').getAllKeys(range),
    transaction.objectStore('images').getAllKeys(),
    transaction.objectStore('images').getAll(),
    transaction.objectStore('imageReferences').index('article').getAllKeys(range),
    transaction.objectStore('imageReferences').getAllKeys(),
    transaction.objectStore('reading').getAll(range),
    transaction.objectStore('reading').getAllKeys(range),
  ])
  const faults: string[] = []
  const held = new Map(articles.map((one) => [one.id, one]))
  const texts = new Map(bodies.map((body, index) => [bodyKeys[index]![1], body]))
  const referred = new Map<string, string[]>()
  for (const [digest, , article] of references) {
    referred.set(article, [...(referred.get(article) ?? []), digest])
  }

  let text = 0
  for (const one of articles) {
    const body = texts.get(one.id)
    if ('withdrawn' in one) {
      if (body) faults.push(`${one.id} is withdrawn and has a body`)
      if (referred.has(one.id)) faults.push(`${one.id} is withdrawn and has pictures`)
      continue
    }
    text += one.length
    // The length of one that has been evicted is 0.
    if (!body !== (one.length === 0)) faults.push(`${one.id} has no body, or one too many`)
    if (!body) continue
    if (body.seq !== one.seq) faults.push(`${one.id} is of ${one.seq}, its body ${body.seq}`)
    else {
      const wanted = [...new Set(imagesOf(body).map((image) => pickSource(image).digest))]
      if (wanted.sort().join() !== (referred.get(one.id) ?? []).sort().join()) {
        faults.push(`${one.id} does not refer to its pictures`)
      }
    }
  }
  const shown = new Set(everywhere.map(([digest]) => digest))
  const unseen = imageKeys.filter((digest) => !shown.has(digest))
  if (unseen.length > 0) faults.push(`${unseen.length} pictures that nothing shows`)
  for (const id of texts.keys()) if (!held.has(id)) faults.push(`${id} is a body alone`)
  for (const id of referred.keys()) {
    if (!held.has(id) && !id.startsWith('section:')) faults.push(`${id} has pictures and is not`)
  }
  const needed = new Set(references.map(([digest]) => digest))
  let pictures = 0
  for (const [index, digest] of imageKeys.entries()) {
    if (needed.has(digest)) pictures += images[index]!.bytes.byteLength
  }
  if (row && row.bytes.text !== text) faults.push(`${row.bytes.text} bytes of text, not ${text}`)
  if (row && row.bytes.images !== pictures) {
    faults.push(`${row.bytes.images} bytes of pictures, not ${pictures}`)
  }
  // A key that is taken away takes its floor with it.
  const same = row?.release?.root === row?.root.version
  if (row?.release && same && row.floor < row.release.version) {
    faults.push('the floor is under the release')
  }
  if (row?.release && !front) faults.push('a release and no front page')
  if (!row && (articles.length > 0 || bodies.length > 0 || front || references.length > 0)) {
    faults.push('something is left of a publication that is not there')
  }
  for (const card of front ? [front.lead, ...front.top, ...front.latest] : []) {
    if (card && !held.has(card.id)) faults.push(`the front page shows ${card.id}, which is not`)
  }
  // A run may have come in a bundle of its own or in parts of a roll-up, but nothing comes out of half a bundle.
  const accounted = new Set<string>()
  for (const [digest, records] of Object.entries(bundles)) {
    const whole = records.every(([id, seq]) => (held.get(id)?.seq ?? 0) >= seq)
    if (row?.shelved.includes(digest) && !whole) faults.push(`${digest} is shelved and not whole`)
    if (whole) for (const [id, seq] of records) accounted.add(`${id} ${seq}`)
  }
  if (Object.keys(bundles).length > 0) {
    for (const { id, seq } of articles) {
      if (!accounted.has(`${id} ${seq}`)) faults.push(`${id} of ${seq} is of no whole bundle`)
    }
  }
  // The app's own reads, as it makes them to draw a front page.
  if (row?.release) {
    const page = await loadFrontPage(library, publication)
    if (!page?.publication) faults.push('the front page cannot be read')
    const latest = await loadLatest(library, publication, { count: 30 })
    const live = articles.filter((one) => !('withdrawn' in one)).length
    if (latest.length !== Math.min(30, live)) faults.push('the list is short')
  }
  const { digest } = await stateOf(await loadState(library, publication, 1))
  return {
    faults,
    floor: row?.floor ?? 0,
    version: row?.release?.version ?? 0,
    root: row?.root.version ?? 0,
    front: front && { version: front.version, lead: front.lead?.id },
    withdrawn: articles.flatMap((one) => ('withdrawn' in one ? [one.id] : [])),
    shelved: row?.shelved.length ?? 0,
    articles: texts.size,
    images: pictures,
    bytes: row?.bytes,
    state: digest,
    reading: marks.map((mark, index) => [markKeys[index]!, mark] as const),
  }
}

async function mark(
  publication: string,
  id: string,
  marks: Parameters<typeof saveReading>[3],
): Promise<void> {
  await saveReading(await openLibrary(), publication, id, marks)
}

/** As the app does when it starts. @returns whether the second copy knew more than the database */
async function restore(): Promise<boolean> {
  const library = await openLibrary()
  const restored = await restoreCopy(library)
  await writeCopy(library)
  return restored
}

/** As the app does a second after a mark. */
const copy = async () => writeCopy(await openLibrary())

/** Everything delivered for a publication, as one text that can be compared; how its hosts fared is left out. */
async function snapshot(publication: string): Promise<string> {
  const library = await openLibrary()
  const range = IDBKeyRange.bound([publication], [publication, []])
  const {
    added: _added,
    synced: _synced,
    hosts: _hosts,
    syncs: _syncs,
    ...row
  } = (await library.get('publications', publication))!
  const references = await library.getAllKeysFromIndex('imageReferences', 'article', range)
  const images = await Promise.all(
    references.map(async ([digest]) => (await library.get('images', digest))?.bytes.byteLength),
  )
  return JSON.stringify({
    row: { ...row, address: '', shelved: [...row.shelved].sort() },
    front: await library.get('fronts', publication),
    articles: await library.getAll('articles', range),
    bodies: await library.getAll('bodies', range),
    references: references.map((key, index) => [...key, images[index]]),
  })
}

export interface Shelf {
  /** In the order they are applied; each under a name of its own, for what is known by name is skipped. */
  bundles: { name: string; records: BundleRecord[] }[]
}

/**
 * Applies bundles, each shelf to a publication of its own that begins with the same base, and removes it.
 * @returns for each what is then in the library
 */
async function apply(base: BundleRecord[], shelves: Shelf[], release: Release): Promise<string[]> {
  const library = await openLibrary()
  const results: string[] = []
  for (const { bundles } of shelves) {
    const { id } = release
    await putPublication(library, {
      id,
      address: 'http://localhost/',
      trust: 'first-use',
      fingerprint: '0'.repeat(64),
      root: {} as never,
      floor: 0,
      shelved: [],
      skipped: 0,
      added: '2026-11-01T00:00:00Z',
      bytes: { text: 0, images: 0 },
    })
    await shelveBundle(library, id, 'base', base, 0)
    const pictures = base.flatMap((record) => ('headline' in record ? imagesOf(record) : []))
    const kept = new Map(pictures.map((image) => [pickSource(image).digest, pickSource(image)]))
    await shelveImages(
      library,
      id,
      [...kept].map(([digest, { length, type }]) => ({
        digest,
        image: { type, bytes: new ArrayBuffer(length) },
      })),
    )
    for (const { name, records } of bundles) await shelveBundle(library, id, name, records, 0)
    await shelveFrontPage(library, release, { now: '2026-11-01T00:00:00Z' })
    const { faults } = await audit(id)
    // Pictures are fetched after the text: which of the old ones have gone depends on the way, and is mended there.
    const { row, references, ...content } = JSON.parse(await snapshot(id))
    results.push(
      JSON.stringify({
        faults,
        content,
        text: row.bytes.text,
        references: references.map((key: string[]) => key.slice(0, 3)),
      }),
    )
    await removePublication(library, id)
  }
  return results
}

/** @returns the code a bundle is refused with */
async function refusal(bytes: number[] | string, reference: BundleReference): Promise<string> {
  const file =
    typeof bytes === 'string'
      ? new Uint8Array(await (await fetch(bytes)).arrayBuffer())
      : Uint8Array.from(bytes)
  return decodeBundle(file, reference).then(
    () => 'taken',
    (error: BundleError) => error.code,
  )
}

/** Nothing is left of what was in the library. */
async function forget(): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASES[0])
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** What a reader does in the settings. */
const free = async (bytes: number) => evict(await openLibrary(), bytes)
const allow = async (budget: number) => saveBudget(await openLibrary(), budget)

const inPage = {
  deliver,
  deliverHere,
  kill,
  loseHeart,
  cancel,
  setClock,
  audit,
  mark,
  restore,
  copy,
  snapshot,
  apply,
  refusal,
  forget,
  free,
  allow,
}
export type InPage = typeof inPage

if (typeof document === 'undefined') runInWorker()
else Object.assign(globalThis, { proofs: inPage })
