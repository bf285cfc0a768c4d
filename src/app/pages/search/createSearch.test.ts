import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Found } from '#library/search.ts'
import { loadLater } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { createSearch, headingOf, MOST_FOUND } from './createSearch.ts'

const card = (id: string) => ({ title: 'Paper', card: { id, publication: 'paper' } }) as Found

/** A search whose answers the test gives. */
function open(
  answers: Record<string, Found[] | Error>,
  first?: Parameters<typeof createSearch>[0]['results'],
) {
  const announced: string[] = []
  const kept: string[] = []
  const signals: AbortSignal[] = []
  const search = createSearch({
    later,
    results: first,
    find: async (words, signal) => {
      signals.push(signal)
      await Promise.resolve()
      const answer = answers[words] ?? []
      if (answer instanceof Error) throw answer
      return answer
    },
    keep: (words) => kept.push(words),
    announce: (words) => announced.push(words),
  })
  return { ...search, announced, kept, signals }
}

const later = await loadLater()

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('before anything is asked, nothing is shown', () => {
  const { results, problem } = open({})
  expect(results()).toBeUndefined()
  expect(problem()).toBeUndefined()
})

test.each([0, 1, MOST_FOUND])(
  '%i articles found are shown, counted and announced',
  async (count) => {
    const found = Array.from({ length: count }, (_, index) => card(`${index}`))
    const { ask, results, announced, kept } = open({ tea: found })
    await ask(' tea ')
    expect(results()).toEqual({ words: 'tea', found })
    const heading = count > 0 ? later.search.found(count) : later.search.nothing(isolated('tea'))
    expect(headingOf(results()!, later)).toBe(heading)
    expect(announced).toEqual([heading])
    expect(kept).toEqual(['tea'])
  },
)

test('a library that cannot be read is told, rather than that nothing was found', async () => {
  const { ask, results, problem, announced } = open({
    tea: new Error('no library'),
    milk: [card('a')],
  })
  await ask('tea')
  expect(results()).toBeUndefined()
  expect(problem()).toBe(later.failures.storage!.join(' '))
  expect(announced).toEqual([problem()])
  await ask('milk')
  expect(problem()).toBeUndefined()
  expect(results()?.found).toHaveLength(1)
})

test('what Back returns to stands there at once and is not asked again', async () => {
  const first = { words: 'tea', found: [card('a')] }
  const { ask, results, signals } = open({}, first)
  await ask('tea')
  expect(results()).toBe(first)
  expect(signals).toEqual([])
})

test('an empty field shows nothing', async () => {
  const { ask, results, announced } = open({}, { words: 'tea', found: [card('a')] })
  await ask('  ')
  expect(results()).toBeUndefined()
  expect(announced).toEqual([])
})

test('while the reader types, only the last words are asked, and earlier answers come too late', async () => {
  const { ask, askSoon, results, signals } = open({ te: [card('old')], tea: [card('new')] })
  const early = ask('te')
  askSoon('tea')
  await vi.advanceTimersByTimeAsync(299)
  expect(signals).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  await early
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  expect(results()?.found.map(({ card }) => card.id)).toEqual(['new'])
})

test('a page that is left asks nothing more', async () => {
  const { askSoon, end, signals } = open({})
  askSoon('tea')
  end()
  await vi.advanceTimersByTimeAsync(1000)
  expect(signals).toEqual([])
})
