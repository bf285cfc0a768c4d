import { createSignal } from 'solid-js'
import { storageWords } from '../../language/failureWords.ts'
import { formatSize } from '../../language/formatSize.ts'
import type { LaterWords } from '../../language/Words.ts'

/** Sizes of the stored publications and audio files (bytes). */
export interface Stored {
  publications: { title: string; language: string | undefined; bytes: number }[]
  /** How much the publications may take together. */
  budget: number
  audio: number
}

interface Surroundings {
  later: LaterWords
  load(): Promise<Stored>
  isPersisted(): Promise<boolean>
  persist(): Promise<boolean>
  saveBudget(budget: number): Promise<void>
  /** Removes at least so many bytes of articles and images, where the reader has not kept them. @returns bytes removed */
  free(least: number): Promise<number>
  /** @returns bytes removed */
  freeAudio(): Promise<number>
  /** @returns names of what is still there */
  erase(): Promise<string[]>
  confirm(question: string): boolean
  announce(words: string): void
}

export type StorageState = ReturnType<typeof createStorage>

/** State of the part of the settings that is about storage. Every request of the reader gets an answer in words. */
export function createStorage(device: Surroundings) {
  const { later } = device
  const [stored, setStored] = createSignal<Stored>()
  const [persisted, setPersisted] = createSignal<boolean>()
  const [state, setState] = createSignal('')

  const say = (words: string) => {
    setState(words)
    device.announce(words)
  }
  const refresh = async () => {
    // Without a library, the page shows no numbers.
    setStored(await device.load().catch(() => undefined))
  }
  const begin = async () => {
    await refresh()
    setPersisted(await device.isPersisted())
  }
  const used = () => usedBy(stored())
  /** Says why something that the reader asked for cannot be done. */
  const answering = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      say(storageWords(later, error))
    }
  }
  const freeNow = () =>
    answering(async () => {
      const freed = (await device.freeAudio()) + (await device.free(Number.POSITIVE_INFINITY))
      await refresh()
      say(freed > 0 ? later.storage.freed(formatSize(freed)) : later.storage.nothingToFree)
    })
  const setBudget = (budget: number) =>
    answering(async () => {
      await device.saveBudget(budget)
      const over = used() - budget
      const freed = over > 0 ? await device.free(over) : 0
      await refresh()
      const size = formatSize(freed > 0 ? freed : budget)
      say(freed > 0 ? later.storage.freed(size) : later.storage.atMost(size))
    })
  const persist = () =>
    answering(async () => {
      const promised = await device.persist()
      setPersisted(promised)
      say(promised ? later.storage.persisted : later.storage.notPromised)
    })
  /** @returns whether the reader has agreed and nothing is left */
  const erase = async (): Promise<boolean> => {
    if (!device.confirm(later.storage.confirmWipe)) return false
    let done = false
    await answering(async () => {
      const left = await device.erase()
      done = left.length === 0
      if (!done) say(later.storage.notWiped(left.join(', ')))
    })
    return done
  }
  return { stored, used, persisted, state, begin, freeNow, setBudget, persist, erase }
}

function usedBy(stored: Stored | undefined): number {
  return stored?.publications.reduce((total, { bytes }) => total + bytes, 0) ?? 0
}
