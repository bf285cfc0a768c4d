import { BundleError } from '#bundle/BundleError.ts'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import { loadPublication } from '#library/reads.ts'
import type { Trust } from '#library/schema.ts'
import { putPublication, updatePublication } from '#library/shelve.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { DeliveryError } from './DeliveryError.ts'
import { fetchFile } from './fetchFile.ts'
import type { Delivery } from './syncPublication.ts'
import { fetchRelease } from './trust.ts'

type Subscribe = Extract<ToWorker, { type: 'subscribe' }>

/**
 * Meets a publication: its first root (checked against the fingerprint where one is given) and a head
 * that root signs. Nothing is kept unless all of it holds.
 * @returns the publication's id
 * @throws BundleError `root-mismatch` when the key is another than the one promised or already trusted
 */
export async function subscribe(message: Subscribe, delivery: Delivery): Promise<string> {
  const { library, signal, now } = delivery
  const address = baseOf(message.address)
  const url = `${address}root/1.json`
  const file = await fetchFile(url, { limit: LIMITS.root, signal }).catch((error: unknown) => {
    // The first file asked for: nothing there means that nothing of ours is there.
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
  // Anybody can copy a first root. The address counts once it has a head that is signed and not old.
  const { release, root, floor } = await fetchRelease(
    address,
    known?.root ?? first,
    Math.max(known?.floor ?? 0, built),
    { signal },
  )
  // The site's own floor comes from the publisher, not from a key that may since have been stolen.
  if (release.version < built) throw new BundleError('rollback', `${address}head.json`)
  if (known) {
    await updatePublication(library, known.id, (row) => {
      // Where it lived so far is asked as well, for it may live there again.
      const own = new Set([...(row.own ?? []), row.address])
      own.delete(address)
      return {
        ...row,
        address,
        ...(own.size > 0 || row.own ? { own: [...own] } : {}),
        root,
        floor: Math.max(floor, built),
        trust: row.trust === 'first-use' ? trustOf(message) : row.trust,
      }
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

/** @throws DeliveryError `not-a-publication` for what is no address of a host */
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
