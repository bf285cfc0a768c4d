import { readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { audioName } from '#bundle/audioName.ts'
import { bundleName } from '#bundle/decodeBundle.ts'
import { imagesOf } from '#bundle/figures.ts'
import { imageName } from '#bundle/images.ts'
import type { BundleReference, Release } from '#bundle/release.ts'
import { treeNames } from './openPublication.ts'
import { readFromFolder } from './readFile.ts'

/** Names of files that a killed run has left unfinished (publicationFolder.ts). */
const UNFINISHED = /\.[0-9a-f]{12}\.tmp$/

interface Edition {
  release: Release
  bundles: BundleReference[]
  records: BundleRecord[]
}

/**
 * Deletes the files that neither this release nor the release before names (a reader in the middle of a sync may still
 * hold the release before), and the unfinished files of a killed run.
 */
export async function prunePublication(
  folder: string,
  now: Edition,
  before: Edition | undefined,
): Promise<void> {
  const named = {
    bundles: new Set<string>(),
    catalog: new Set<string>(),
    images: new Set<string>(),
    audio: new Set<string>(),
    face: new Set<string>(),
    tree: new Set<string>(),
  }
  for (const edition of before ? [now, before] : [now]) {
    const { release, bundles, records } = edition
    for (const { digest } of bundles) named.bundles.add(bundleName(digest))
    if (release.catalog) named.catalog.add(bundleName(release.catalog.digest))
    if (release.face) named.face.add(bundleName(release.face.digest))
    for (const name of await treeNames(release.state, readFromFolder(folder))) {
      named.tree.add(basename(name))
    }
    const images = records.flatMap((record) => (isWithdrawal(record) ? [] : imagesOf(record)))
    for (const { image } of release.sections) if (image) images.push(image.image)
    for (const { sources } of images)
      for (const source of sources) named.images.add(imageName(source))
    for (const record of records) {
      const audios = isWithdrawal(record) ? [] : audiosOf(record.body)
      for (const audio of audios) named.audio.add(audioName(audio))
    }
  }
  for (const part of ['.', 'root', ...Object.keys(named)]) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      if (UNFINISHED.test(name)) await rm(join(folder, part, name), { force: true })
    }
  }
  for (const [part, names] of Object.entries(named)) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      // Files whose names are not digests belong to the operator and stay.
      if (/^[0-9a-f]{64}\.\w+$/.test(name) && !names.has(name))
        await rm(join(folder, part, name), { force: true })
    }
  }
}
