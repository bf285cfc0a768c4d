import { expect, test } from 'vitest'
import { instantOf } from './dates.ts'

test.each([
  ['2026-11-23T09:30:00Z', '2026-11-23T09:30:00Z'],
  ['2026-11-23T09:30:00.123+02:00', '2026-11-23T07:30:00Z'],
  ['2026-11-23T09:30+0200', '2026-11-23T07:30:00Z'],
  ['2026-11-23 09:30:00 +0200', '2026-11-23T07:30:00Z'],
  ['2026-11-23 09:30:00 UTC', '2026-11-23T09:30:00Z'],
  ['2026-11-23t09:30:00z', '2026-11-23T09:30:00Z'],
  ['2026-11-23', '2026-11-23T00:00:00Z'],
  ['2026-1-2', '2026-01-02T00:00:00Z'],
  ['20261123T093000Z', '2026-11-23T09:30:00Z'],
  ['2026/11/23', '2026-11-23T00:00:00Z'],
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59Z'],
  ['Mon, 23 Nov 2026 09:30:00 GMT', '2026-11-23T09:30:00Z'],
  ['Mon, 23 Nov 2026 09:30:00 EST', '2026-11-23T14:30:00Z'],
  ['Mon, 23 Nov 2026 09:30:00 -0800', '2026-11-23T17:30:00Z'],
  ['23 Nov 2026 09:30 Z', '2026-11-23T09:30:00Z'],
  ['Mon 23 Nov 2026 09:30:00 GMT', '2026-11-23T09:30:00Z'],
  ['Sun, 6 Nov 94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
  ['Monday, 23-Nov-26 09:30:00 GMT', '2026-11-23T09:30:00Z'],
  ['Mon Nov 23 09:30:00 2026', '2026-11-23T09:30:00Z'],
  ['Mon, 23 Nov 2026 9:30:00 am CET', '2026-11-23T08:30:00Z'],
  ['Mon, 23 Sept 2026 09:30:00 +0000', '2026-09-23T09:30:00Z'],
  ['Mon, 23 November 2026 09:30:00 GMT+2', '2026-11-23T07:30:00Z'],
  ['Thurs, 31 Dec 2026 24:00:00 GMT', '2027-01-01T00:00:00Z'],
  ['November 23rd, 2026', '2026-11-23T00:00:00Z'],
  [' Mon,  23 Nov\n2026 09:30:00  GMT ', '2026-11-23T09:30:00Z'],
])('%j is %s', (written, instant) => {
  expect(instantOf(written)).toBe(instant)
})

test('numbers are seconds, milliseconds, or a date that YAML took for one', () => {
  expect(instantOf(1_795_426_200)).toBe('2026-11-23T09:30:00Z')
  expect(instantOf(20_261_123)).toBe('2026-11-23T00:00:00Z')
  expect(instantOf(1_795_426_200_000)).toBe('2026-11-23T09:30:00Z')
})

test.each([
  '',
  'yesterday',
  // A date needs a day: a year alone on a page is usually part of the article's subject.
  '2026',
  '2026-11',
  2026,
  '2026-13-40',
  '2026-02-30',
  '0001-01-01T00:00:00Z',
  '9999-12-31',
  '12:30',
  'a'.repeat(1000),
  Number.NaN,
  Number.POSITIVE_INFINITY,
  null,
  {},
])('%j is no date', (written) => {
  expect(instantOf(written)).toBeUndefined()
})
