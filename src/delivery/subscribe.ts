import { BundleError } from '#bundle/BundleError.ts'
import { defined } from '#bundle/defined.ts'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import { loadPublication } from '#library/reads.ts'
import type { PublicationRow, Trust } from '#library/schema.ts'
import { putPublication, updatePublication } from '#library/shelve.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { DeliveryError } from './DeliveryError.ts'
import { fetchFile } from './fetchFile.ts'
import type { Delivery } from './syncPublication.ts'
import { fetchRelease } from './trust.ts'

type Subscribe = Extract<ToWorker, { type: 'subscribe' }>

/**
 * Subscribes to a publication. Fetches its first root (and checks it against the fingerprint where one is given) and a head
 * that this root signs. Stores nothing unless all checks succeed.
 * @returns the publication's id
 * @throws BundleError `root-mismatch` when the root is not the one of the fingerprint, or not the one already trusted
 */
export async function subscribe(message: Subscribe, delivery: Delivery): Promise<string> {
  const { library, signal, now } = delivery
  const address = baseOf(message.address)
  const url = `${address}root/1.json`
  const file = await fetchFile(url, { limit: LIMITS.root, signal }).catch((error: unknown) => {
    // Without its first file, the address is no publication.
    if (error instanceof DeliveryError && error.code === 'not-found') {
      throw new DeliveryError('not-a-publication', error.message, { cause: error })
    }
    throw error
  })
  const fingerprint = await sha256(file)
  if (message.root !== undefined && message.root !== fingerprint) {
    throw new BundleError('root-mismatch', url)
  }
  const first = await openRoot(file, undefined)
  const known = await loadPublication(library, first.id)
  if (known && known.fingerprint !== fingerprint) throw new BundleError('root-mismatch', url)
  const built = message.floor ?? 0
  // Anyone can copy a first root, so the address is accepted only with a head that is signed and not old.
  const { release, root, floor } = await fetchRelease(
    address,
    known?.root ?? first,
    Math.max(known?.floor ?? 0, built),
    { signal },
  )
  // The floor that is built into the site holds even where a new root lowers the floor: no stolen key can have raised it.
  if (release.version < built) throw new BundleError('rollback', `${address}head.json`)
  if (known) {
    await updatePublication(library, known.id, (row) => {
      // The former address stays among the added mirrors, because the publication may return to it.
      const own = new Set([...(row.own ?? []), row.address])
      own.delete(address)
      return defined<PublicationRow>({
        ...row,
        address,
        own: own.size > 0 || row.own ? [...own] : undefined,
        root,
        floor: Math.max(floor, built),
        trust: row.trust === 'first-use' ? trustOf(message) : row.trust,
      })
    })
  } else {
    await putPublication(library, {
      id: first.id,
      address,
      trust: trustOf(message),
      fingerprint,
      root,
      floor: built,
      shelved: [],
      skipped: 0,
      added: now(),
      bytes: { text: 0, images: 0 },
    })
  }
  return first.id
}

/**
 * Turns an address that a reader gives into a base address, ending in a slash.
 * @throws DeliveryError `not-a-publication` for text that is no address of the web
 */
function baseOf(address: string): string {
  let url: URL
  try {
    url = new URL(address)
  } catch (cause) {
    throw new DeliveryError('not-a-publication', `${address} is not an address`, { cause })
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new DeliveryError('not-a-publication', `${address} is not an address of the web`)
  }
  url.search = ''
  url.hash = ''
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

function trustOf(message: Subscribe): Trust {
  if (message.builtIn) return 'built-in'
  return message.root === undefined ? 'first-use' : 'pinned'
}
