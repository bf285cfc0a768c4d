import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The module in a page whose storage is `area`; without one, the browser refuses it. */
async function open(area?: Partial<Storage>) {
  vi.resetModules()
  if (area) vi.stubGlobal('localStorage', area)
  const { local } = await import('./siteStorage.ts')
  const { closeStorage } = await import('#library/closing.ts')
  return { local, closeStorage }
}

function memory(): Storage & { rows: Map<string, string> } {
  const rows = new Map<string, string>()
  return {
    rows,
    getItem: (name: string) => rows.get(name) ?? null,
    setItem: (name: string, value: string) => void rows.set(name, value),
    removeItem: (name: string) => void rows.delete(name),
  } as never
}

test('what is stored has the name of the app before it, and can be removed', async () => {
  const area = memory()
  const { local } = await open(area)
  expect(local.get('language')).toBeUndefined()
  expect(local.set('language', 'fa')).toBe(true)
  expect([...area.rows]).toEqual([['longwave:/#language', 'fa']])
  expect(local.get('language')).toBe('fa')
  expect(local.set('language', undefined)).toBe(true)
  expect(local.get('language')).toBeUndefined()
})

test('JSON comes back as it was, and damaged JSON as nothing', async () => {
  const area = memory()
  const { local } = await open(area)
  local.setJson('keys', { off: true })
  expect(local.getJson('keys')).toEqual({ off: true })
  area.rows.set('longwave:/#keys', '{"off":')
  expect(local.getJson('keys')).toBeUndefined()
  expect(local.getJson('dates2')).toBeUndefined()
})

test('where storage is refused or full, nothing is thrown and nothing is said to be stored', async () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError')
  }
  for (const area of [undefined, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
    const { local } = await open(area)
    expect(local.get('size')).toBeUndefined()
    expect(local.set('size', 'lg')).toBe(false)
    expect(local.set('size', undefined)).toBe(false)
    expect(local.getJson('keys')).toBeUndefined()
  }
})

test('after everything has been removed, the page stores nothing any more', async () => {
  const area = memory()
  const { local, closeStorage } = await open(area)
  closeStorage()
  expect(local.set('size', 'lg')).toBe(false)
  expect(area.rows.size).toBe(0)
})
