import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutPieces, cutSentences } from './sentences.ts'

const read = (text: string, language: string) =>
  cutSentences(text, language).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  test.each([
    ['en', 'One here. Two there!  “Three?”', ['One here.', 'Two there!', '“Three?”']],
    ['fa', 'این یکی است. آن کجاست؟ نمی‌دانم.', ['این یکی است.', 'آن کجاست؟', 'نمی‌دانم.']],
    ['ur', 'یہ ایک ہے۔ وہ کہاں ہے؟', ['یہ ایک ہے۔', 'وہ کہاں ہے؟']],
    ['hi', 'यह एक है। वह कहाँ है?', ['यह एक है।', 'वह कहाँ है?']],
    ['zh', '这是一。那是二！', ['这是一。', '那是二！']],
    ['ja', 'これは一つ。それは二つ。', ['これは一つ。', 'それは二つ。']],
  ])('in %s', (language, text, sentences) => {
    expect(read(text, language)).toEqual(sentences)
  })

  test('without a sentence segmenter are cut at their marks', () => {
    const { Segmenter } = Intl
    try {
      Reflect.deleteProperty(Intl, 'Segmenter')
      expect(read('One here. It costs 3.50 there! 这是一。那是二！', 'en-x-none')).toEqual([
        'One here.',
        'It costs 3.50 there!',
        '这是一。',
        '那是二！',
      ])
    } finally {
      Object.assign(Intl, { Segmenter })
    }
  })

  test('what says nothing is left out, and nothing else', () => {
    expect(read('* * *', 'en')).toEqual([])
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const letters = (words: string) => words.match(/[\p{L}\p{N}]/gu)?.join('') ?? ''
        expect(letters(read(text, 'en').join(''))).toBe(letters(text))
      }),
    )
  })
})

describe('pieces of a long sentence', () => {
  test('end after a clause where there is one', () => {
    expect(cutPieces('A first clause, then a second one follows it.', 'en', 24)).toEqual([
      'A first clause,',
      'then a second one',
      'follows it.',
    ])
  })

  test('are never longer than asked for, lose no letter and cut no word that fits', () => {
    const words = fc.array(fc.stringMatching(/^[a-zа-яبتدرس]{1,12}$/), {
      minLength: 1,
      maxLength: 60,
    })
    fc.assert(
      fc.property(words, fc.integer({ min: 20, max: 80 }), (all, most) => {
        const pieces = cutPieces(all.join(' '), 'en', most)
        expect(pieces.every((piece) => piece.length <= most)).toBe(true)
        expect(pieces.join(' ').split(/\s+/)).toEqual(all)
      }),
    )
  })

  test('of scripts without spaces are cut as well', () => {
    const text = '山村里的流动图书馆每个星期来一次'.repeat(8)
    const pieces = cutPieces(text, 'zh', 40)
    expect(pieces.join('')).toBe(text)
    expect(pieces.every((piece) => piece.length <= 40)).toBe(true)
  })
})
