import { describe, expect, test } from 'vitest'
import { LANGUAGES, loadLater, speak, supportedLanguage } from './catalog.ts'
import { first as englishFirst, later as englishLater } from './en.ts'
import type { Words } from './Words.ts'

// Faults are worded for the translator: `fa.ts: later.search.more is missing`.

/** A text, and the argument that gave it if it is a function. */
interface Text {
  text: string
  count?: number
  name?: string
}

/** Counts that cover the plural forms of all languages. */
const COUNTS = [0, 1, 2, 3, 5, 11, 21, 57, 100, 101, 1000]

/** Names of parameters that are numbers; all other functions are called with a name. */
const NUMBER = /^\(?(?:count|version|done)\b/
const NAME = 'Wave'

/** Every text of a language, by its path. */
function texts(words: Words): Map<string, Text> {
  const found = new Map<string, Text>()
  const walk = (value: unknown, place: string) => {
    if (typeof value === 'string') found.set(place, { text: value })
    else if (typeof value === 'function' && !NUMBER.test(String(value))) {
      found.set(`${place}(${NAME})`, { text: value(NAME, NAME), name: NAME })
    } else if (typeof value === 'function') {
      for (const count of COUNTS) {
        // The second number is a total.
        const text = value(...[count, 1000].slice(0, value.length))
        found.set(`${place}(${count})`, { text, count })
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) walk(inner, `${place}.${key}`)
    }
  }
  walk(words.first, 'first')
  walk(words.later, 'later')
  return found
}

const files = import.meta.glob<Words>('./{??,???,??-????}.ts')
const english = texts({ first: englishFirst, later: englishLater })

/** Texts that may be equal to the English ones. */
const SAME_PLACES =
  /^first\.(?:language|direction|name|blog|subscribeRss|subscribeJson)$|\.sizes\.\w+\.0$/
const SAME_WORDS: Record<string, RegExp> = {
  ru: /^E-ink$/,
  uk: /^E-ink$/,
  be: /^E-ink$/,
  fr: /^(?:Auto|Blog|Correction|Pause|Publications|Normal|Code|Code, \w+|\d+ articles?)$/,
  es: /^(?:Sepia|Normal|Legible)$/,
  de: /^(?:Name|Code|Code, \w+|E-Ink|Normal|Sepia|Version)$/,
  pt: /^(?:Normal|Blog)$/,
  tr: /^Normal$/,
}

const ARABIC = /^(?:ar|fa|ur|ps|ckb|sd|ug)$/

/** Patterns that a language must not contain, each with the fault it is. */
const UNWRITTEN: [tags: RegExp, found: RegExp, fault: string][] = [
  [
    /./,
    /[<>]/,
    'has an angle bracket, which a page of a site cannot have (emptyPage in src/bundle/appBuild.ts)',
  ],
  [/./, /undefined|NaN|\[object|#/, 'has a hole in it'],
  [/./, /\.\.\./, 'has three full stops for an ellipsis (…)'],
  [/./, /["']/, 'has a typewriter’s quotation mark or apostrophe'],
  [/./, /^\s|\s$| {2}/, 'has a space too many'],
  [/./, /\u2066(?![^\u2066-\u2068]*\u2069)/, 'has an isolate that does not end (U+2069)'],
  [ARABIC, /[\u0620-\u06ff][,;?]/, 'has Latin punctuation (، ؛ ؟)'],
  [ARABIC, /(?<!\u2066)https:/, 'has an address that is not isolated (U+2066 … U+2069)'],
  [/^(?:fa|ur)$/, /[\u064a\u0643]/, 'has an Arabic yeh or kaf (ی ک)'],
  [/^fa$/, /(?:^|[\s«])ن?می\s/, 'has a space for a zero-width non-joiner after «می»'],
  [/^fa$/, /\sها(?:ی|یی)?(?:[\s.،:]|$)/, 'has a space for a zero-width non-joiner before «ها»'],
  [/^ur$/, /[\u0620-\u06ff]\.(?:\s|$)/, 'has a Latin full stop (۔)'],
  [/^hi$/, /[\u0900-\u097f]\.(?:\s|$)/, 'has a Latin full stop (।)'],
  [
    /^(?:zh|ja)$/,
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][,;:?!.]/u,
    'has Latin punctuation (，。、：)',
  ],
  [/^fr$/, / [:;!?»]|« |[^\s\u00a0\u202f][;!?»]/, 'has no narrow space beside : ; ! ? « »'],
]

function faultsOf(tag: string, own: Map<string, Text>): string[] {
  const faults: string[] = []
  const digits = new Intl.NumberFormat(tag).format(0) === '۰' ? '۰۱۲۳۴۵۶۷۸۹' : '0123456789'
  const inDigits = (count: number) => String(count).replace(/\d/g, (it) => digits[Number(it)]!)
  for (const [place, { text }] of english) {
    const said = own.get(place)?.text
    if (said === undefined) faults.push(`${place} is missing`)
    else if (
      tag !== 'en' &&
      said === text &&
      !SAME_PLACES.test(place) &&
      !SAME_WORDS[tag]?.test(text)
    ) {
      faults.push(`${place} is English: “${text}”`)
    }
  }
  for (const [place, { text, count, name = '' }] of own) {
    if (!english.has(place)) faults.push(`${place} is not a word of the app`)
    if (text.trim() === '') faults.push(`${place} is empty`)
    for (const [tags, found, fault] of UNWRITTEN) {
      if (tags.test(tag) && found.test(text)) faults.push(`${place} ${fault}: “${text}”`)
    }
    if (!text.includes(name)) faults.push(`${place} does not say ${name}: “${text}”`)
    // 0, 1 and 2 may be written as words.
    if (count === undefined || count < 3) continue
    const plain = text.replace(/[\s.,٬\u00a0\u202f]/g, '')
    if (!plain.includes(inDigits(count))) {
      faults.push(`${place} does not say ${inDigits(count)}: “${text}”`)
    }
  }
  return faults.map((fault) => `${tag}.ts: ${fault}`)
}

for (const tag of LANGUAGES) {
  test(`${tag} says everything that English says, as it is written`, async () => {
    const words = await files[`./${tag}.ts`]!()
    expect(supportedLanguage([words.first.language])).toBe(tag)
    expect(faultsOf(tag, texts(words))).toEqual([])
  })
}

test('Arabic counts in the plural form of the number', async () => {
  const { later } = await files['./ar.ts']!()
  expect([1, 2, 3, 10, 11, 99, 100].map(later.search.found)).toEqual([
    'عُثر على مقال واحد',
    'عُثر على مقالين',
    'عُثر على 3 مقالات',
    'عُثر على 10 مقالات',
    'عُثر على 11 مقالًا',
    'عُثر على 99 مقالًا',
    'عُثر على 100 مقال',
  ])
})

describe('what is wrong with a language is named', () => {
  const persian = (changed: object) => ({
    first: { ...englishFirst, ...changed },
    later: englishLater,
  })
  const faults = (changed: object) => faultsOf('fa', texts(persian(changed) as Words))

  test('a word that is missing, unknown or still English', () => {
    expect(faults({ settings: undefined })).toContain('fa.ts: first.settings is missing')
    expect(faults({ setings: 'تنظیمات' })).toContain(
      'fa.ts: first.setings is not a word of the app',
    )
    expect(faults({})).toContain('fa.ts: first.search is English: “Search”')
  })

  test('letters, spaces and digits of another language', () => {
    expect(faults({ search: 'جستجو می کند' })).toContainEqual(expect.stringContaining('non-joiner'))
    expect(faults({ search: 'خبر ها' })).toContainEqual(expect.stringContaining('non-joiner'))
    expect(faults({ search: 'كتاب' })).toContainEqual(expect.stringContaining('yeh or kaf'))
    expect(faults({ edition: (version: number) => `شماره ${version}` })).toContainEqual(
      expect.stringContaining('does not say ۵۷'),
    )
  })
})

test('Arabic has a form for each of its six plurals', async () => {
  const { later } = await files['./ar.ts']!()
  expect([0, 1, 2, 3, 11, 100].map(later.articles)).toEqual([
    'لا مقالات',
    'مقال واحد',
    'مقالان',
    '3 مقالات',
    '11 مقالًا',
    '100 مقال',
  ])
})

test('words that load later are in the language that the interface has by then', async () => {
  const { later: persian } = await files['./fa.ts']!()
  expect((await loadLater()).reload).toBe(englishLater.reload)
  expect(await speak('fa')).toBe(true)
  expect((await loadLater()).reload).toBe(persian.reload)
  expect(await speak('xx')).toBe(false)
  expect((await loadLater()).reload).toBe(persian.reload)
  await speak('en')
})

test('the first language the app speaks is taken, whatever its region', () => {
  expect(supportedLanguage(['xx', 'ru-BY', 'en'])).toBe('ru')
  expect(supportedLanguage(['zh-TW', 'en'])).toBe('zh')
  expect(supportedLanguage(['xx-YY', ''])).toBeUndefined()
  expect(supportedLanguage(['constructor', '__proto__'])).toBeUndefined()
  expect(supportedLanguage(['zhx', 'f', 'fa-AF'])).toBe('fa')
})

test('a language may have three letters, or a script of its own', () => {
  const spoken = ['ckb', 'en', 'zh', 'zh-Hant']
  expect(supportedLanguage(['ckb-IQ', 'en'], spoken)).toBe('ckb')
  expect(supportedLanguage(['zh-hant-TW'], spoken)).toBe('zh-Hant')
  expect(supportedLanguage(['zh-Hans-CN'], spoken)).toBe('zh')
  expect(supportedLanguage(['zh'], spoken)).toBe('zh')
})
