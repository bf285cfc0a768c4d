import { beforeEach, expect, test, vi } from 'vitest'
import type { ReadingRow } from '#library/schema.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** The rows of the library that all tabs share, by publication and article. */
const stored = vi.hoisted(() => new Map<string, object>())

vi.mock('#library/open.ts', () => ({
  withLibrary: async (work: (library: object) => Promise<void>) => work({}),
}))
vi.mock('#library/reading.ts', () => ({
  saveReading: async (_: object, publication: string, article: string, marks: object) => {
    const key = `${publication} ${article}`
    stored.set(key, { ...stored.get(key), ...marks })
  },
  // A page that is left has no time to read the row.
  saveReadingAtOnce: async (_: object, publication: string, article: string, row: object) => {
    stored.set(`${publication} ${article}`, row)
  },
}))
vi.mock('../storage/backup.ts', () => ({ backUpSoon: () => {} }))

const PAPER = 'paper' as PublicationKey
const BEGINNING = { block: 'a', index: 0, offset: 0, quote: 'The first paragraph' }
const END = { block: 'z', index: 25, offset: 0, quote: 'The last paragraph' }

/** A tab that has opened the article as it is stored now. */
async function openTab() {
  vi.resetModules()
  const { readingOf, setReading } = await import('./readingRows.ts')
  const marks = await import('./marks.ts')
  const row = stored.get('paper tea') as ReadingRow | undefined
  if (row) setReading(PAPER, 'tea', row)
  return {
    save: (given: ReadingRow) => marks.saveMarks(PAPER, 'tea', given),
    leave: (given: ReadingRow) => marks.saveMarks(PAPER, 'tea', given, true),
    known: () => readingOf(PAPER, 'tea'),
  }
}

beforeEach(() => {
  stored.clear()
})

test('a page that is left keeps what another tab has marked meanwhile', async () => {
  stored.set('paper tea', { read: '2026-11-20T08:00:00Z', locator: BEGINNING, progression: 0 })
  const [leaving, other] = [await openTab(), await openTab()]
  other.save({ locator: END, progression: 0.9 })
  await vi.waitFor(() => {
    leaving.leave({ audio: { sound: 12 } })
    expect(stored.get('paper tea')).toEqual({
      read: '2026-11-20T08:00:00Z',
      locator: END,
      progression: 0.9,
      audio: { sound: 12 },
    })
  })
})

test('a mark that the page itself has set last is the one that is stored', async () => {
  const [leaving, other] = [await openTab(), await openTab()]
  other.save({ progression: 0.4, audio: { sound: 5 } })
  // The other tab's marks have come once a page that is left stores them, too.
  await vi.waitFor(() => {
    leaving.leave({ locator: BEGINNING })
    expect(stored.get('paper tea')).toEqual({
      locator: BEGINNING,
      progression: 0.4,
      audio: { sound: 5 },
    })
  })
  leaving.save({ progression: 0.6 })
  leaving.leave({ locator: END })
  expect(stored.get('paper tea')).toEqual({
    locator: END,
    progression: 0.6,
    audio: { sound: 5 },
  })
})

test('a place in another tab does not move the one in this page', async () => {
  stored.set('paper tea', { locator: BEGINNING })
  const [here, other] = [await openTab(), await openTab()]
  other.save({ locator: END })
  await vi.waitFor(() => {
    here.leave({ progression: 0 })
    expect(stored.get('paper tea')).toEqual({ locator: END, progression: 0 })
  })
  expect(here.known()).toEqual({ locator: BEGINNING, progression: 0 })
})
