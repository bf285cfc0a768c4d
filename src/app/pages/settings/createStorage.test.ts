import { expect, test } from 'vitest'
import { loadLater } from '../../language/catalog.ts'
import { formatSize } from '../../language/formatSize.ts'
import { createStorage, type Stored } from './createStorage.ts'

const later = await loadLater()

const MEGABYTE = 1_000_000
const stored = (...sizes: number[]): Stored => ({
  publications: sizes.map((bytes, index) => ({ title: `${index}`, language: 'en', bytes })),
  budget: 50 * MEGABYTE,
  audio: 0,
})

type Device = Parameters<typeof createStorage>[0]

async function open(device: Partial<Device> = {}, begin: Stored | Error = stored(MEGABYTE)) {
  const announced: string[] = []
  const storage = createStorage({
    later,
    load: async () => {
      if (begin instanceof Error) throw begin
      return begin
    },
    isPersisted: async () => false,
    persist: async () => true,
    saveBudget: async () => {},
    free: async () => 0,
    freeAudio: async () => 0,
    erase: async () => [],
    confirm: () => true,
    announce: (words) => announced.push(words),
    ...device,
  })
  await storage.begin()
  return { ...storage, announced }
}

const failing = async () => {
  throw new Error('no library')
}

test.each([
  ['no publication', [], 0],
  ['one', [MEGABYTE], MEGABYTE],
  ['many', [MEGABYTE, 2 * MEGABYTE, 3], 3 * MEGABYTE + 3],
])('%s: the page shows how much is stored', async (_, sizes, used) => {
  const storage = await open({}, stored(...sizes))
  expect(storage.stored()?.publications).toHaveLength(sizes.length)
  expect(storage.used()).toBe(used)
  expect(storage.persisted()).toBe(false)
})

test('where storage is refused, no numbers are shown', async () => {
  const storage = await open({}, new Error('no library'))
  expect(storage.stored()).toBeUndefined()
  expect(storage.used()).toBe(0)
})

test('what was freed is told, articles and audio together; or that there was nothing', async () => {
  const storage = await open({ free: async () => MEGABYTE, freeAudio: async () => 2 * MEGABYTE })
  await storage.freeNow()
  expect(storage.state()).toBe(later.storage.freed(formatSize(3 * MEGABYTE)))
  expect(storage.announced).toEqual([storage.state()])
  const empty = await open()
  await empty.freeNow()
  expect(empty.state()).toBe(later.storage.nothingToFree)
})

test('a smaller budget frees what is over it, a larger one nothing', async () => {
  const asked: number[] = []
  const free: Device['free'] = async (least) => {
    asked.push(least)
    return least
  }
  const storage = await open({ free }, stored(8 * MEGABYTE))
  await storage.setBudget(5 * MEGABYTE)
  expect(asked).toEqual([3 * MEGABYTE])
  expect(storage.state()).toBe(later.storage.freed(formatSize(3 * MEGABYTE)))
  await storage.setBudget(20 * MEGABYTE)
  expect(asked).toHaveLength(1)
  expect(storage.state()).toBe(later.storage.atMost(formatSize(20 * MEGABYTE)))
})

test.each(['freeNow', 'setBudget'] as const)(
  '%s: a failure is told with its reason',
  async (what) => {
    const storage = await open({ freeAudio: failing, saveBudget: failing })
    await storage[what](MEGABYTE)
    expect(storage.state()).toBe(later.failures.storage!.join(' '))
  },
)

test.each([true, false])(
  'a promise to keep the data that the browser gives (%s) is told as it is',
  async (gives) => {
    const storage = await open({ persist: async () => gives })
    await storage.persist()
    expect(storage.persisted()).toBe(gives)
    expect(storage.state()).toBe(gives ? later.storage.persisted : later.storage.notPromised)
  },
)

test('everything is erased only if the reader agrees', async () => {
  let erased = 0
  const erase = async () => {
    erased++
    return []
  }
  const refused = await open({ erase, confirm: () => false })
  expect(await refused.erase()).toBe(false)
  expect(erased).toBe(0)
  const agreed = await open({ erase })
  expect(await agreed.erase()).toBe(true)
  expect(erased).toBe(1)
})

test('what is left after erasing is named, and a failure is not "nothing left"', async () => {
  const storage = await open({ erase: async () => ['longwave', 'cache'] })
  expect(await storage.erase()).toBe(false)
  expect(storage.state()).toBe(later.storage.notWiped('longwave, cache'))
  const failed = await open({ erase: failing })
  expect(await failed.erase()).toBe(false)
  expect(failed.state()).toBe(later.failures.storage!.join(' '))
})
