import { afterEach, expect, test, vi } from 'vitest'
import type { ToPage } from '#messages/toPage.ts'

const words = vi.hoisted(() => ({ arrive: () => {}, wait: Promise.resolve() }))

// The words that are loaded later arrive when the test lets them.
vi.mock('../language/catalog.ts', async (load) => {
  const catalog = await load<typeof import('../language/catalog.ts')>()
  return {
    ...catalog,
    loadLater: () => words.wait.then(() => catalog.loadLater()),
  }
})
vi.mock('./clockWarning.ts', () => ({ clockWarning: async () => '' }))

afterEach(() => {
  vi.unstubAllGlobals()
})

test('an earlier state of delivery whose words come late does not take the place of the last one', async () => {
  const dataset: Record<string, string> = {}
  vi.stubGlobal('document', { documentElement: { dataset }, querySelector: () => null })
  words.wait = new Promise((resolve) => {
    words.arrive = resolve
  })
  const { showSyncProgress } = await import('./syncProgress.ts')
  const { deliveryState } = await import('../worker/deliveryState.ts')
  const { t } = await import('../language/catalog.ts')
  const files = { done: 10, total: 11 }
  const shown = [
    { type: 'progress', publication: 'paper', bundles: files, images: files, bytes: files },
    { type: 'synced', publication: 'paper', title: 'Paper', version: 3, changed: true },
  ].map((message) => showSyncProgress(message as ToPage, 'paper'))
  await Promise.resolve()
  words.arrive()
  await Promise.all(shown)
  expect(deliveryState().trim()).toBe(t.savedForOffline)
  expect(dataset.synced).toBe('3')
})
