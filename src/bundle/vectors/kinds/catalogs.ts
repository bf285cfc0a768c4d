import { encodeCatalog } from '../../encodeBundle.ts'
import type { FileReference } from '../../release.ts'
import { type Packed, packed } from '../bundles.ts'
import { encode, gzip, lines } from '../encode.ts'
import type { VectorSet } from '../VectorSet.ts'

/** @returns the reference of the good catalog, for the heads */
export async function addCatalogs(
  set: VectorSet,
  { one, two }: { one: Packed; two: Packed },
): Promise<FileReference> {
  const catalog = await encodeCatalog([two.reference, one.reference], gzip)
  await set.add(
    'a catalog',
    'One bundle reference a line, newest first.',
    { reads: 'catalog', file: 'good/catalog.lwb', reference: catalog.reference },
    catalog.bytes,
    { bundles: [two.reference, one.reference] },
  )
  const brokenRaw = encode(lines([{ ...one.reference, digest: '../../etc' }]))
  const broken = await packed(brokenRaw, [1, 1], 0)
  await set.add(
    'a catalog that names a path',
    'Unlike a bundle, a catalog with one bad line is refused whole: a gap would go unnoticed.',
    { reads: 'catalog', file: 'bad/catalog-path.lwb', reference: broken.reference },
    broken.bytes,
    { error: 'wrong-shape' },
  )
  return catalog.reference
}
