import { handleMessage } from '#delivery/deliver.ts'
import { OPEN_TIMEOUT_MS } from '#library/open.ts'
import { CHANNEL } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { failTransaction, fillDisk } from './failTransaction.ts'

/*
 * Delivery in a worker that a test can end at any moment, and whose clock, timers and transactions it can disturb.
 */

export interface Order {
  message: ToWorker
  /** How wrong the clock of this device is (ms). */
  clock?: number
  /** The writing transaction of this number, from the start of the worker, finds the disk full. */
  fullAt?: number | undefined
  /** In the writing transaction of this number the worker is killed, after its first write. */
  dieAt?: number | undefined
  /** Number of a delivery whose hosts say how long it waits for them (`waitForHosts`). */
  delivery?: number
}

/** What a worker is told while it delivers. `unanswered` names a request to which nothing more will be sent. */
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

/** Says that a delivery has ended, on the channel of all it has told and after that. */
export function announceEnd(id: string): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ end: id })
  channel.close()
}

/** A database may take as long as it likes to open: on a busy machine it is slow, not blocked. */
export function openPatiently(): void {
  const { setTimeout: later } = globalThis
  globalThis.setTimeout = ((work: () => void, time = 0, ...args: unknown[]) =>
    time === OPEN_TIMEOUT_MS ? 0 : later(work, time, ...args)) as typeof setTimeout
}

const RealDate = Date

/** Puts the clock so far (ms) from the present. */
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

/** Waits of at least so many ms are for hosts; shorter ones are pauses before a file is asked for again. */
const HOST_WAIT = 9000
/** Pauses are shorter by so much. */
const HURRY = 60

/**
 * Numbers the requests of a delivery, and makes it wait for their answers until the hosts say that none will come:
 * then all waits end at once, without the time they take.
 * @returns ends the wait for a request
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
    // Of an answer that has stopped in the middle, the next piece is waited for only now.
    queueMicrotask(endWaits)
    return timers
  }) as typeof setTimeout
  globalThis.clearTimeout = (timer) => {
    if (!waits.delete(timer as number)) forget(timer)
  }
  globalThis.fetch = (input, init) => {
    const request = `${delivery}.${++requests}`
    asked.add(request)
    // Delivery aborts every request in the end, whatever has come of it (src/delivery/fetchFile.ts).
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
