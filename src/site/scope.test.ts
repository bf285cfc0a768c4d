import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** The module where these globals are. */
async function open(globals: Record<string, unknown>) {
  vi.resetModules()
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  return import('./scope.ts')
}

const page = (base?: string) => ({
  document: { querySelector: () => (base === undefined ? null : { content: base }) },
})

test('a page and the worker of a site have the same scope', async () => {
  expect((await open(page('/two/'))).SCOPE).toBe('/two/')
  const worker = {
    registration: { scope: 'https://user.example/two/' },
    location: { origin: 'https://user.example' },
  }
  expect((await open(worker)).SCOPE).toBe('/two/')
})

test('a page without a path stands at the top', async () => {
  expect((await open(page())).SCOPE).toBe('/')
  vi.unstubAllGlobals()
  expect((await open({})).SCOPE).toBe('/')
})

test('no name of a site begins like those of a site in a folder below it', async () => {
  const top = (await open(page('/'))).scoped('')
  const below = (await open(page('/two/'))).scoped('copy')
  expect(below).toBe('longwave:/two/#copy')
  expect(below.startsWith(top)).toBe(false)
})
