import { type Bytes, fromBase64, toBase64 } from '../../base64.ts'
import { LIMITS } from '../../limits.ts'
import { type Envelope, type Head, RELEASE_TYPE, ROOT_TYPE } from '../../release.ts'
import { decode, encode, flipped, json } from '../encode.ts'
import { addHead } from '../heads.ts'
import { type Keys, sign } from '../keys.ts'
import { R1, R2 } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

interface Signed {
  keys: Keys
  release: Head
  /** The release, signed as it should be. */
  head: Bytes
  envelope: Envelope
  edited: (change: Partial<Envelope>) => Bytes
}

export async function addBadHeads(set: VectorSet, keys: Keys, release: Head): Promise<void> {
  const head = await sign(RELEASE_TYPE, release, keys.first)
  const envelope = JSON.parse(decode(head)) as Envelope
  const edited = (change: Partial<Envelope>) => json({ ...envelope, ...change })
  const signed: Signed = { keys, release, head, envelope, edited }
  await addOldHeads(set, signed)
  await addStrangers(set, signed)
  await addBadSignatures(set, signed)
  await addOtherTypes(set, signed)
  await addOtherReaders(set, signed)
  await addUnreadableHeads(set, signed)
  await addBadReleases(set, signed)
}

async function addOldHeads(set: VectorSet, { keys: { first }, release }: Signed): Promise<void> {
  await addHead(
    set,
    'a head by a key rotated out',
    'bad/head-rotated-out.dsse',
    'Root 2 has taken the release role from this key.',
    await sign(RELEASE_TYPE, { ...release, version: 8, root: 2 }, first),
    { error: 'bad-signature' },
    [R1, R2],
  )
  await addHead(
    set,
    'a head that names a root to come',
    'bad/head-missing-root.dsse',
    'The newest root must be found and followed before its head is taken.',
    await sign(RELEASE_TYPE, { ...release, root: 2 }, first),
    { error: 'wrong-root' },
  )
  await addHead(
    set,
    'an older head',
    'bad/head-rollback.dsse',
    'Below the floor, however well it is signed.',
    await sign(RELEASE_TYPE, { ...release, version: 6 }, first),
    { error: 'rollback' },
    [R1],
    7,
  )
}

async function addStrangers(set: VectorSet, { keys, release, edited }: Signed): Promise<void> {
  const { first, stranger } = keys
  await addHead(
    set,
    'a head by a stranger',
    'bad/head-wrong-key.dsse',
    'A good signature of a key the root does not name.',
    await sign(RELEASE_TYPE, release, stranger),
    { error: 'bad-signature' },
  )
  await addHead(
    set,
    'a head by a stranger under a trusted name',
    'bad/head-borrowed-key-id.dsse',
    'The key id is a hint and proves nothing.',
    edited({
      signatures: [
        {
          keyid: first.signer.keyid,
          sig: (JSON.parse(decode(await sign(RELEASE_TYPE, release, stranger))) as Envelope)
            .signatures[0]!.sig,
        },
      ],
    }),
    { error: 'bad-signature' },
  )
  await addHead(
    set,
    'a head signed by nobody',
    'bad/head-unsigned.dsse',
    'No signatures at all.',
    edited({ signatures: [] }),
    { error: 'bad-signature' },
  )
}

