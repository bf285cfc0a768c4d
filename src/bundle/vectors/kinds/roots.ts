import type { Bytes } from '../../base64.ts'
import { ROOT_TYPE, type Root } from '../../release.ts'
import { type Key, type Keys, sign } from '../keys.ts'
import { PUBLICATION, R1, R2, R3 } from '../samples.ts'
import type { Expected, VectorSet } from '../VectorSet.ts'

export async function addRoots(set: VectorSet, keys: Keys): Promise<void> {
  const roots = makeRoots(keys)
  await addGoodRoots(set, keys, roots)
  await addBadRoots(set, keys, roots)
}

type Roots = ReturnType<typeof makeRoots>

function makeRoots({ first, second, third }: Keys) {
  return {
    root1: rootOf(1, role(1, first), role(1, first), first),
    /** The release key has moved on to `second`. */
    root2: rootOf(2, role(1, first), role(1, second), first, second),
    /** Two of three hold the root from now on. */
    root3: rootOf(3, role(2, first, second, third), role(1, second), first, second, third),
  }
}

async function addGoodRoots(
  set: VectorSet,
  { first, third }: Keys,
  { root1, root2, root3 }: Roots,
): Promise<void> {
  await addRoot(
    set,
    'root 1',
    R1,
    [],
    'The first root signs itself; whoever reads it has another reason to trust it.',
    await sign(ROOT_TYPE, root1, first),
    { version: 1 },
  )
  await addRoot(
    set,
    'root 2, the release key replaced',
    R2,
    [R1],
    'Signed by the root role of root 1 and by its own.',
    await sign(ROOT_TYPE, root2, first),
    { version: 2 },
  )
  await addRoot(
    set,
    'root 3, two of three from now on',
    R3,
    [R1, R2],
    'One signature of root 2’s role, two of its own.',
    await sign(ROOT_TYPE, root3, first, third),
    { version: 3 },
  )
}

async function addBadRoots(
  set: VectorSet,
  { first, second, third, stranger }: Keys,
  { root1, root2, root3 }: Roots,
): Promise<void> {
  await addRoot(
    set,
    'root 2 skipped',
    'bad/root-skipped.dsse',
    [R1],
    'Number 3 straight after number 1.',
    await sign(ROOT_TYPE, root3, first, third),
    { error: 'wrong-root' },
  )
  await addRoot(
    set,
    'root 2 signed by a stranger',
    'bad/root-stranger.dsse',
    [R1],
    'Signed by its own key alone, which root 1 does not know.',
    await sign(ROOT_TYPE, rootOf(2, role(1, stranger), role(1, stranger), stranger), stranger),
    { error: 'bad-signature' },
  )
  await addRoot(
    set,
    'root 3 with one signature of two',
    'bad/root-threshold.dsse',
    [R1, R2],
    'Enough for root 2, too few for its own role.',
    await sign(ROOT_TYPE, root3, first),
    { error: 'bad-signature' },
  )
  await addRoot(
    set,
    'root 3 signed twice by one key',
    'bad/root-same-key-twice.dsse',
    [R1, R2],
    'A key counts once, however often it has signed.',
    await sign(ROOT_TYPE, root3, first, first),
    { error: 'bad-signature' },
  )
  await addRoot(
    set,
    'root 2 of another publication',
    'bad/root-other-publication.dsse',
    [R1],
    'Well signed, and for another id.',
    await sign(ROOT_TYPE, { ...root2, id: 'org.example.other' }, first),
    { error: 'wrong-publication' },
  )
  await addRoot(
    set,
    'root 1 that is number 2',
    'bad/root-first-is-second.dsse',
    [],
    'The first root a reader meets is number 1.',
    await sign(ROOT_TYPE, root2, first, second),
    { error: 'wrong-root' },
  )
  await addRoot(
    set,
    'a root whose key id names another key',
    'bad/root-key-id.dsse',
    [],
    'A key id is the SHA-256 of the key; this one is not.',
    await sign(
      ROOT_TYPE,
      { ...root1, keys: { [first.signer.keyid]: stranger.publicKey } },
      stranger,
    ),
    { error: 'bad-signature' },
  )
  await addRoot(
    set,
    'a root of format 99',
    'bad/root-format-99.dsse',
    [R1],
    'Signed as it should be, for readers to come.',
    await sign(ROOT_TYPE, { ...root2, format: 99, roles: 'elsewhere' }, first),
    { error: 'from-the-future' },
  )
}

const addRoot = (
  set: VectorSet,
  name: string,
  file: string,
  after: string[],
  about: string,
  bytes: Bytes,
  expect: Expected,
) => set.add(name, about, { reads: 'root', file, after }, bytes, expect)

const role = (threshold: number, ...of: Key[]) => ({
  keyids: of.map(({ signer }) => signer.keyid),
  threshold,
})

const rootOf = (
  version: number,
  rootRole: Root['roles']['root'],
  releaseRole: Root['roles']['release'],
  ...of: Key[]
): Root => ({
  format: 1,
  id: PUBLICATION,
  version,
  expires: '2036-01-01T00:00:00Z',
  keys: Object.fromEntries(of.map(({ signer, publicKey }) => [signer.keyid, publicKey])),
  roles: { root: rootRole, release: releaseRole },
})
