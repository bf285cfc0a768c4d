import { describe, expect, test } from 'vitest'
import { agreeingLanguage, directionOf, languageOfScript, languageTag } from './language.ts'

test.each([
  ['fa', 'rtl'],
  ['ar-EG', 'rtl'],
  ['ur', 'rtl'],
  ['he', 'rtl'],
  ['yi', 'rtl'],
  ['ps', 'rtl'],
  ['ckb', 'rtl'],
  ['dv', 'rtl'],
  ['ug', 'rtl'],
  ['sd', 'rtl'],
  ['az-Arab', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['ks-Arab', 'rtl'],
  ['uz-Arab', 'rtl'],
  ['az', 'ltr'],
  ['pa', 'ltr'],
  ['en', 'ltr'],
  ['ja', 'ltr'],
  ['mn-Mong', 'ltr'],
  ['ar-Latn', 'ltr'],
  ['no language', 'ltr'],
])('%s is written %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})

test.each([
  ['en_US', 'en-US'],
  ['EN-us', 'en-US'],
  [' fa ', 'fa'],
  ['zh-hans', 'zh-Hans'],
  ['iw', 'he'],
  ['und', undefined],
  ['english', undefined],
  ['en-', undefined],
  ['', undefined],
  [null, undefined],
])('%j is the tag %s', (written, tag) => {
  expect(languageTag(written)).toBe(tag)
})

describe('where nothing is said, the script tells', () => {
  test.each([
    ['این خبر امروز صبح در روزنامه چاپ شد و گفتند که کشتی برگشته است', 'fa'],
    ['عادت العبارة إلى الميناء بعد ثلاثة أسابيع من الغياب الطويل', 'ar'],
    ['یہ خبر آج صبح اخبار میں چھپی ہے اور کشتی واپس آ گئی ہے بڑے شہر میں', 'ur'],
    ['Паром вернулся в порт после трёх недель', 'ru'],
    ['新聞は今朝、フェリーが戻ってきたと伝えました', 'ja'],
    ['渡轮在离开三个星期之后于今天早上回到了港口城市', 'zh'],
    ['페리가 삼 주 만에 오늘 아침 항구로 돌아왔습니다 여러분', 'ko'],
    ['The ferry came back this morning after three weeks', undefined],
    ['خبر', undefined],
  ])('%s: %s', (text, language) => {
    expect(languageOfScript(text)).toBe(language)
  })

  test.each([
    ['en', 'fa', 'fa'],
    ['ps', 'fa', 'ps'],
    ['de', undefined, 'de'],
    [undefined, 'ru', 'ru'],
    ['uk', 'ru', 'uk'],
    ['ja', 'zh', 'ja'],
    ['en', 'zh', 'zh'],
    [undefined, undefined, undefined],
  ])('declared %s, written like %s: %s', (declared, script, language) => {
    expect(agreeingLanguage(declared, script)).toBe(language)
  })
})
