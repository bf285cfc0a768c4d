import { createSignal } from 'solid-js'
import type { FailureCode } from '#messages/toPage.ts'
import { failureWords } from '../language/failureWords.ts'
import type { LaterWords } from '../language/Words.ts'

interface Surroundings {
  later: LaterWords
  /** @returns the file; undefined while it is not on the device */
  load(): Promise<Blob | undefined>
  /** Fetches the file and stores it. @returns why it cannot be had; undefined when it is on the device */
  fetch(asking: {
    signal: AbortSignal
    progress: (bytes: number) => void
  }): Promise<FailureCode | undefined>
  /** Removes the file from the device. */
  remove(): Promise<void>
  /** Ends what plays the file, before its address is no longer valid. */
  stopPlaying(): void
  /** Moves the focus to the button that fetches. */
  focusButton(): void
  isButtonFocused(): boolean
  /** Moves the focus to the player, if there is one by now, else to the button. */
  focusPlayer(): void
  announce(words: string): void
}

/** State of a piece of audio: whether its file is on the device, and how it comes there and goes. */
export function createAudio(device: Surroundings) {
  const { later } = device
  const [address, setAddress] = createSignal<string>()
  const [arrived, setArrived] = createSignal<number>()
  const [state, setState] = createSignal('')
  let fetching: AbortController | undefined
  let isLeft = false

  const say = (words: string) => {
    if (isLeft) return
    setState(words)
    device.announce(words)
  }
  /** @returns whether the file is on the device */
  const open = async (): Promise<boolean> => {
    const file = await device.load().catch(() => undefined)
    if (file && !isLeft) setAddress(URL.createObjectURL(file))
    return file !== undefined
  }
  const release = () => {
    device.stopPlaying()
    const opened = address()
    setAddress(undefined)
    if (opened) URL.revokeObjectURL(opened)
  }
  /** To be called when the reader leaves the page. */
  const close = () => {
    isLeft = true
    fetching?.abort()
    release()
  }
  const fetch = async () => {
    fetching = new AbortController()
    setArrived(0)
    say(later.storage.fetching)
    device.focusButton()
    const failure = await device.fetch({ signal: fetching.signal, progress: setArrived })
    const focused = device.isButtonFocused()
    setArrived(undefined)
    if (failure === 'offline') say(later.audio.notHere)
    else if (failure) say(failureWords(later, failure).join(' '))
    else if (await open()) say(later.audio.here)
    else say(failureWords(later, 'storage').join(' '))
    if (focused) device.focusPlayer()
  }
  const remove = async () => {
    release()
    await device.remove()
    say(later.audio.removed)
    device.focusButton()
  }
  return {
    /** Object URL of the file; undefined while it is not on the device. */
    address,
    /** Bytes that have arrived; undefined while nothing is fetched. */
    arrived,
    /** Result of the last request of the reader, in words. */
    state,
    open,
    close,
    fetch,
    stop: () => fetching?.abort(),
    remove,
  }
}
