import { expect, test } from 'vitest'
import type { PublicationRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { loadLater, t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { createPublications } from './createPublications.ts'

const later = await loadLater()

const row = (id: string, address = `https://${id}.example/`) =>
  ({
    fingerprint: id,
    id,
    address,
    trust: 'first-use',
    release: { title: `The ${id}` },
  }) as unknown as PublicationRow

interface Given {
  rows?: PublicationRow[] | undefined
  stored?: PublicationRow[] | Error
  sends?: Error
  agrees?: boolean
}

function open({ stored = [], sends, agrees = true, ...given }: Given = {}) {
  const sent: ToWorker[] = []
  const announced: string[] = []
  let persisted = 0
  const publications = createPublications({
    later,
    rows: 'rows' in given ? given.rows : stored instanceof Error ? undefined : [...stored],
    load: async () => {
      if (stored instanceof Error) throw stored
      return [...stored]
    },
    send: async (message) => {
      if (sends) throw sends
      sent.push(message)
    },
    confirm: () => agrees,
    announce: (words) => announced.push(words),
    persist: () => persisted++,
  })
  publications.begin()
  return { ...publications, sent, announced, persisted: () => persisted }
}

const synced = (publication: string): ToPage =>
  ({ type: 'synced', publication, title: `The ${publication}`, trust: 'first-use' }) as ToPage
const removed = (publication: string) => ({ type: 'removed', publication }) as unknown as ToPage

test.each([0, 1, 3])('%i stored publications stand there at once', (count) => {
  const stored = Array.from({ length: count }, (_, index) => row(`paper-${index}`))
  const { rows, state } = open({ stored })
  expect(rows()).toEqual(stored)
  expect(state()).toBeUndefined()
})

test('where storage is refused, the page says so', () => {
  const { rows, state, announced } = open({ rows: undefined })
  expect(rows()).toEqual([])
  expect(state()).toBe(later.failures.storage!.join(' '))
  expect(announced).toEqual([state()])
})

test('what is no address is not asked for', () => {
  const { setAddress, add, state, sent } = open()
  setAddress('not an address')
  expect(add()).toBe(false)
  expect(state()).toBe(later.noAddress)
  expect(sent).toEqual([])
})

test('an address is asked for, its delivery shown, and what has come is told and kept', async () => {
  const stored: PublicationRow[] = []
  const { setAddress, address, add, state, sent, hear, persisted, rows } = open({ stored })
  setAddress('https://paper.example/')
  expect(add()).toBe(true)
  expect(sent).toEqual([{ type: 'subscribe', address: 'https://paper.example/' }])
  expect(state()).toBe(later.asking(isolated('paper.example')))
  stored.push(row('paper'))
  await hear({
    type: 'progress',
    publication: 'paper',
    bundles: { done: 1, total: 2 },
    images: { done: 2, total: 5 },
  } as ToPage)
  expect(state()).toBe(t.delivering(3, 7))
  await hear(synced('paper'))
  expect(state()).toBe(`${later.added(isolated('The paper'))} ${later.firstUse}`)
  expect(rows()).toHaveLength(1)
  expect(address()).toBe('')
  expect(persisted()).toBe(1)
  stored.pop()
  await hear(removed('paper'))
  expect(state()).toBeUndefined()
})

test('a failure is told with its reason, and the address stays in the field', async () => {
  const { setAddress, address, add, state, hear } = open()
  setAddress('https://paper.example/')
  add()
  await hear({ type: 'failed', publication: 'https://paper.example/', code: 'offline' } as ToPage)
  expect(state()).toBe(later.failures.offline.join(' '))
  expect(address()).toBe('https://paper.example/')
})

test('news of publications that were not asked for only changes the list', async () => {
  const stored = [row('other')]
  const { setAddress, add, state, hear, persisted, rows } = open({ stored })
  setAddress('https://paper.example/')
  add()
  const before = state()
  stored.push(row('another'))
  await hear(synced('other'))
  await hear({ type: 'failed', publication: 'other', code: 'offline' } as ToPage)
  expect(state()).toBe(before)
  expect(rows()).toHaveLength(2)
  expect(persisted()).toBe(0)
})

test('before anything is asked, progress is not shown as an answer', async () => {
  const { state, hear } = open()
  await hear({
    type: 'progress',
    publication: 'other',
    bundles: { done: 1, total: 2 },
    images: { done: 0, total: 0 },
  } as ToPage)
  expect(state()).toBeUndefined()
})

test('where this browser lacks the code of delivery, the page says so', async () => {
  const { setAddress, add, state } = open({ sends: new Error('no chunk') })
  setAddress('https://paper.example/')
  add()
  await Promise.resolve()
  await Promise.resolve()
  expect(state()).toBe(later.damaged)
})

test('a publication is removed only if the reader agrees', () => {
  const { remove, sent } = open({ stored: [row('paper')] })
  remove(row('paper'))
  expect(sent).toEqual([{ type: 'unsubscribe', publication: 'paper' }])
  const refused = open({ stored: [row('paper')], agrees: false })
  refused.remove(row('paper'))
  expect(refused.sent).toEqual([])
})

test.each(['here', 'in another tab'])(
  'a publication that is removed %s while it is delivered is asked for no longer',
  async (where) => {
    const stored = [row('paper')]
    const { setAddress, add, remove, state, hear, announced } = open({ stored })
    setAddress('https://paper.example/')
    add()
    if (where === 'here') remove(row('paper'))
    stored.pop()
    await hear(removed('paper'))
    expect(state()).toBeUndefined()
    await hear({ ...synced('paper'), type: 'failed', code: 'cancelled' } as ToPage)
    expect(state()).toBeUndefined()
    expect(announced).toHaveLength(1)
  },
)

test('a known publication that is added again by another address is told as added', async () => {
  const known = { ...row('paper'), addedMirrors: ['https://mirror.example/'] }
  const { hear, setAddress, add, state } = open({ stored: [known] })
  setAddress('mirror.example')
  add()
  await hear(synced('paper'))
  expect(state()).toContain(later.added(isolated('The paper')))
})
