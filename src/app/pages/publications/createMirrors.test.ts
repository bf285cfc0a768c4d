import { beforeEach, expect, test } from 'vitest'
import type { PublicationRow } from '#library/schema.ts'
import { loadLater, t } from '../../language/catalog.ts'
import { formatMoment, loadDates } from '../../language/dates.ts'
import { isolated } from '../../language/isolated.ts'
import { createMirrors } from './createMirrors.ts'

const later = await loadLater()

beforeEach(() => loadDates('en', 'en'))

const SITE = 'https://paper.example/'
const OWN = 'https://own.example/'
const NAMED = 'https://named.example/'

type Check = Parameters<typeof createMirrors>[0]['check']

function open(fields: object = {}, check: Check = async () => 'works', refuses?: Error) {
  let row = { id: 'paper', address: SITE, ...fields } as unknown as PublicationRow
  const announced: string[] = []
  const mirrors = createMirrors({
    later,
    row: () => row,
    store: async (change) => {
      if (refuses) throw refuses
      row = { ...row, addedMirrors: change(row.addedMirrors ?? []) }
    },
    check,
    announce: (words) => announced.push(words),
  })
  return { ...mirrors, announced, added: () => row.addedMirrors }
}

test('a publication on one site has one mirror, which was not asked yet', () => {
  const { kinds, resultOf, recordOf } = open()
  expect([...kinds()]).toEqual([[SITE, 'site']])
  expect(recordOf(SITE)).toBe(later.mirrors.notAsked)
  expect(resultOf(SITE)).toBe('')
})

test('every mirror stands there once, in the words of the first that names it, with a slash at its end', () => {
  const release = { mirrors: [NAMED.slice(0, -1), OWN, SITE] }
  const { kinds } = open({ addedMirrors: [OWN], release })
  expect([...kinds()]).toEqual([
    [SITE, 'site'],
    [OWN, 'own'],
    [NAMED, 'named'],
  ])
})

test('when a mirror was good, when it failed and that it rests is told', () => {
  const good = '2026-11-20T08:00:00Z'
  const { recordOf, resultOf } = open({
    hosts: {
      [SITE]: { lastSuccess: good },
      [OWN]: { lastFailure: 'offline' },
      [NAMED]: { lastFailure: 'offline', retryAfter: '2026-11-20T09:00:00Z' },
    },
  })
  expect(recordOf(SITE)).toBe(later.mirrors.lastGood(isolated(formatMoment(good, t.language))))
  const [offline] = later.failures.offline
  expect(recordOf(OWN)).toBe('')
  expect(resultOf(OWN)).toBe(offline)
  expect(resultOf(NAMED)).toBe(`${offline} ${later.mirrors.rests}`)
})

test('a check tells of each mirror what it has found', async () => {
  const { check, resultOf, announced } = open({ addedMirrors: [OWN] }, async (mirror) =>
    mirror === SITE ? 'works' : mirror === OWN ? 'noCors' : 'not-found',
  )
  const done = check([SITE, OWN, NAMED])
  expect(resultOf(SITE)).toBe(later.mirrors.checking)
  await done
  expect(resultOf(SITE)).toBe(later.mirrors.works)
  expect(resultOf(OWN)).toBe(later.mirrors.noCors)
  expect(resultOf(NAMED)).toBe(later.failures['not-found']![0])
  expect(announced.at(-1)).toContain(`${isolated(SITE)}: ${later.mirrors.works}`)
})

test('a mirror that the reader adds is stored once, and checked', async () => {
  const { setAddress, address, add, added, resultOf } = open({ addedMirrors: [NAMED] })
  for (let times = 0; times < 2; times++) {
    setAddress(OWN)
    expect(await add()).toBe(true)
  }
  expect(added()).toEqual([NAMED, OWN])
  expect(address()).toBe('')
  expect(resultOf(OWN)).toBe(later.mirrors.works)
})

test('what is no address is not stored', async () => {
  const { setAddress, add, added, state } = open()
  setAddress('no address')
  expect(await add()).toBe(false)
  expect(state()).toBe(later.noAddress)
  expect(added()).toBeUndefined()
})

test('where storage is refused or full, the reader is told and the address stays in the field', async () => {
  const refused = open({}, undefined, new Error('no library'))
  refused.setAddress(OWN)
  expect(await refused.add()).toBe(true)
  expect(refused.state()).toBe(later.failures.storage!.join(' '))
  expect(refused.address()).toBe(OWN)
  const full = open(
    { addedMirrors: [OWN] },
    undefined,
    new DOMException('full', 'QuotaExceededError'),
  )
  expect(await full.remove(OWN)).toBe(false)
  expect(full.state()).toBe(later.failures['no-space']!.join(' '))
})

test('a mirror that the reader removes is gone', async () => {
  const { remove, added } = open({ addedMirrors: [NAMED, OWN] })
  expect(await remove(NAMED)).toBe(true)
  expect(added()).toEqual([OWN])
})
