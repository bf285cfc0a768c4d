import type { ToPage } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** Counts files and bytes, and reports them after each file. */
export function makeProgress(publication: PublicationKey, report: (message: ToPage) => void) {
  const bundles = { done: 0, total: 0 }
  const images = { done: 0, total: 0 }
  const bytes = { done: 0, total: 0 }
  return {
    plan(kind: 'bundles' | 'images', files: { length: number }[]) {
      const counts = kind === 'bundles' ? bundles : images
      counts.total += files.length
      for (const file of files) bytes.total += file.length
    },
    done(kind: 'bundles' | 'images', length: number) {
      const counts = kind === 'bundles' ? bundles : images
      counts.done++
      bytes.done += length
      report({
        type: 'progress',
        publication,
        bundles: { ...bundles },
        images: { ...images },
        bytes: { ...bytes },
      })
    },
  }
}

export type Progress = ReturnType<typeof makeProgress>
