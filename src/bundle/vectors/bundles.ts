import type { Bytes } from '../base64.ts'
import { sha256 } from '../digest.ts'
import type { BundleReference } from '../release.ts'
import { encode } from './encode.ts'
import { plainGzip } from './plainGzip.ts'
import type { Expected, VectorSet } from './VectorSet.ts'

export interface Packed {
  bytes: Bytes
  reference: BundleReference
}

export async function packed(raw: Bytes, seq: [number, number], articles: number): Promise<Packed> {
  const bytes = plainGzip(raw)
  const reference: BundleReference = {
    seq,
    articles,
    digest: await sha256(bytes),
    length: bytes.length,
    raw: raw.length,
  }
  return { bytes, reference }
}

export const addBundle = (
  set: VectorSet,
  name: string,
  file: string,
  about: string,
  { bytes, reference }: Packed,
  expect: Expected,
) => set.add(name, about, { reads: 'bundle', file, reference }, bytes, expect)

/** Adds a bundle whose lines are given as they are, sound or not; the bundle around them is sound. */
export async function addLines(
  set: VectorSet,
  name: string,
  file: string,
  about: string,
  raw: string | Bytes,
  expect: Expected,
): Promise<void> {
  const bytes = typeof raw === 'string' ? encode(raw) : raw
  await addBundle(set, name, file, about, await packed(bytes, [1, 9], 1), expect)
}
