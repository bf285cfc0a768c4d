import type { BundleRecord } from '#bundle/article.ts'
import type { DecodedBundle } from '#bundle/decodeBundle.ts'
import { lineOf } from '#bundle/encodeBundle.ts'
import { imagesOf } from '#bundle/figures.ts'
import { pickSource } from '#bundle/images.ts'
import type { Release } from '#bundle/release.ts'
import { openLibrary } from '#library/open.ts'
import type { Library } from '#library/schema.ts'
import {
  putPublication,
  removePublication,
  shelveBundle,
  shelveFrontPage,
  shelveImages,
} from '#library/shelve.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { audit, snapshot } from './audit.ts'

/** The key of every publication here; there is one at a time. */
const KEY = '0'.repeat(64) as PublicationKey

/** Bundles in the order they are shelved. Each has a name of its own, because a bundle with a known name is skipped. */
export type Shelf = { name: string; records: BundleRecord[] }[]

/**
 * Fills each shelf in a publication of its own, which begins with the same base and is removed again.
 * @returns the content of the library after each shelf
 */
export async function fillShelves(
  base: BundleRecord[],
  shelves: Shelf[],
  release: Release,
): Promise<string[]> {
  const library = await openLibrary()
  const results: string[] = []
  for (const bundles of shelves) {
    await begin(library, release.id, base)
    for (const { name, records } of bundles) {
      await shelveBundle(library, KEY, name, decoded(records))
    }
    await shelveFrontPage(library, KEY, release, {
      now: '2026-11-01T00:00:00Z',
      head: new Uint8Array(),
    })
    results.push(await describe(release.id))
    await removePublication(library, KEY)
  }
  return results
}

/** @returns records as they come out of a bundle */
function decoded(records: BundleRecord[]): DecodedBundle {
  const encoder = new TextEncoder()
  const lines = new Map(records.map((record) => [record.id, encoder.encode(lineOf(record, 'it'))]))
  return { records, lines, skipped: [] }
}

async function begin(library: Library, id: string, base: BundleRecord[]): Promise<void> {
  await putPublication(library, KEY, () => ({
    id,
    address: 'http://localhost/',
    trust: 'first-use',
    fingerprint: KEY,
    root: {} as never,
    floor: 0,
    shelved: [],
    skipped: 0,
    added: '2026-11-01T00:00:00Z',
    bytes: { text: 0, images: 0 },
  }))
  await shelveBundle(library, KEY, 'base', decoded(base))
  const images = base.flatMap((record) => ('headline' in record ? imagesOf(record) : []))
  const sources = new Map(images.map((image) => [pickSource(image).digest, pickSource(image)]))
  await shelveImages(
    library,
    KEY,
    [...sources].map(([digest, { length, type }]) => ({
      digest,
      image: { type, bytes: new ArrayBuffer(length) },
    })),
  )
}

async function describe(id: string): Promise<string> {
  const { faults } = await audit(id)
  // Image sizes are not compared: which old images go depends on the order of bundles, and only the fetch of images
  // after the text evens it out.
  const { row, references, ...content } = JSON.parse(await snapshot(id))
  return JSON.stringify({
    faults,
    content,
    text: row.bytes.text,
    references: references.map((key: string[]) => key.slice(0, 3)),
  })
}
