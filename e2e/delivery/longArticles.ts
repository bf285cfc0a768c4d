import { randomBytes } from 'node:crypto'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Device } from './device.ts'

export const NOW = '2026-11-23T12:00:00Z'

/** Articles of 40 kB each that cannot be compressed, so that a few fill a small disk. */
export const longArticles = (count: number): Partial<ArticleRecord>[] =>
  Array.from({ length: count }, () => ({
    body: [{ type: 'paragraph', runs: [randomBytes(30_000).toString('base64')] }],
  }))

/** Marks all articles whose text is on the device, as reading or saving them does. */
export async function markAll(device: Device, marks: object): Promise<void> {
  const keys = (await device.contents()).bodies.map((key) => key.split(' '))
  await device.page.evaluate(
    async ([keys, marks]) => {
      const library = await window.longwave.openLibrary()
      for (const [id, article] of keys) {
        await library.put('reading', marks, [await window.longwave.keyOf(id!), article!])
      }
    },
    [keys, marks] as const,
  )
}
