import { expect, test } from 'vitest'
import type { Card } from '#bundle/card.ts'
import { loadLater, t } from '../../language/catalog.ts'
import { createOlderPosts } from './createOlderPosts.ts'

const later = await loadLater()

const card = (id: string) => ({ id }) as Card

/** A section page whose library gives these answers, one for each request. */
function open(shown: string[], answers?: (string[] | Error)[]) {
  const announced: string[] = []
  const asked: string[] = []
  const waiting = [...(answers ?? [])]
  const loadOlder = async (last: Card) => {
    asked.push(last.id)
    const answer = waiting.shift() ?? []
    if (answer instanceof Error) throw answer
    return answer.map(card)
  }
  const posts = createOlderPosts({
    page: () => ({ cards: shown.map(card), loadOlder: answers && loadOlder }),
    announce: (words) => announced.push(words),
  })
  return { ...posts, ids: () => posts.cards().map(({ id }) => id), announced, asked }
}

test('a section without articles shows none and has no button', () => {
  const { ids, more, problem } = open([])
  expect(ids()).toEqual([])
  expect(more()).toBe(false)
  expect(problem()).toBeUndefined()
})

test.each([1, 3])('a section of %i articles that is shown whole has no button', (count) => {
  const shown = ['a', 'b', 'c'].slice(0, count)
  const { ids, more } = open(shown)
  expect(ids()).toEqual(shown)
  expect(more()).toBe(false)
})

test.each([1, 20])('%i older articles follow the last one, and are announced', async (count) => {
  const older = Array.from({ length: count }, (_, index) => `older-${index}`)
  const { load, ids, more, asked, announced } = open(['a', 'b'], [older])
  expect(more()).toBe(true)
  expect(await load()).toEqual(card('older-0'))
  expect(ids()).toEqual(['a', 'b', ...older])
  expect(more()).toBe(true)
  expect(asked).toEqual(['b'])
  expect(announced).toEqual([t.loadedOlder(count)])
})

test('each page is asked for after the last article of the one before', async () => {
  const { load, ids, asked } = open(['a'], [['b', 'c'], ['d']])
  await load()
  await load()
  expect(ids()).toEqual(['a', 'b', 'c', 'd'])
  expect(asked).toEqual(['a', 'c'])
})

test('after the last page the button is gone and the reader is told that there is no more', async () => {
  const { load, ids, more, announced } = open(['a'], [['b'], []])
  await load()
  expect(await load()).toBeUndefined()
  expect(ids()).toEqual(['a', 'b'])
  expect(more()).toBe(false)
  expect(announced.at(-1)).toBe(t.noOlder)
})

test('a section whose articles are all gone asks for nothing', async () => {
  const { load, more, asked, announced } = open([], [])
  await load()
  expect(more()).toBe(false)
  expect(asked).toEqual([])
  expect(announced).toEqual([t.noOlder])
})

test('a library that cannot be read is told, and the button stays for another attempt', async () => {
  const { load, ids, more, problem, announced } = open(['a'], [new Error('no library'), ['b']])
  expect(await load()).toBeUndefined()
  expect(problem()).toBe(later.failures.storage!.join(' '))
  expect(announced).toEqual([problem()])
  expect(ids()).toEqual(['a'])
  expect(more()).toBe(true)
  await load()
  expect(problem()).toBeUndefined()
  expect(ids()).toEqual(['a', 'b'])
})

test('articles that have arrived stay when the next page fails', async () => {
  const { load, ids, more } = open(['a'], [['b'], new Error('no library')])
  await load()
  await load()
  expect(ids()).toEqual(['a', 'b'])
  expect(more()).toBe(true)
})

test('a second press before the older articles have arrived asks for nothing', async () => {
  const { load, ids, asked } = open(['a'], [['b'], ['b']])
  await Promise.all([load(), load()])
  expect(ids()).toEqual(['a', 'b'])
  expect(asked).toEqual(['a'])
})
