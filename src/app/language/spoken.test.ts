import { expect, test } from 'vitest'
import { first as englishFirst, later as englishLater } from './en.ts'
import { LANGUAGES, spokenOf } from './spoken.ts'
import type { Words } from './Words.ts'

/** Every text of a language, by its place; functions are asked with a number or a name. */
function texts(words: Words): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, place: string) => {
    if (typeof value === 'string') found.set(place, value)
    else if (typeof value === 'function') found.set(place, value(...[3, 4].slice(0, value.length)))
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${place}.${key}`)
    }
  }
  walk(words.first, 'first')
  walk(words.later, 'later')
  return found
}

const files = import.meta.glob<Words>('./??.ts')
const english = texts({ first: englishFirst, later: englishLater })

for (const tag of LANGUAGES) {
  test(`${tag} says everything that English says`, async () => {
    const words = await files[`./${tag}.ts`]!()
    const own = texts(words)
    expect(words.first.language.split('-')[0]).toBe(tag)
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort())
    for (const [place, text] of own) {
      expect(text.trim(), place).not.toBe('')
      expect(text, place).not.toMatch(/undefined|NaN|\[object/)
    }
    for (const count of [0, 1, 2, 3, 5, 11, 21, 100]) {
      expect(words.later.articles(count)).not.toBe('')
      expect(words.first.loadedOlder(count)).not.toBe('')
    }
  })
}

test('the first language the app speaks is taken, whatever its region', () => {
  expect(spokenOf(['xx', 'ru-BY', 'en'])).toBe('ru')
  expect(spokenOf(['xx-YY', ''])).toBeUndefined()
  expect(spokenOf(['constructor', '__proto__'])).toBeUndefined()
})
