import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { find, locate } from './locator.ts'

const TEXTS = [
  'The first paragraph says where this was and when it was.',
  'A second one, about the weather, goes on for a little longer than the first one did.',
  'The weather again. No one had asked. The weather again.',
  'A last word.',
]

describe('a locator', () => {
  test('leads to where it was made', () => {
    expect(find(TEXTS, locate(TEXTS, 1, 18))).toEqual({ index: 1, offset: 18 })
  })

  test('follows its block when others come, go or change, wherever it was', () => {
    const text = fc.string({ minLength: 12, maxLength: 200, unit: 'grapheme' })
    const article = fc.uniqueArray(text, { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(article, article, fc.nat(), fc.nat(), fc.nat(), (texts, others, a, b, c) => {
        const index = a % texts.length
        const offset = b % texts[index]!.length
        const locator = locate(texts, index, offset)
        const own = texts[index]!
        const edited = others.filter((other) => other !== own)
        const at = c % (edited.length + 1)
        edited.splice(at, 0, own)
        expect(find(edited, locator)).toEqual({ index: at, offset })
      }),
    )
  })

  test('follows its sentence when the block itself is corrected', () => {
    const corrected = TEXTS.with(1, `Yesterday: ${TEXTS[1]!.replace('little', 'good deal')}`)
    const at = TEXTS[1]!.indexOf('about the weather')
    expect(find(corrected, locate(TEXTS, 1, at))).toEqual({ index: 1, offset: at + 11 })
  })

  test('finds the sentence whose beginning was corrected by what follows it', () => {
    const text = TEXTS[1]!
    const at = text.indexOf('about the weather')
    const corrected = TEXTS.with(1, text.replace('about the weather', 'ABOUT THE WEATHER'))
    const found = find(corrected, locate(TEXTS, 1, at))!
    expect(found.index).toBe(1)
    expect(Math.abs(found.offset - at)).toBeLessThan(4)
  })

  test('takes the nearer of two sentences that are alike', () => {
    const text = TEXTS[2]!
    const at = text.lastIndexOf('The weather again')
    const corrected = TEXTS.with(2, `${text} So it goes.`)
    expect(find(corrected, locate(TEXTS, 2, at))).toEqual({ index: 2, offset: at })
  })

  test('of words that are gone leads to where they stood', () => {
    const locator = locate(TEXTS, 1, 30)
    expect(find(TEXTS.with(1, 'Withdrawn.'), locator)).toEqual({ index: 1, offset: 10 })
    expect(find([TEXTS[0]!], locator)).toEqual({ index: 0, offset: 0 })
    expect(find([], locator)).toBeUndefined()
  })
})
