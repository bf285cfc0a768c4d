import { expect, test } from 'vitest'
import type { FailureCode } from '#messages/toPage.ts'
import { loadLater } from '../../language/catalog.ts'
import { createEvicted } from './createEvicted.ts'

const later = await loadLater()

/** The page of an article whose mirrors give these answers, one for each request. */
function open(...answers: (FailureCode | undefined)[]) {
  const announced: string[] = []
  const page = createEvicted({
    later,
    fetch: async () => answers.shift(),
    announce: (words) => announced.push(words),
  })
  return { ...page, announced }
}

test('before the reader asks for the article, nothing is said', () => {
  const { state, announced } = open()
  expect(state()).toBe('')
  expect(announced).toEqual([])
})

test('while the article is fetched the page says so, and on success it adds nothing', async () => {
  const { state, fetch, announced } = open(undefined)
  const done = fetch()
  expect(state()).toBe(later.storage.fetching)
  await done
  expect(announced).toEqual([later.storage.fetching])
})

test.each(['offline', 'not-found', 'no-space', 'storage'] as const)(
  'the reader is told why the article cannot be had: %s',
  async (code) => {
    const { state, fetch, announced } = open(code)
    await fetch()
    expect(state()).toBe(later.failures[code]!.join(' '))
    expect(announced).toEqual([later.storage.fetching, state()])
  },
)

test('another attempt replaces the reason of the one before', async () => {
  const { state, fetch } = open('offline', undefined)
  await fetch()
  await fetch()
  expect(state()).toBe(later.storage.fetching)
})

test('where this browser lacks the code of delivery, the reader is told so', async () => {
  const announced: string[] = []
  const { state, fetch } = createEvicted({
    later,
    fetch: () => Promise.reject(new Error('no chunk')),
    announce: (words) => announced.push(words),
  })
  await fetch()
  expect(state()).toBe(later.damaged)
  expect(announced.at(-1)).toBe(later.damaged)
})
