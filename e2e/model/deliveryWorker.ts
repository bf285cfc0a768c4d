import { handleMessage } from '#delivery/deliver.ts'
import { OPEN_TIMEOUT_MS } from '#library/open.ts'
import { CHANNEL } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { failTransaction, fillDisk } from './failTransaction.ts'

/* Delivery in a worker that a test can kill at any moment, and whose clock, timers and transactions it can disturb. */

export interface Order {
  message: ToWorker
  /** How far the clock of this device is from the real time (ms). */
  clock?: number
  /** Number of the writing transaction, counted from the start of the worker, that finds the disk full. */
  fullAt?: number | undefined
  /** Number of the writing transaction in which the worker is killed, after its first write. */
  dieAt?: number | undefined
  /** Number of the delivery whose hosts end its waits for an answer (`waitForHosts`). */
  delivery?: number
}

/** Messages to a worker during a delivery. `unanswered` names a request that will receive no more data. */
export type Interruption = { clock: number } | { unanswered: string } | { cancel: true }

export function runWorker(): void {
  let endWaitFor = (_request: string) => {}
  addEventListener('message', async ({ data }: MessageEvent<Order & { id: string }>) => {
    const told = data as Order | Interruption
    if ('cancel' in told) return handleMessage({ type: 'cancel' })
    if ('unanswered' in told) return endWaitFor(told.unanswered)
    if (!('message' in told)) return setClock(told.clock)
    const { message, clock = 0, fullAt, dieAt, delivery } = told
    if (delivery !== undefined) endWaitFor = waitForHosts(delivery)
    if (clock !== 0) setClock(clock)
    if (fullAt !== undefined) failTransaction(fullAt, fillDisk)
    if (dieAt !== undefined) failTransaction(dieAt, () => postMessage('dying'))
    await handleMessage(message)
    announceEnd(data.id)
  })
}

/** Announces the end of a delivery on the channel of its messages, after all of them. */
export function announceEnd(id: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ end: id })
  channel.close()
}

/** Removes the timeout for opening the database: on a busy machine a database is slow, not blocked. */
export function openPatiently(): void {
  const { setTimeout: later } = globalThis
  globalThis.setTimeout = ((work: () => void, time = 0, ...args: unknown[]) =>
    time === OPEN_TIMEOUT_MS ? 0 : later(work, time, ...args)) as typeof setTimeout
}

const RealDate = Date

/** Moves the clock by this much (ms) from the real time. */
export function setClock(wrong: number): void {
  globalThis.Date = class extends RealDate {
    constructor(...args: []) {
      super(...((args.length === 0 ? [RealDate.now() + wrong] : args) as []))
    }
    static override now() {
      return RealDate.now() + wrong
    }
  } as DateConstructor
}

/** Timers of at least this length (ms) wait for hosts; shorter ones are pauses before a file is requested again. */
const HOST_WAIT = 9000
/** Pauses are divided by this number. */
const HURRY = 60

/**
 * Numbers the requests of a delivery, and keeps its timers for hosts from running. Once no pending request will be
 * answered any more, all those timers end at once, without the time they would take.
 * @returns a function that declares a request unanswered
 */
function waitForHosts(delivery: number): (request: string) => void {
  const waits = new Map<number, () => void>()
  const asked = new Set<string>()
  const unanswered = new Set<string>()
  const { setTimeout: later, clearTimeout: forget, fetch: ask } = globalThis
  let timers = 0
  let requests = 0

  const endWaits = () => {
    if (asked.size === 0 || [...asked].some((request) => !unanswered.has(request))) return
    const all = [...waits.values()]
    waits.clear()
    for (const end of all) end()
  }
  globalThis.setTimeout = ((work: () => void, time = 0) => {
    if (time < HOST_WAIT) return later(work, time === OPEN_TIMEOUT_MS ? time : time / HURRY)
    waits.set(--timers, work)
    // When an answer stops in the middle, delivery sets the timer for the next piece after the answer was declared
    // unanswered.
    queueMicrotask(endWaits)
    return timers
  }) as typeof setTimeout
  globalThis.clearTimeout = (timer) => {
    if (!waits.delete(timer as number)) forget(timer)
  }
  globalThis.fetch = (input, init) => {
    const request = `${delivery}.${++requests}`
    asked.add(request)
    // Delivery aborts every request in the end, whether it succeeded or not (src/delivery/fetchFile.ts).
    init!.signal!.addEventListener('abort', () => {
      asked.delete(request)
      endWaits()
    })
    return ask(`${input}?request=${request}`, init)
  }
  return (request) => {
    unanswered.add(request)
    endWaits()
  }
}
