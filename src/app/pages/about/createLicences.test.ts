import { expect, test } from 'vitest'
import { loadLater } from '../../language/catalog.ts'
import { failureWords } from '../../language/failureWords.ts'
import { createLicences } from './createLicences.ts'

const later = await loadLater()

function open(answers: (string | Error)[], isOnline = true) {
  const announced: string[] = []
  let asked = 0
  const licences = createLicences({
    later,
    fetchText: async () => {
      const answer = answers[asked++]!
      if (answer instanceof Error) throw answer
      return answer
    },
    isOnline: () => isOnline,
    announce: (words) => announced.push(words),
  })
  return { ...licences, announced, asked: () => asked }
}

test('the licences are fetched when the reader wants to see them, and once', async () => {
  const { text, show, asked } = open(['MIT'])
  expect(text()).toBeUndefined()
  await show()
  await show()
  expect(text()).toBe('MIT')
  expect(asked()).toBe(1)
})

test.each([
  ['without a network', false, 'offline'],
  ['where the host does not answer', true, 'unreachable'],
] as const)('%s, the reader is told so and can try again', async (_, isOnline, code) => {
  const { text, problem, show, announced } = open([new Error('no answer'), 'MIT'], isOnline)
  await show()
  expect(problem()).toBe(failureWords(later, code).join(' '))
  expect(announced).toEqual([problem()])
  await show()
  expect(text()).toBe('MIT')
  expect(problem()).toBeUndefined()
})
