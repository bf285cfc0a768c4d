import { describe, expect, it } from 'vitest'
import {
  type Action,
  actionOf,
  change,
  type KeyMap,
  keysOf,
  nameOfKey,
  UNCHANGED,
} from './keyMap.ts'

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

describe('the keys', () => {
  it('have one action each', () => {
    const actions: Action[] = ['down', 'next', 'larger', 'help', 'search', 'front']
    for (const action of actions) {
      for (const key of keysOf(action, UNCHANGED)) expect(actionOf(key, UNCHANGED)).toBe(action)
    }
  })

  it('can be changed, taken away and kept from two actions at once', () => {
    const changed = change(UNCHANGED, 'next', 'x') as KeyMap
    expect(actionOf('x', changed)).toBe('next')
    expect(actionOf('n', changed)).toBeUndefined()
    expect(change(changed, 'previous', 'x')).toBe('next')
    expect(change(changed, 'next', 'x')).toEqual(changed)
    const none = change(changed, 'next', '') as KeyMap
    expect(keysOf('next', none)).toEqual([])
    expect(actionOf('x', change(none, 'previous', 'x') as KeyMap)).toBe('previous')
  })
})

describe('nameOfKey', () => {
  it('is the letter of the same place on a layout without Latin letters', () => {
    expect(nameOfKey(press('о', { code: 'KeyJ' }), 'ltr')).toBe('j')
    expect(nameOfKey(press('ت', { code: 'KeyJ' }), 'rtl')).toBe('j')
    expect(nameOfKey(press('؟', { code: 'Slash', shiftKey: true }), 'rtl')).toBe('?')
    expect(nameOfKey(press('ä', { code: 'Quote' }), 'ltr')).toBe('ä')
  })

  it('is nothing with a modifier, but for the signs that need Shift', () => {
    expect(nameOfKey(press('j', { ctrlKey: true }), 'ltr')).toBeUndefined()
    expect(nameOfKey(press('J', { shiftKey: true }), 'ltr')).toBeUndefined()
    expect(nameOfKey(press('J'), 'ltr')).toBe('j')
    expect(nameOfKey(press('+', { shiftKey: true }), 'ltr')).toBe('+')
    expect(nameOfKey(press(' '), 'ltr')).toBeUndefined()
    expect(nameOfKey(press('Tab'), 'ltr')).toBeUndefined()
  })

  it('follows the direction of reading with the arrows', () => {
    expect(nameOfKey(press('ArrowRight'), 'ltr')).toBe('onward')
    expect(nameOfKey(press('ArrowRight'), 'rtl')).toBe('back')
    expect(nameOfKey(press('ArrowLeft'), 'rtl')).toBe('onward')
  })
})
