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
import { audit, keyOf, snapshot } from './audit.ts'
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
 * Functions that the specs of this folder call in a page: delivery in a worker or in the page itself, and checks of the
 * library.
 */

const workers = new Map<number, { worker: Worker; kill: () => void }>()

/** How far the clock is from the real time (ms). */
let clock = 0

/**
 * Delivers in a worker of its own.
 * @param number of the worker, by which a test can kill it
 * @returns all messages, or undefined when the worker was killed
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
    // The worker asks to be killed in the middle of a transaction.
    worker.onmessage = kill
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage({ clock, ...order, id })
  })
}

/** Delivers in the page itself, where memory leaks of many deliveries add up. */
async function deliverHere(message: ToWorker): Promise<ToPage[]> {
  const id = crypto.randomUUID()
  const { ended } = listen(id)
  await handleMessage(message)
  announceEnd(id)
  return ended
}

/** Collects all messages until the delivery with this id has ended. */
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

/** Kills a worker in the middle of its work, as a phone kills an app. */
const kill = (number: number) => workers.get(number)?.kill()

function interrupt(interruption: Interruption): void {
  for (const { worker } of workers.values()) worker.postMessage(interruption)
}

const endWaitFor = (request: string) => interrupt({ unanswered: request })
const cancel = () => interrupt({ cancel: true })

/** Moves the clock of this page and of its deliveries by this much (ms) from the real time. */
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
  await saveReading(await openLibrary(), await keyOf(publication), id, marks)
}

/**
 * Restores and writes the backup as the app does when it starts. @returns whether the backup had data the database
 * lacked
 */
async function restore(): Promise<boolean> {
  const library = await openLibrary()
  const restored = await restoreCopy(library)
  await writeCopy(library)
  return restored
}

/** Writes the backup as the app does a second after a mark. */
const copy = async () => writeCopy(await openLibrary())

/** @returns the error code with which a bundle is refused */
async function refusal(name: string, reference: BundleReference): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(name)).arrayBuffer())
  return decodeBundle(bytes, reference).then(
    () => 'taken',
    (error: BundleError) => error.code,
  )
}

/**
 * Makes this a new device. The backup is deleted as well, because the app would restore another reader's data from it.
 */
async function forget(): Promise<void> {
  for (const name of await caches.keys()) await caches.delete(name)
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASES[0])
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/** Actions of a reader in the settings. */
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
