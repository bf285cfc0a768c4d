import { resolveObjectURL } from 'node:buffer'
import { expect, test } from 'vitest'
import type { FailureCode } from '#messages/toPage.ts'
import { loadLater } from '../language/catalog.ts'
import { createAudio } from './createAudio.ts'

const later = await loadLater()

const FILE = new Blob(['sound'])

/** A piece of audio on a device, whose mirror and storage the test plays. */
function onDevice(stored?: Blob | Error) {
  const announced: string[] = []
  const requests: {
    signal: AbortSignal
    progress: (bytes: number) => void
    answer: (failure?: FailureCode) => void
  }[] = []
  const device = { stored, focus: 'page' as 'page' | 'button' | 'player', playing: false }
  const audio = createAudio({
    later,
    load: async () => {
      if (device.stored instanceof Error) throw device.stored
      return device.stored
    },
    fetch: ({ signal, progress }) =>
      new Promise((resolve) => {
        requests.push({ signal, progress, answer: resolve })
        signal.addEventListener('abort', () => resolve('cancelled'))
      }),
    remove: async () => {
      device.stored = undefined
    },
    stopPlaying: () => {
      device.playing = false
    },
    focusButton: () => {
      device.focus = 'button'
    },
    isButtonFocused: () => device.focus === 'button',
    focusPlayer: () => {
      device.focus = audio.address() ? 'player' : 'button'
    },
    announce: (words) => announced.push(words),
  })
  return { ...audio, device, announced, requests }
}

const wordsOf = (code: FailureCode) => later.failures[code]!.join(' ')

test('audio that was not fetched yet has no player, and nothing is said about it', async () => {
  const { open, address, arrived, state, announced } = onDevice()
  expect(await open()).toBe(false)
  expect(address()).toBeUndefined()
  expect(arrived()).toBeUndefined()
  expect(state()).toBe('')
  expect(announced).toEqual([])
})

test('audio on the device is played at once, without a word', async () => {
  const { open, address, announced } = onDevice(FILE)
  expect(await open()).toBe(true)
  expect(resolveObjectURL(address()!)?.size).toBe(FILE.size)
  expect(announced).toEqual([])
})

test('audio whose storage is refused is offered like audio that was not fetched yet', async () => {
  const { open, address, state } = onDevice(new Error('no caches'))
  expect(await open()).toBe(false)
  expect(address()).toBeUndefined()
  expect(state()).toBe('')
})

test('while audio is fetched, the reader sees how much has arrived', async () => {
  const { fetch, arrived, state, requests, device } = onDevice()
  fetch()
  expect(arrived()).toBe(0)
  expect(state()).toBe(later.storage.fetching)
  expect(device.focus).toBe('button')
  requests[0]!.progress(1000)
  expect(arrived()).toBe(1000)
})

test('audio that has arrived can be played, and the player has the focus', async () => {
  const { fetch, address, arrived, announced, requests, device } = onDevice()
  const done = fetch()
  device.stored = FILE
  requests[0]!.answer()
  await done
  expect(arrived()).toBeUndefined()
  expect(resolveObjectURL(address()!)?.size).toBe(FILE.size)
  expect(announced).toEqual([later.storage.fetching, later.audio.here])
  expect(device.focus).toBe('player')
})

test('the focus stays with a reader who has gone on meanwhile', async () => {
  const { fetch, requests, device } = onDevice()
  const done = fetch()
  device.focus = 'page'
  device.stored = FILE
  requests[0]!.answer()
  await done
  expect(device.focus).toBe('page')
})

test('a reader can stop fetching, and begin again', async () => {
  const { fetch, stop, address, arrived, state, requests, device } = onDevice()
  const done = fetch()
  stop()
  await done
  expect(requests[0]!.signal.aborted).toBe(true)
  expect(arrived()).toBeUndefined()
  expect(address()).toBeUndefined()
  expect(state()).toBe(wordsOf('cancelled'))
  expect(device.focus).toBe('button')
  fetch()
  expect(requests[1]!.signal.aborted).toBe(false)
  expect(arrived()).toBe(0)
})

test('without a network, the reader is told that it takes one to download audio', async () => {
  const { fetch, state, announced, requests } = onDevice()
  const done = fetch()
  requests[0]!.answer('offline')
  await done
  expect(state()).toBe(later.audio.notHere)
  expect(announced.at(-1)).toBe(state())
})

test.each(['not-found', 'slow', 'no-space', 'storage'] as const)(
  'the reader is told why audio cannot be had: %s',
  async (code) => {
    const { fetch, address, arrived, state, announced, requests, device } = onDevice()
    const done = fetch()
    requests[0]!.answer(code)
    await done
    expect(address()).toBeUndefined()
    expect(arrived()).toBeUndefined()
    expect(state()).toBe(wordsOf(code))
    expect(announced.at(-1)).toBe(state())
    expect(device.focus).toBe('button')
  },
)

test('where the browser has not kept what has arrived, the reader is told', async () => {
  const { fetch, address, state, requests } = onDevice(new Error('no caches'))
  const done = fetch()
  requests[0]!.answer()
  await done
  expect(address()).toBeUndefined()
  expect(state()).toBe(wordsOf('storage'))
})

test('audio that the reader removes no longer plays, and can be fetched again', async () => {
  const { open, remove, address, state, announced, device } = onDevice(FILE)
  await open()
  const played = address()!
  device.playing = true
  await remove()
  expect(device).toEqual({ stored: undefined, focus: 'button', playing: false })
  expect(address()).toBeUndefined()
  expect(resolveObjectURL(played)).toBeUndefined()
  expect(state()).toBe(later.audio.removed)
  expect(announced).toEqual([state()])
})

test('a page that is left stops playing and fetching, and keeps the file', async () => {
  const { open, close, fetch, address, requests, device } = onDevice(FILE)
  await open()
  const played = address()!
  device.playing = true
  fetch()
  close()
  expect(requests[0]!.signal.aborted).toBe(true)
  expect(device.playing).toBe(false)
  expect(address()).toBeUndefined()
  expect(resolveObjectURL(played)).toBeUndefined()
  expect(device.stored).toBe(FILE)
})

test('a reader who leaves the page while audio is downloaded is not told that it has stopped', async () => {
  const { close, fetch, announced } = onDevice()
  const done = fetch()
  close()
  await done
  expect(announced).toEqual([later.storage.fetching])
})

test('audio that arrives while the page is left is not announced, and is not opened', async () => {
  const { close, fetch, address, announced, requests, device } = onDevice()
  const done = fetch()
  device.stored = FILE
  requests[0]!.answer()
  close()
  await done
  expect(announced).toEqual([later.storage.fetching])
  expect(address()).toBeUndefined()
})
