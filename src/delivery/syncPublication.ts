import { BundleError } from '#bundle/BundleError.ts'
import { bundleName, decodeBundle, decodeCatalog } from '#bundle/decodeBundle.ts'
import { imageName } from '#bundle/images.ts'
import type { BundleReference, Release } from '#bundle/release.ts'
import { stateOf } from '#bundle/state.ts'
import type { Library } from '#library/open.ts'
import { loadMissingImages, loadPublication, loadState } from '#library/reads.ts'
import type { ImageRow, PublicationRow } from '#library/schema.ts'
import {
  shelveBundle,
  shelveFrontPage,
  shelveImages,
  trustRoot,
  updatePublication,
} from '#library/shelve.ts'
import type { ToPage } from '#messages/toPage.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { looksLike } from './imageBytes.ts'
import { planBundles } from './plan.ts'
import { basesOf, fetchChecked, fromAny } from './sources.ts'
import { fetchRelease } from './trust.ts'

export interface Delivery {
  library: Library
  report: (message: ToPage) => void
  signal?: AbortSignal | undefined
  /** The present, for what is shown to people; trust never depends on it. */
  now: () => string
}

/** Articles, newest first, whose pictures are kept on the device. */
const ILLUSTRATED = 300

/**
 * Brings one publication up to date: head, then missing bundles, then the front page, then pictures.
 * Each step is stored before the next begins, so a delivery cut short goes on where it stopped.
 * @throws DeliveryError, BundleError; what was on the device before is still there
 */
export async function syncPublication(id: string, delivery: Delivery): Promise<void> {
  const { library, signal, report, now } = delivery
  const row = await requirePublication(library, id)
  report({ type: 'started', publication: id })
  const { release, root } = await fromAny(basesOf(row), signal, (base) =>
    fetchRelease(base, row.root, row.floor, signal),
  )
  if (root.version > row.root.version) await trustRoot(library, id, root)
  const changed = release.version !== row.release?.version
  const progress = makeProgress(id, report)
  const bases = basesOf({ ...row, release })
  const deliver = (held: number) => deliverBundles(release, held, bases, progress, delivery)
  if (changed) {
    await deliver(row.release?.seq[1] ?? 0)
    if (!(await isComplete(library, release))) {
      // Something on the shelf is missing or out of step: read every bundle again, once.
      await updatePublication(library, id, (held) => ({ ...held, shelved: [] }))
      await deliver(0)
      if (!(await isComplete(library, release))) throw new BundleError('wrong-state', id)
    }
  }
  await shelveFrontPage(library, release, { now: now() })
  if (changed) report({ type: 'shelved', publication: id, articles: release.state.articles })
  await deliverImages(id, bases, progress, delivery)
  report({
    type: 'synced',
    publication: id,
    title: release.title,
    version: release.version,
    changed,
    trust: row.trust,
  })
}

async function requirePublication(library: Library, id: string): Promise<PublicationRow> {
  const row = await loadPublication(library, id)
  if (!row) throw new DeliveryError('not-found', `${id} is not subscribed to`)
  return row
}

/** Progress is told after each file, counts and bytes together. */
function makeProgress(publication: string, report: (message: ToPage) => void) {
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

type Progress = ReturnType<typeof makeProgress>

async function deliverBundles(
  release: Release,
  held: number,
  bases: string[],
  progress: Progress,
  { library, signal, report }: Delivery,
): Promise<void> {
  const row = await requirePublication(library, release.id)
  const firstSight = row.release === undefined && row.shelved.length === 0
  const bundles = await plan(release, held, new Set(row.shelved), bases, signal)
  progress.plan('bundles', bundles)
  for (const [index, reference] of bundles.entries()) {
    const path = `bundles/${bundleName(reference.digest)}`
    const bytes = await fetchChecked(bases, path, reference, { signal })
    const { records, skipped } = await decodeBundle(bytes, reference)
    const articles = await shelveBundle(
      library,
      release.id,
      reference.digest,
      records,
      skipped.length,
    )
    progress.done('bundles', bytes.length)
    if (firstSight && index === 0 && bundles.length > 1) {
      await shelveFrontPage(library, release, undefined)
      report({ type: 'shelved', publication: release.id, articles })
    }
  }
}

async function plan(
  release: Release,
  held: number,
  shelved: Set<string>,
  bases: string[],
  signal: AbortSignal | undefined,
): Promise<BundleReference[]> {
  const to = release.seq[1]
  const inHead = planBundles(release.bundles, held, to, shelved)
  if (inHead) return inHead
  if (release.catalog) {
    const path = `catalog/${bundleName(release.catalog.digest)}`
    const bytes = await fetchChecked(bases, path, release.catalog, { signal })
    const all = [...release.bundles, ...(await decodeCatalog(bytes, release.catalog))]
    const planned =
      planBundles(all, held, to, shelved) ?? planBundles(all, release.seq[0] - 1, to, shelved)
    if (planned) return planned
  }
  // A release may serve only its newest runs; then those are all there is.
  const served = planBundles(release.bundles, Math.max(held, release.seq[0] - 1), to, shelved)
  if (served) return served
  throw new BundleError('wrong-shape', 'head.json.bundles')
}

/** Whether the shelf holds exactly the articles the release names. */
async function isComplete(library: Library, release: Release): Promise<boolean> {
  const row = await requirePublication(library, release.id)
  // A record from the future was left out on purpose; then the digest cannot match.
  if (row.skipped > 0) return true
  const state = await stateOf(await loadState(library, release.id))
  return state.digest === release.state.digest
}

/** Pictures written per transaction. */
const BATCH = 8

async function deliverImages(
  id: string,
  bases: string[],
  progress: Progress,
  { library, signal }: Delivery,
): Promise<void> {
  const missing = await loadMissingImages(library, id, ILLUSTRATED)
  progress.plan('images', missing)
  let failure: unknown
  for (let start = 0; start < missing.length; start += BATCH) {
    const arrived: { digest: string; image: ImageRow }[] = []
    await Promise.all(
      missing.slice(start, start + BATCH).map(async (source) => {
        try {
          const path = `images/${imageName(source)}`
          const bytes = await fetchChecked(bases, path, source, { signal })
          if (!looksLike(source.type, bytes)) throw new BundleError('wrong-shape', path)
          arrived.push({ digest: source.digest, image: { type: source.type, bytes: bytes.buffer } })
          progress.done('images', bytes.length)
        } catch (error) {
          failure ??= error
        }
      }),
    )
    if (arrived.length > 0) await shelveImages(library, id, arrived)
    // One bad picture spoils nothing; a dead network or a wrong mirror is worth saying, once.
    if (
      signal?.aborted ||
      (failure && failureOf(failure).code !== 'wrong-shape' && arrived.length === 0)
    ) {
      break
    }
  }
  if (failure) throw failure
}
