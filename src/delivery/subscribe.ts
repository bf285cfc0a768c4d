import { BundleError } from '#bundle/BundleError.ts'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import { loadPublication } from '#library/reads.ts'
import type { Trust } from '#library/schema.ts'
import { putPublication, updatePublication } from '#library/shelve.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { DeliveryError } from './DeliveryError.ts'
import { fetchFile, refuseLoginPage } from './fetchFile.ts'
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
  const { address } = message
  const url = `${address}root/1.json`
  let file: Awaited<ReturnType<typeof fetchFile>>
  try {
    file = await fetchFile(url, { limit: LIMITS.root, signal })
  } catch (error) {
    if (error instanceof DeliveryError && error.code === 'not-found') {
      throw new DeliveryError('not-a-publication', error.message, { cause: error })
    }
    throw error
  }
  refuseLoginPage(file, url)
  const fingerprint = await sha256(file)
  if (message.root !== undefined && message.root !== fingerprint) {
    throw new BundleError('root-mismatch', url)
  }
  const first = await openRoot(file, undefined)
  const known = await loadPublication(library, first.id)
  if (known) {
    if (known.fingerprint !== fingerprint) throw new BundleError('root-mismatch', url)
    // The same publication under the same key: it may have moved, or the build may know a higher floor.
    await updatePublication(library, first.id, (row) => ({
      ...row,
      address,
      floor: Math.max(row.floor, message.floor ?? 0),
    }))
    return first.id
  }
  const { root } = await fetchRelease(address, first, message.floor ?? 0, signal)
  await putPublication(library, {
    id: first.id,
    address,
    trust: trustOf(message),
    fingerprint,
    root,
    floor: message.floor ?? 0,
    shelved: [],
    skipped: 0,
    added: now(),
    bytes: { text: 0, images: 0 },
  })
  return first.id
}

function trustOf(message: Subscribe): Trust {
  if (message.builtIn) return 'built-in'
  return message.root === undefined ? 'first-use' : 'pinned'
}
