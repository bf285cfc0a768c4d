import { expect, test } from 'vitest'
import { type DeliveryChoices, STANDARD } from '#library/choices.ts'
import { loadLater } from '../../language/catalog.ts'
import { createDeliveryChoices } from './createDeliveryChoices.ts'

const later = await loadLater()

const NONE: DeliveryChoices = { ...STANDARD, pictures: 'none' }

async function open(stored: DeliveryChoices | Error = STANDARD, refuses?: Error) {
  const kept: DeliveryChoices[] = []
  const announced: string[] = []
  let syncs = 0
  const form = createDeliveryChoices({
    later,
    load: async () => {
      if (stored instanceof Error) throw stored
      return stored
    },
    store: async (choices) => {
      if (refuses) throw refuses
      kept.push(choices)
    },
    sync: () => syncs++,
    announce: (words) => announced.push(words),
  })
  const atOnce = form.choices()
  await form.begin()
  return { ...form, atOnce, kept, announced, syncs: () => syncs }
}

test('the standard choices stand there until the library has answered', async () => {
  const { atOnce, choices } = await open(NONE)
  expect(atOnce).toBe(STANDARD)
  expect(choices()).toBe(NONE)
})

test('where storage is refused there is nothing to choose', async () => {
  const { choices, change, kept } = await open(new Error('no library'))
  expect(choices()).toBeUndefined()
  await change({ ask: true })
  expect(kept).toEqual([])
})

test('a choice is stored, and what is wanted now is delivered', async () => {
  const { choices, change, kept, syncs } = await open()
  await change({ ask: true })
  expect(choices()).toEqual({ ...STANDARD, ask: true })
  expect(kept).toEqual([choices()])
  expect(syncs()).toBe(1)
  await change({ pictures: 'none' })
  expect(syncs()).toBe(1)
})

test('a choice that cannot be stored is taken back, and the reader is told why', async () => {
  const full = new DOMException('full', 'QuotaExceededError')
  const { choices, change, problem, announced, syncs } = await open(STANDARD, full)
  await change({ pictures: 'none' })
  expect(choices()).toEqual(STANDARD)
  expect(problem()).toBe(later.failures['no-space']!.join(' '))
  expect(announced).toEqual([problem()])
  expect(syncs()).toBe(0)
})
