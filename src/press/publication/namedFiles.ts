import { type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { audioName } from '#bundle/audioName.ts'
import { bundleName } from '#bundle/decodeBundle.ts'
import { imagesOf } from '#bundle/figures.ts'
import { imageName } from '#bundle/images.ts'
import type { BundleReference, Release } from '#bundle/release.ts'

export interface Edition {
  release: Release
  bundles: BundleReference[]
  records: BundleRecord[]
}

/** The folders whose files are named by their digests. */
export const DIGEST_FOLDERS = ['bundles', 'catalog', 'images', 'audio'] as const

/** A name like `images/<digest>.webp`. */
export const DIGEST_NAME = /^(?:bundles|catalog|images|audio)\/([0-9a-f]{64})\.\w+$/

/** The names of the bundles and the catalog of an edition. */
export function bundleFilesOf({ release, bundles }: Omit<Edition, 'records'>): Set<string> {
  const names = new Set(bundles.map(({ digest }) => `bundles/${bundleName(digest)}`))
  if (release.catalog) names.add(`catalog/${bundleName(release.catalog.digest)}`)
  return names
}

/** The names of the images and the audio of an edition. */
export function mediaFilesOf({ release, records }: Omit<Edition, 'bundles'>): Set<string> {
  const names = new Set<string>()
  const images = records.flatMap((record) => (isWithdrawal(record) ? [] : imagesOf(record)))
  for (const { image } of release.sections) if (image) images.push(image.image)
  for (const { sources } of images) {
    for (const source of sources) names.add(`images/${imageName(source)}`)
  }
  for (const record of records) {
    const audios = isWithdrawal(record) ? [] : audiosOf(record.body)
    for (const audio of audios) names.add(`audio/${audioName(audio)}`)
  }
  return names
}