async function addBadSignatures(
  set: VectorSet,
  { release, envelope, edited }: Signed,
): Promise<void> {
  await addHead(
    set,
    'a head with another title',
    'bad/head-tampered-payload.dsse',
    'One letter of the payload changed.',
    edited({ payload: toBase64(json({ ...release, title: 'The Victor' })) }),
    { error: 'bad-signature' },
  )
  const signature = envelope.signatures[0]!
  const sigBytes = fromBase64(signature.sig)!
  await addHead(
    set,
    'a head with one bit of its signature changed',
    'bad/head-tampered-signature.dsse',
    'In the signature’s first half.',
    edited({ signatures: [{ ...signature, sig: toBase64(flipped(sigBytes, 3)) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    set,
    'a signature of another algorithm',
    'bad/head-unknown-algorithm.dsse',
    'Ed25519 signatures are 64 bytes; there is no choice to negotiate.',
    edited({ signatures: [{ ...signature, sig: toBase64(new Uint8Array(72).fill(0x30)) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    set,
    'loose base64 in a signature',
    'bad/head-loose-base64.dsse',
    'One text for one signature: padding bits must be zero.',
    edited({ signatures: [{ ...signature, sig: looser(signature.sig) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    set,
    'loose base64 in a payload',
    'bad/head-loose-payload.dsse',
    'With one sign of padding too many.',
    edited({ payload: `${envelope.payload}=` }),
    { error: 'wrong-shape' },
  )
}

async function addOtherTypes(set: VectorSet, { keys: { first }, release }: Signed): Promise<void> {
  await addHead(
    set,
    'a head of version 2’s type',
    'bad/head-type-v2.dsse',
    'The type is signed; a reader of version 1 does not guess.',
    await sign('application/vnd.longwave.release.v2+json', release, first),
    { error: 'wrong-type' },
  )
  await addHead(
    set,
    'a root as a head',
    'bad/head-is-root.dsse',
    'The type is signed, so one document never passes for another.',
    await sign(ROOT_TYPE, release, first),
    { error: 'wrong-type' },
  )
  await addHead(
    set,
    'a type changed after signing',
    'bad/head-retyped.dsse',
    'A root’s signature does not cover a release.',
    json({
      ...JSON.parse(decode(await sign(ROOT_TYPE, release, first))),
      payloadType: RELEASE_TYPE,
    }),
    { error: 'bad-signature' },
  )
}

async function addOtherReaders(
  set: VectorSet,
  { keys: { first }, release }: Signed,
): Promise<void> {
  await addHead(
    set,
    'a head of format 99',
    'bad/head-format-99.dsse',
    'Said as “needs a newer reader” even where nothing else can be read.',
    await sign(RELEASE_TYPE, { format: 99, minReader: 1 }, first),
    { error: 'from-the-future' },
  )
  await addHead(
    set,
    'a head for later readers',
    'bad/head-min-reader.dsse',
    'The publisher asks for rules this reader does not know.',
    await sign(RELEASE_TYPE, { ...release, minReader: 99 }, first),
    { error: 'from-the-future' },
  )
  await addHead(
    set,
    'a head of another publication',
    'bad/head-other-publication.dsse',
    'The same key may sign for several.',
    await sign(RELEASE_TYPE, { ...release, id: 'org.example.other' }, first),
    { error: 'wrong-publication' },
  )
}

async function addUnreadableHeads(set: VectorSet, { head, envelope }: Signed): Promise<void> {
  await addHead(
    set,
    'a head cut short',
    'bad/head-truncated.dsse',
    'What a broken connection leaves.',
    head.slice(0, 600),
    { error: 'not-json' },
  )
  await addHead(
    set,
    'a web page',
    'bad/head-web-page.dsse',
    'What a hotel’s login gives for every address.',
    encode('<!doctype html><title>Welcome</title>'),
    { error: 'not-json' },
  )
  await addHead(
    set,
    'a head over 64 KiB',
    'bad/head-too-long.dsse',
    'Measured before parsing.',
    encode(JSON.stringify({ ...envelope, padding: 'x'.repeat(LIMITS.head) })),
    { error: 'too-long' },
  )
  await addHead(
    set,
    'a head nested too deeply',
    'bad/head-too-deep.dsse',
    'Outside what is signed, so before any signature is checked.',
    encode('{"payloadType":'.repeat(2000)),
    { error: 'too-deep' },
  )
  await addHead(
    set,
    'an envelope with a reserved key',
    'bad/head-reserved-key.dsse',
    'Refused before any signature is checked.',
    encode(decode(head).replace('{', '{"__proto__":{"polluted":true},')),
    { error: 'reserved-key' },
  )
}

async function addBadReleases(set: VectorSet, { keys: { first }, release }: Signed): Promise<void> {
  const bundle = release.bundles.at(-1)
  await addHead(
    set,
    'a head without a state',
    'bad/head-no-state.dsse',
    'Signed, and still not a release.',
    await sign(RELEASE_TYPE, { ...release, state: undefined }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    set,
    'a head of reading rules 2 without a face',
    'bad/head-no-face.dsse',
    'A reader cannot show sections it does not know.',
    await sign(RELEASE_TYPE, { ...release, face: undefined }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    set,
    'a head with the state of reading rules 1',
    'bad/head-old-state.dsse',
    'A release of rules 2 signs a tree, or a record could not prove itself.',
    await sign(RELEASE_TYPE, { ...release, state: { articles: 2, digest: '0'.repeat(64) } }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    set,
    'a head of 30 February',
    'bad/head-february.dsse',
    'Some engines take it for 2 March.',
    await sign(RELEASE_TYPE, { ...release, published: '2026-02-30T12:00:00Z' }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    set,
    'a head with a title that shows nothing',
    'bad/head-blank-title.dsse',
    'U+3164 is a letter by its category, and blank.',
    await sign(RELEASE_TYPE, { ...release, title: '\u3164' }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    set,
    'a bundle reference above its limit',
    'bad/head-bundle-too-long.dsse',
    'What would be refused later is refused here, before a byte of it is fetched.',
    await sign(
      RELEASE_TYPE,
      { ...release, bundles: [{ ...bundle!, raw: LIMITS.bundleRaw + 1 }] },
      first,
    ),
    { error: 'wrong-shape' },
  )
}

/**
 * Sets a bit of the last sextet that a decoder throws away.
 * @returns other base64 that a lenient decoder reads as the same bytes
 */
function looser(base64: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const last = base64.replace(/=+$/, '').length - 1
  const sextet = alphabet.indexOf(base64[last]!)
  return `${base64.slice(0, last)}${alphabet[sextet | 1]}${base64.slice(last + 1)}`
}
