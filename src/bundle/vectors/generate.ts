import type { Bytes } from '../base64.ts'
import { makeHead, makeHeadOfRules1 } from './heads.ts'
import { makeKeys } from './keys.ts'
import { addAudio } from './kinds/audio.ts'
import { addBadHeads } from './kinds/badHeads.ts'
import { addBadRecords } from './kinds/badRecords.ts'
import { addCatalogs } from './kinds/catalogs.ts'
import { addDamagedBundles } from './kinds/damagedBundles.ts'
import { addFaces, faceOf } from './kinds/faces.ts'
import { addGoodBundles } from './kinds/goodBundles.ts'
import { addGoodHeads } from './kinds/goodHeads.ts'
import { addImages } from './kinds/images.ts'
import { addProven } from './kinds/proven.ts'
import { addRoots } from './kinds/roots.ts'
import { addTrees } from './kinds/trees.ts'
import type { Vector } from './runVector.ts'
import { makeMedia } from './samples.ts'
import { VectorSet } from './VectorSet.ts'

/**
 * Makes the vectors: files that the press would write and files that it never would, each with the outcome that every
 * implementation must arrive at.
 */
export async function makeVectors(): Promise<{ files: Map<string, Bytes>; vectors: Vector[] }> {
  const set = new VectorSet()
  const keys = await makeKeys()
  const media = await makeMedia()
  await addRoots(set, keys)
  const bundles = await addGoodBundles(set, media)
  await addDamagedBundles(set, bundles.one)
  await addBadRecords(set, media)
  const catalog = await addCatalogs(set, bundles)
  await addImages(set, media)
  await addAudio(set, media)
  const face = await addFaces(set, media)
  await addTrees(set)
  const release = await makeHead(bundles, catalog, face, media)
  const rules1 = await makeHeadOfRules1(release, faceOf(media), media)
  await addGoodHeads(set, keys, release, rules1)
  await addBadHeads(set, keys, release)
  await addProven(set, keys, release)
  return set
}
