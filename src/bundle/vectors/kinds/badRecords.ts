import { LIMITS } from '../../limits.ts'
import { addLines } from '../bundles.ts'
import { encode } from '../encode.ts'
import { type Media, PLAIN } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

/** Adds bundles in which a reader leaves one record out, and keeps the other. */
export async function addBadRecords(set: VectorSet, media: Media): Promise<void> {
  await addDeepRecords(set)
  await addUnreadableRecords(set)
  await addWrongFields(set)
  await addWrongNames(set)
  await addWrongMedia(set, media)
}

const GOOD = { ...PLAIN, id: 'good' }
const beside = (line: string) => `${line}\n${JSON.stringify(GOOD)}\n`
const body = (block: unknown) => JSON.stringify({ ...PLAIN, body: [block] })

const addSkipped = (
  set: VectorSet,
  name: string,
  file: string,
  about: string,
  line: string,
  code: string,
) =>
  addLines(set, name, `bad/${file}.lwb`, about, beside(line), { records: [GOOD], skipped: [code] })

async function addDeepRecords(set: VectorSet): Promise<void> {
  await addSkipped(
    set,
    'a record nested too deeply',
    'record-too-deep',
    'The depth is counted on the bytes, before parsing.',
    '['.repeat(20_000) + ']'.repeat(20_000),
    'too-deep',
  )
  let quote: unknown = { type: 'paragraph', runs: ['down here'] }
  for (let depth = 0; depth <= LIMITS.blockDepth; depth++)
    quote = { type: 'quote', blocks: [quote] }
  await addSkipped(
    set,
    'quotes in quotes in quotes',
    'record-quotes-too-deep',
    'Shallow enough for JSON, too deep for a page.',
    body(quote),
    'wrong-shape',
  )
}

async function addUnreadableRecords(set: VectorSet): Promise<void> {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
    const file = `record-${key.replace(/\W/g, '').replace(/_/g, '')}`
    await addSkipped(
      set,
      `a record with the key ${key}`,
      file,
      'Reserved keys are refused however they are spelled.',
      JSON.stringify(PLAIN).replace('"seq":1', `"seq":1,"${key}":{"polluted":true}`),
      'reserved-key',
    )
  }
  await addSkipped(
    set,
    'a record that is not JSON',
    'record-not-json',
    'One line torn, the next one whole.',
    JSON.stringify(PLAIN).slice(0, -1),
    'not-json',
  )
  const invalid = encode(beside(JSON.stringify({ ...PLAIN, headline: 'x?x' })))
  invalid[invalid.indexOf(0x3f)] = 0xff
  await addLines(
    set,
    'a record that is not UTF-8',
    'bad/record-not-utf8.lwb',
    'Strict decoding: no replacement characters.',
    invalid,
    { records: [GOOD], skipped: ['not-utf8'] },
  )
  await addSkipped(
    set,
    'a record behind a byte order mark',
    'record-byte-order-mark',
    'A second spelling of the same text.',
    `\ufeff${JSON.stringify(PLAIN)}`,
    'not-json',
  )
}

async function addWrongFields(set: VectorSet): Promise<void> {
  await addSkipped(
    set,
    'a record of another press run',
    'record-other-run',
    'Its seq is outside the range the reference names.',
    JSON.stringify({ ...PLAIN, seq: 10 }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a record over 512 KiB',
    'record-too-long',
    'Measured in bytes, before parsing.',
    JSON.stringify({ ...PLAIN, standfirst: ' '.repeat(LIMITS.record) }),
    'too-long',
  )
  await addSkipped(
    set,
    'a headline one character too long',
    'record-headline-too-long',
    'Limits are refused, not trimmed: the press trims.',
    JSON.stringify({ ...PLAIN, headline: 'x'.repeat(LIMITS.headline + 1) }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a headline that turns its own reading direction round',
    'record-deceptive-headline',
    'Controls and bidirectional overrides are refused in names and titles.',
    JSON.stringify({ ...PLAIN, headline: 'Report\u202efdp.exe' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a path where an id should be',
    'record-id-is-a-path',
    'Ids become parts of addresses.',
    JSON.stringify({ ...PLAIN, id: '../settings' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a date that is none',
    'record-date',
    'Dates are RFC 3339 in UTC, and real.',
    JSON.stringify({ ...PLAIN, published: '2026-13-41T10:00:00Z' }),
    'wrong-shape',
  )
}

/** Adds what rules 2 refuse. */
async function addWrongNames(set: VectorSet): Promise<void> {
  await addSkipped(
    set,
    'a date that no calendar has',
    'record-february',
    'Some engines take 30 February for 2 March, so the parts are compared.',
    JSON.stringify({ ...PLAIN, published: '2026-02-30T10:00:00Z' }),
    'wrong-shape',
  )
  for (const [day, date] of [
    ['day', '2026-04-31T10:00:00Z'],
    ['leap-day', '1900-02-29T10:00:00Z'],
    ['midnight', '2026-11-30T24:00:00Z'],
    ['leap-second', '2016-12-31T23:59:60Z'],
  ] as const) {
    await addSkipped(
      set,
      `the date ${date}`,
      `record-${day}`,
      'Engines differ about days, hours and seconds behind the last one, so none of them is taken.',
      JSON.stringify({ ...PLAIN, published: date }),
      'wrong-shape',
    )
  }
  await addSkipped(
    set,
    'a headline of characters that show nothing',
    'record-blank-headline',
    'Fillers, joiners and an empty Braille cell leave no ink, whatever their category.',
    JSON.stringify({ ...PLAIN, headline: '\u3164\u200b\u2800\ufe0f' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a headline of characters that are drawn empty',
    'record-empty-headline',
    'A null notehead, two blanks of hieroglyphs, the place of an object, and a code that is no character leave no ink.',
    JSON.stringify({ ...PLAIN, headline: '\u{1d159}\u{13441}\u{13442}\ufffc\ufffe' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a headline of marks on nothing',
    'record-marks-headline',
    'Accents, tags and selectors change the character before them, and there is none.',
    JSON.stringify({ ...PLAIN, headline: '\u0301\u0308\u20dd\u{e0061}\u{e007f}\u{e0100}' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a headline with half a character',
    'record-half-character',
    'A surrogate without its partner is no text; engines write it in different ways.',
    JSON.stringify({ ...PLAIN, headline: 'Half \ud83d' }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'an author of two lines',
    'record-line-separator',
    'A line separator makes two lines of a name.',
    JSON.stringify({ ...PLAIN, authors: [{ name: 'A. Writer\u2028Editor' }] }),
    'wrong-shape',
  )
}

async function addWrongMedia(set: VectorSet, { image, source, audio }: Media): Promise<void> {
  await addSkipped(
    set,
    'a drawing as a picture',
    'record-svg',
    'Only the four raster types.',
    body({ type: 'figure', image: { ...image, sources: [{ ...source, type: 'image/svg+xml' }] } }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a recording over 64 MiB',
    'record-audio-too-long',
    'Refused before anybody is offered to fetch it.',
    body({ type: 'audio', ...audio, length: LIMITS.audio + 1 }),
    'wrong-shape',
  )
  await addSkipped(
    set,
    'a focal point outside its picture',
    'record-focus',
    'Percent of the width and of the height.',
    body({ type: 'figure', image: { ...image, focus: [50, 101] } }),
    'wrong-shape',
  )
}
