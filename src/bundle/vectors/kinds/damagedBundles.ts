import type { Bytes } from '../../base64.ts'
import { sha256 } from '../../digest.ts'
import type { BundleReference } from '../../release.ts'
import { addBundle, type Packed } from '../bundles.ts'
import { encode, flipped, lines } from '../encode.ts'
import { plainGzip } from '../plainGzip.ts'
import { PLAIN } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

/** @param one a good bundle of one article */
export async function addDamagedBundles(set: VectorSet, one: Packed): Promise<void> {
  await addChangedOnTheWay(set, one)
  await addBadlyPacked(set, one)
}

async function addChangedOnTheWay(set: VectorSet, one: Packed): Promise<void> {
  await addBundle(
    set,
    'a bundle with one bit changed',
    'bad/bundle-tampered.lwb',
    'The digest is checked before anything is unpacked.',
    { bytes: flipped(one.bytes, 40), reference: one.reference },
    { error: 'wrong-digest' },
  )
  await addBundle(
    set,
    'a bundle cut short',
    'bad/bundle-truncated.lwb',
    'What a broken connection leaves.',
    { bytes: one.bytes.slice(0, -5), reference: one.reference },
    { error: 'wrong-length' },
  )
  await addBundle(
    set,
    'a bundle with something behind it',
    'bad/bundle-appended.lwb',
    'What a host that adds a snippet to every file makes of it.',
    {
      bytes: Uint8Array.from([...one.bytes, ...encode('<!-- hello -->')]),
      reference: one.reference,
    },
    { error: 'wrong-length' },
  )
  await addBundle(
    set,
    'another bundle under this name',
    'bad/bundle-other.lwb',
    'Of the same length, and well made.',
    {
      bytes: plainGzip(encode(lines([{ ...PLAIN, headline: 'As little as an article can hide' }]))),
      reference: one.reference,
    },
    { error: 'wrong-digest' },
  )
}

/** Adds bundles whose publisher signed a reference that fits the file, but not its content. */
async function addBadlyPacked(set: VectorSet, one: Packed): Promise<void> {
  const signedCut = one.bytes.slice(0, -12)
  await addBundle(
    set,
    'a gzip cut short by its publisher',
    'bad/bundle-gzip-cut.lwb',
    'The reference fits the file, the file is no whole gzip member.',
    { bytes: signedCut, reference: await refer(signedCut, one.reference.raw) },
    { error: 'not-gzip' },
  )
  const unpacked = encode(lines([PLAIN]))
  await addBundle(
    set,
    'a bundle that is not packed',
    'bad/bundle-not-gzip.lwb',
    'Plain NDJSON, as a host that unpacks files delivers it, under a fitting reference.',
    { bytes: unpacked, reference: await refer(unpacked, unpacked.length) },
    { error: 'not-gzip' },
  )
  const double = Uint8Array.from([...one.bytes, ...one.bytes])
  await addBundle(
    set,
    'two gzip members',
    'bad/bundle-two-members.lwb',
    'A file is one member; some unpackers would take both.',
    { bytes: double, reference: await refer(double, one.reference.raw * 2) },
    { error: 'not-gzip' },
  )
  for (const [more, name] of [
    [1, 'longer'],
    [-1, 'shorter'],
  ] as const) {
    await addBundle(
      set,
      `a raw length one byte ${name} than the content`,
      `bad/bundle-raw-${name}.lwb`,
      'Exactly the signed size, neither more nor less.',
      { bytes: one.bytes, reference: { ...one.reference, raw: one.reference.raw + more } },
      { error: 'wrong-raw-length' },
    )
  }
  const bomb = plainGzip(new Uint8Array(8 * 1024 * 1024).fill(0x20))
  await addBundle(
    set,
    'a bomb',
    'bad/bundle-bomb.lwb',
    'Grows to 8 MiB where 1,000 bytes are signed; unpacking stops when they are passed.',
    { bytes: bomb, reference: await refer(bomb, 1000) },
    { error: 'wrong-raw-length' },
  )
}

const refer = async (bytes: Bytes, raw: number): Promise<BundleReference> => ({
  seq: [1, 1],
  articles: 1,
  digest: await sha256(bytes),
  length: bytes.length,
  raw,
})
