import { afterEach, expect, test, vi } from 'vitest'
import { loadLater, t } from '../language/catalog.ts'
import { createKeys, nameOf } from './createKeys.ts'
import { actionsOf, GROUPS, type KeyMap, keepKeyMap, UNCHANGED } from './keyMap.ts'

const later = await loadLater()
afterEach(() => {
  vi.unstubAllGlobals()
})

interface Options {
  map?: KeyMap
  store?: (map: KeyMap) => void
  direction?: string
}

/** The list of keys on a page whose browser stores what it is given. */
function open({ map = UNCHANGED, store, direction = 'ltr' }: Options = {}) {
  const stored: KeyMap[] = []
  const inUse: KeyMap[] = []
  const announced: string[] = []
  const keys = createKeys({
    words: later.keys,
    map,
    changed: (next) => inUse.push(next),
    store: store ?? ((next) => stored.push(next)),
    announce: (words) => announced.push(words),
    direction: () => direction,
  })
  return { ...keys, stored, inUse, announced }
}

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...more,
})

test('unchanged, every action has a name and its standard keys, and all are on', () => {
  const { labels, isOn, asked, problem, stored } = open()
  for (const action of GROUPS.flatMap(actionsOf)) {
    expect(nameOf(action, later.keys)).not.toBe('')
    expect(labels(action)).not.toEqual([])
  }
  expect(labels('top')).toEqual(['g'])
  expect(labels('next')).toEqual(['n', '→'])
  expect(isOn()).toBe(true)
  expect(asked()).toBeUndefined()
  expect(problem()).toBe('')
  expect(stored).toEqual([])
})

test('arrows point in the direction of reading', () => {
  const { labels } = open({ direction: 'rtl' })
  expect(labels('next')).toEqual(['n', '←'])
  expect(labels('previous')).toEqual(['p', '→'])
})

test('the key that a reader presses replaces the keys of the action, is stored and announced', () => {
  const { ask, asked, answer, labels, stored, inUse, announced } = open()
  ask('next')
  expect(asked()).toBe('next')
  expect(answer(press('x'))).toBe(true)
  expect(asked()).toBeUndefined()
  expect(labels('next')).toEqual(['x'])
  expect(stored).toEqual([{ off: false, own: { next: 'x' } }])
  expect(inUse).toEqual(stored)
  expect(announced).toEqual([later.keys.press, `${t.next}: x`])
})

test('an arrow can be the new key, and is announced as an arrow', () => {
  const { ask, answer, labels, stored, announced } = open({
    map: { off: false, own: { next: 'x' } },
    direction: 'rtl',
  })
  ask('next')
  answer(press('ArrowLeft'))
  expect(stored).toEqual([{ off: false, own: { next: 'onward' } }])
  expect(labels('next')).toEqual(['←'])
  expect(announced.at(-1)).toBe(`${t.next}: ←`)
})

test('a key that another action has is not taken from it, and the reader can press another', () => {
  const { ask, asked, answer, problem, labels, stored, announced } = open()
  ask('next')
  expect(answer(press('j'))).toBe(true)
  expect(problem()).toBe(later.keys.taken('j', later.keys.actions.down))
  expect(announced.at(-1)).toBe(problem())
  expect(asked()).toBe('next')
  expect(stored).toEqual([])
  answer(press('x'))
  expect(problem()).toBe('')
  expect(labels('next')).toEqual(['x'])
  expect(labels('down')).toEqual(['j'])
})

test('the problem with one action is not shown for the next', () => {
  const { ask, answer, problem } = open()
  ask('next')
  answer(press('j'))
  ask('top')
  expect(problem()).toBe('')
})

test('Backspace leaves an action without a key', () => {
  const { ask, asked, answer, labels, stored, announced } = open()
  ask('top')
  expect(answer(press('Backspace'))).toBe(true)
  expect(asked()).toBeUndefined()
  expect(labels('top')).toEqual([])
  expect(stored).toEqual([{ off: false, own: { top: '' } }])
  expect(announced.at(-1)).toBe(`${later.keys.actions.top}: ${later.keys.none}`)
})

test('Escape keeps the key and does not close the list', () => {
  const { ask, asked, answer, stored, announced } = open()
  ask('top')
  expect(answer(press('Escape'))).toBe(true)
  expect(asked()).toBeUndefined()
  expect(stored).toEqual([])
  expect(announced.at(-1)).toBe(`${later.keys.actions.top}: g`)
})

test('Tab ends the question and moves the focus on', () => {
  const { ask, asked, answer, stored } = open()
  ask('top')
  expect(answer(press('Tab'))).toBe(false)
  expect(asked()).toBeUndefined()
  expect(stored).toEqual([])
})

test('a key that is never a shortcut is no answer', () => {
  const { ask, asked, answer, stored } = open()
  ask('top')
  expect(answer(press('x', { ctrlKey: true }))).toBe(true)
  expect(answer(press('F1'))).toBe(true)
  expect(asked()).toBe('top')
  expect(stored).toEqual([])
})

test('without a question, keys belong to the browser', () => {
  const { answer, stored } = open()
  expect(answer(press('x'))).toBe(false)
  expect(answer(press('Escape'))).toBe(false)
  expect(stored).toEqual([])
})

test('all keys can be switched off and on again, and those the reader has changed stay', () => {
  const own = { next: 'x' }
  const { switchAll, isOn, labels, stored, inUse } = open({ map: { off: false, own } })
  switchAll(false)
  expect(isOn()).toBe(false)
  switchAll(true)
  expect(isOn()).toBe(true)
  expect(labels('next')).toEqual(['x'])
  expect(stored).toEqual([
    { off: true, own },
    { off: false, own },
  ])
  expect(inUse).toEqual(stored)
})

test('a reset puts the standard keys back and switches them on', () => {
  const map = { off: true, own: { next: 'x', top: '' } }
  const { reset, isOn, labels, stored, inUse, announced } = open({ map })
  reset()
  expect(isOn()).toBe(true)
  expect(labels('next')).toEqual(['n', '→'])
  expect(labels('top')).toEqual(['g'])
  expect(stored).toEqual([UNCHANGED])
  expect(inUse).toEqual([UNCHANGED])
  expect(announced).toEqual([later.keys.wasReset])
})

test('where the browser refuses storage, the choice holds for this page', () => {
  const refused = {
    setItem: () => {
      throw new DOMException('refused', 'SecurityError')
    },
  }
  vi.stubGlobal('localStorage', refused)
  const { ask, answer, switchAll, labels, isOn, inUse } = open({ store: keepKeyMap })
  ask('next')
  answer(press('x'))
  switchAll(false)
  expect(labels('next')).toEqual(['x'])
  expect(isOn()).toBe(false)
  expect(inUse.at(-1)).toEqual({ off: true, own: { next: 'x' } })
})
