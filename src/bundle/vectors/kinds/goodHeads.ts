import { type Head, RELEASE_TYPE } from '../../release.ts'
import { addHead } from '../heads.ts'
import { type Keys, sign } from '../keys.ts'
import { R1, R2, R3 } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

export async function addGoodHeads(
  set: VectorSet,
  keys: Keys,
  release: Head,
  rules1: object,
): Promise<void> {
  const { first, second, stranger } = keys
  const head = await sign(RELEASE_TYPE, release, first)
  await addHead(set, 'a head', 'good/head.dsse', 'One signature of the release role.', head, {
    version: 7,
  })
  await addHead(
    set,
    'a head of exactly the floor’s version',
    'good/head.dsse',
    'Equal is not older: nothing is new.',
    head,
    { version: 7 },
    [R1],
    7,
  )
  await addHead(
    set,
    'an expired head',
    'good/head-expired.dsse',
    'Accepted, and shown as maybe out of date: clocks are wrong and sticks are old.',
    await sign(RELEASE_TYPE, { ...release, expires: '2001-01-01T00:00:00Z' }, first),
    { version: 7 },
  )
  await addHead(
    set,
    'a head of a later minor version',
    'good/head-future.dsse',
    'Unknown fields anywhere mean nothing to this reader.',
    await sign(
      RELEASE_TYPE,
      { ...release, weather: 'fair', state: { ...release.state, cells: 'x' } },
      first,
    ),
    { version: 7 },
  )
  await addHead(
    set,
    'a head with more signatures than needed',
    'good/head-extra-signature.dsse',
    'Signatures of keys the root does not name are passed over.',
    await sign(RELEASE_TYPE, release, stranger, first),
    { version: 7 },
  )
  await addHead(
    set,
    'a head under root 3',
    'good/head-root-3.dsse',
    'Signed by the release key that root 2 brought in.',
    await sign(RELEASE_TYPE, { ...release, root: 3 }, second),
    { version: 7 },
    [R1, R2, R3],
  )
  await addHead(
    set,
    'a head of reading rules 1',
    'good/head-rules-1.dsse',
    'A publication that its press has not touched since is still read.',
    await sign(RELEASE_TYPE, rules1, first),
    { version: 7 },
  )
  await addHead(
    set,
    'a head that moves to no base',
    'good/head-moved.dsse',
    'A new address with a query is left out; the rest counts.',
    await sign(RELEASE_TYPE, { ...release, moved: 'https://new.example/?next=/a/' }, first),
    { version: 7 },
  )
}
