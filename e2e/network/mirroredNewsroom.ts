import { cpSync } from 'node:fs'
import { freshFolder } from '../support/folders.ts'
import type { Host } from '../support/host.ts'
import { test as base } from '../support/test.ts'

interface Fixtures {
  /** A second host, which the editions of `newsroom` name as their mirror. */
  mirror: Host
  /** Publishes an edition on both hosts. @returns the headline of its newest article */
  publishOnBoth: () => Promise<string>
}

export const test = base.extend<Fixtures>({
  mirror: async ({ serve, newsroom }, use) => {
    const mirror = await serve(freshFolder('mirror'))
    newsroom.mirrors = [mirror.address]
    await use(mirror)
  },
  publishOnBoth: async ({ newsroom, mirror }, use) => {
    await use(async () => {
      const headline = await newsroom.publish()
      cpSync(newsroom.site, mirror.folder, { recursive: true })
      return headline
    })
  },
})
