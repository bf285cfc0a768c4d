import type { BundleError } from '#bundle/BundleError.ts'
import { decodeBundle } from '#bundle/decodeBundle.ts'
import type { BundleReference } from '#bundle/release.ts'
import { handleMessage } from '#delivery/deliver.ts'
import { saveBudget } from '#library/budget.ts'
import { restoreCopy, writeCopy } from '#library/copy.ts'
import { evict } from '#library/evict.ts'
import { openLibrary } from '#library/open.ts'
import { saveReading } from '#library/reading.ts'
import { DATABASES } from '#library/schema.ts'
import { CHANNEL, type ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { audit, snapshot } from './audit.ts'
import { fillShelves } from './compareShelves.ts'
import {
  announceEnd,
  type Interruption,
  type Order,
  openPatiently,
  runWorker,
  setClock as setOwnClock,
} from './deliveryWorker.ts'

/*
 * What the specs of this folder call in a page: delivery, in a worker or in the page itself, and a library to look into.
 */

const workers = new Map<number, { worker: Worker; kill: () => void }>()

/** How wrong the clock is (ms). */
let clock = 0

/**
 * Delivers in a worker of its own.
 * @param number of the worker, by which it can be killed
 * @returns all that was told, and undefined where the worker was killed meanwhile
 */
function deliver(order: Order, number = 0): Promise<ToPage[] | undefined> {
  const id = crypto.randomUUID()
  const listening = listen(id)
  const worker = new Worker('pageApi.js', { type: 'module' })
  return new Promise((resolve, reject) => {
    const end = (told?: ToPage[]) => {
      worker.terminate()
      workers.delete(number)
      listening.close()
      resolve(told)
    }
    const kill = () => end()
    workers.set(number, { worker, kill })
    listening.ended.then(end)
    // It is dying.
    worker.onmessage = kill
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage({ clock, ...order, id })
  })
}

/** The same in the page itself, which lives on: what deliveries leave behind in memory adds up here. */
async function deliverHere(message: ToWorker): Promise<ToPage[]> {
  const id = crypto.randomUUID()
  const { ended } = listen(id)
  await handleMessage(message)
  announceEnd(id)
  return ended
}

/** Hears all that is told until the delivery of this id has ended. */
function listen(id: string) {
  const channel = new BroadcastChannel(CHANNEL)
  const told: ToPage[] = []
  const ended = new Promise<ToPage[]>((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data.end === undefined) told.push(data as ToPage)
      else if (data.end === id) {
        channel.close()
        resolve(told)
      }
    }
  })
  return { ended, close: () => channel.close() }
}

/** Ends a worker as a phone ends an app: in the middle of whatever it does. */
const kill = (number: number) => workers.get(number)?.kill()

function interrupt(interruption: Interruption): void {
  for (const { worker } of workers.values()) worker.postMessage(interruption)
}

const endWaitFor = (request: string) => interrupt({ unanswered: request })
const cancel = () => interrupt({ cancel: true })

/** Puts the clock of this page and of its deliveries so far (ms) from the present. */
function setClock(wrong: number): void {
  clock = wrong
  setOwnClock(wrong)
  interrupt({ clock })
}

async function mark(
  publication: string,
  id: string,
  marks: Parameters<typeof saveReading>[3],
): Promise<void> {
  await saveReading(await openLibrary(), publication, id, marks)
}

/** Does what the app does when it starts. @returns whether the copy knew more than the database */
async function restore(): Promise<boolean> {
  const library = await openLibrary()
  const restored = await restoreCopy(library)
  await writeCopy(library)
  return restored
}

/** Does what the app does a second after a mark. */
const copy = async () => writeCopy(await openLibrary())

/** @returns the code a bundle is refused with */
async function refusal(name: string, reference: BundleReference): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(name)).arrayBuffer())
  return decodeBundle(bytes, reference).then(
    () => 'taken',
    (error: BundleError) => error.code,
  )
}

/** Makes this a new device: without the copy, too, from which the app would restore what another reader had. */
async function forget(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name)
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASES[0])
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** What a reader does in the settings. */
const free = async (bytes: number) => evict(await openLibrary(), bytes)
const setBudget = async (bytes: number) => saveBudget(await openLibrary(), bytes)

const pageApi = {
  deliver,
  deliverHere,
  kill,
  endWaitFor,
  cancel,
  setClock,
  audit,
  mark,
  restore,
  copy,
  snapshot,
  fillShelves,
  refusal,
  forget,
  free,
  setBudget,
}
export type PageApi = typeof pageApi

openPatiently()
if (typeof document === 'undefined') runWorker()
else Object.assign(globalThis, { pageApi })
