import type { Bytes } from '#bundle/base64.ts'
import { checkImage } from '#bundle/checkImage.ts'
import { imageName } from '#bundle/images.ts'
import { loadMissingImages } from '#library/deliveryReads.ts'
import type { ImageRow } from '#library/schema.ts'
import { shelveImages } from '#library/shelve.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { type Delivery, requirePublication } from './Delivery.ts'
import { failureOf } from './DeliveryError.ts'
import { keepBudget } from './keepBudget.ts'
import { fetchChecked, type Mirrors } from './mirrors.ts'
import type { Progress } from './progress.ts'

/** The number of newest articles whose images are fetched. */
const ARTICLES_WITH_IMAGES = 300

/** How many images are fetched side by side and written in one transaction. */
const IMAGES_PER_TRANSACTION = 8

/**
 * Fetches the images that the newest articles need and the library lacks, as far as the budget allows.
 * @returns the bytes of the images that wait for the reader's consent
 */
export async function deliverImages(
  publication: PublicationKey,
  mirrors: Mirrors,
  progress: Progress,
  { library, signal, images }: Delivery,
): Promise<number> {
  const findMissing = async () => {
    await requirePublication(library, publication)
    return loadMissingImages(library, publication, ARTICLES_WITH_IMAGES)
  }
  const lengthOf = (sources: { length: number }[]) =>
    sources.reduce((total, { length }) => total + length, 0)
  let room = await keepBudget(library, images ? 0 : lengthOf(await findMissing()))
  if (images === 'none') return 0
  // The second search leaves out the articles whose images keepBudget has just evicted.
  const missing = (await findMissing()).filter(({ length }) => {
    room -= length
    return room >= 0
  })
  if (images) return lengthOf(missing)
  progress.plan('images', missing)
  let failure: unknown
  let dead = false
  for (let start = 0; start < missing.length; start += IMAGES_PER_TRANSACTION) {
    const arrived: { digest: string; image: ImageRow }[] = []
    const failures = await Promise.all(
      missing.slice(start, start + IMAGES_PER_TRANSACTION).map(async (source) => {
        try {
          const path = `images/${imageName(source)}`
          const check = (bytes: Bytes) => checkImage(bytes, source)
          const bytes = await fetchChecked(mirrors, path, source.length, check)
          arrived.push({ digest: source.digest, image: { type: source.type, bytes: bytes.buffer } })
          progress.done('images', bytes.length)
          return undefined
        } catch (error) {
          dead ||= !/^(?:wrong-shape|not-found)$/.test(failureOf(error).code)
          return error
        }
      }),
    )
    // Of several failures the first in the order of the images is told, whichever came first.
    failure ??= failures.find((error) => error !== undefined)
    if (arrived.length > 0) await shelveImages(library, publication, arrived)
    // The others are still fetched where an image is bad or missing on all mirrors, but not with a dead network or a bad
    // mirror. The first failure is reported once, after the loop.
    if (signal?.aborted || (dead && arrived.length === 0)) break
  }
  if (failure) throw failure
  return 0
}
