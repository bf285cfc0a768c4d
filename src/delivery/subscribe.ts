import { BundleError } from '#bundle/BundleError.ts'
import { defined } from '#bundle/defined.ts'
import { sha256 } from '#bundle/digest.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import { loadPublication } from '#library/reads.ts'
import type { PublicationRow, Trust } from '#library/schema.ts'
import { putPublication, withRoot } from '#library/shelve.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { Delivery } from './Delivery.ts'
import { DeliveryError } from './DeliveryError.ts'
import { fetchFile } from './fetchFile.ts'
import { fetchRelease } from './trust.ts'

type Subscribe = Extract<ToWorker, { type: 'subscribe' }>

/**
 * Subscribes to a publication. Fetches its first root (and checks it against the fingerprint where one is given) and a head
 * that this root signs. Stores nothing unless all checks succeed. Another publication with the same id stays beside it.
 * @returns the publication's key
 * @throws BundleError `root-mismatch` when the root is not the one of the fingerprint
 */
export async function subscribe(message: Subscribe, delivery: Delivery): Promise<PublicationKey> {
  const { library, signal, report, now } = delivery
  const address = baseOf(message.address)
  const url = `${address}root/1.json`
  const file = await fetchFile(url, { limit: LIMITS.root, signal }).catch((error: unknown) => {
    // Without its first file, the address is no publication.
    if (error instanceof DeliveryError && error.code === 'not-found') {
      throw new DeliveryError('not-a-publication', error.message, { cause: error })
    }
    throw error
  })
  const fingerprint = (await sha256(file)) as PublicationKey
  if (message.root !== undefined && message.root !== fingerprint) {
    throw new BundleError('root-mismatch', url)
  }
  const first = await openRoot(file, undefined)
  const known = await loadPublication(library, fingerprint)
  const built = message.floor ?? 0
  // Anyone can copy a first root, so the address is accepted only with a head that is signed and not old.
  const { release, root, rootFiles, floor } = await fetchRelease(
    address,
    known?.root ?? first,
    Math.max(known?.floor ?? 0, built),
    { signal },
  )
  // The floor that is built into the site holds even where a new root lowers the floor: no stolen key can have raised it.
  if (release.version < built) throw new BundleError('rollback', `${address}head.json`)
  const earlier = await putPublication(library, fingerprint, (row) =>
    row
      ? {
          ...withRoot(row, root, rootFiles),
          ...addressesOf(row, address, message.builtIn === true),
          floor: Math.max(floor, built),
          trust: message.builtIn || row.trust === 'first-use' ? trustOf(message) : row.trust,
        }
      : {
          fingerprint,
          id: first.id,
          address,
          trust: trustOf(message),
          root,
          signed: { roots: [file, ...rootFiles] },
          floor: built,
          shelved: [],
          skipped: 0,
          added: now(),
          bytes: { text: 0, images: 0 },
        },
  )
  if (earlier.length > 0) report({ type: 'succeeded', publication: fingerprint, earlier })
  return fingerprint
}

/**
 * Anyone can serve a copy of a publication, so a further address is only one more mirror: the first one stays the address
 * that is asked before others. The address that the site was built with takes its place.
 */
function addressesOf(
  row: PublicationRow,
  address: string,
  builtIn: boolean,
): Pick<PublicationRow, 'address' | 'addedMirrors'> {
  const first = builtIn ? address : row.address
  const mirrors = new Set([...(row.addedMirrors ?? []), row.address, address])
  mirrors.delete(first)
  return defined<Pick<PublicationRow, 'address' | 'addedMirrors'>>({
    address: first,
    addedMirrors: mirrors.size > 0 || row.addedMirrors ? [...mirrors] : undefined,
  })
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
