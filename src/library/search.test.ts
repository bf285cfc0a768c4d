import { describe, expect, test } from 'vitest'
import { fold } from './search.ts'

describe('a headline is found however its words are typed', () => {
  test.each([
    ['Crème brûlée at the café', 'cafe BRULEE'],
    ['Straße nach Łódź', 'strasse lodz'],
    ['Ёлка на площади', 'елка'],
    ['کتاب‌های یک کتابخانهٔ کوچک', 'كتابهای كوچك'],
    ['مُدُنٌ بِلا كَهرَباء', 'مدن بلا كهرباء'],
    ['हिन्दी में किताब', 'किताब'],
    ['ห้องสมุดลอยน้ำแห่งใหม่', 'ลอยน้ำ'],
    ['山村里的流动图书馆', '图书馆'],
  ])('%s by %s', (headline, words) => {
    for (const word of fold(words).split(' ')) expect(fold(headline)).toContain(word)
  })

  test('vowel signs of Devanagari and Thai are no accents: another word is not found', () => {
    expect(fold('हिन्दी में किताब')).not.toContain(fold('कताब'))
    expect(fold('ห้องสมุดลอยน้ำ')).not.toContain(fold('ลอยนา'))
  })
})
