import type { ArticleRecord } from '../../article.ts'
import type { Bytes } from '../../base64.ts'
import { lineOf } from '../../encodeBundle.ts'
import { pathOf, treeOrder } from '../../merkle.ts'
import { encodeProven, type Proof } from '../../proven.ts'
import { type Head, RELEASE_TYPE } from '../../release.ts'
import { stateOf } from '../../state.ts'
import { encode, gzip } from '../encode.ts'
import { leavesOf } from '../heads.ts'
import { type Keys, sign } from '../keys.ts'
import { PLAIN, R1, R2 } from '../samples.ts'
import type { Expected, VectorSet } from '../VectorSet.ts'

/** Five articles: their tree has a leaf that moves up twice without a partner. */
const LIVE: ArticleRecord[] = ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({
  ...PLAIN,
  id,
  seq: index < 3 ? 1 : 2,
  headline: `Article ${id}`,
}))

async function proofsOf(live: ArticleRecord[]): Promise<Proof[]> {
  const sorted = [...live].sort(treeOrder)
  const leaves = (await leavesOf(sorted)).map(({ leaf }) => leaf)
  return Promise.all(
    sorted.map(async (record, index) => ({
      line: encode(lineOf(record, record.id)),
      index,
      path: await pathOf(leaves, index),
    })),
  )
}

/** Adds files of proven records, with which articles are passed on without their bundles. */
export async function addProven(set: VectorSet, keys: Keys, release: Head): Promise<void> {
  const [r1, r2] = [set.files.get(R1)!, set.files.get(R2)!]
  const state = await stateOf(await leavesOf(LIVE))
  const head = await sign(RELEASE_TYPE, { ...release, state }, keys.first)
  const proofs = await proofsOf(LIVE)
  const add: Add = async (name, about, file, roots, heads, expect) => {
    const bytes = await encodeProven(roots, heads, gzip)
    await set.add(name, about, { reads: 'proven', file }, bytes, expect)
  }
  const left = (...skipped: string[]) => ({ heads: [{ version: 7, records: [] }], skipped })
  await add(
    'one article on its own',
    'Root, head, record and path: enough to know that the publisher has published it.',
    'good/proven-one.lwp',
    [r1],
    [{ head, proofs: [proofs[4]!] }],
    { heads: [{ version: 7, records: [LIVE[4]] }], skipped: [] },
  )
  await add(
    'all articles of a release',
    'Each with a path of its own.',
    'good/proven-all.lwp',
    [r1],
    [{ head, proofs }],
    { heads: [{ version: 7, records: LIVE }], skipped: [] },
  )
  await addTwoReleases(keys, release, { add, r1, r2, head, proofs })
  const [first, second] = [proofs[0]!, proofs[1]!]
  const changed = encode(new TextDecoder().decode(first.line).replace('Article a', 'Article A'))
  await add(
    'an article with one letter changed',
    'Its leaf no longer leads to the tree hash.',
    'bad/proven-changed.lwp',
    [r1],
    [{ head, proofs: [{ ...first, line: changed }] }],
    left('wrong-digest'),
  )
  await add(
    'an article in the place of another',
    'The path must fit the place.',
    'bad/proven-place.lwp',
    [r1],
    [
      {
        head,
        proofs: [
          { ...first, index: 1 },
          { ...second, index: 5 },
        ],
      },
    ],
    left('wrong-digest', 'wrong-digest'),
  )
  await add(
    'a path too short, and one too long',
    'The number of live records says how long a path is.',
    'bad/proven-path.lwp',
    [r1],
    [
      {
        head,
        proofs: [
          { ...first, path: first.path.slice(0, -1) },
          { ...second, path: [...second.path, second.path[0]!] },
        ],
      },
    ],
    left('wrong-digest', 'wrong-digest'),
  )
  await add(
    'an inner node as an article',
    'Leaves and inner nodes are hashed with different first bytes, so none passes for the other.',
    'bad/proven-node.lwp',
    [r1],
    [{ head, proofs: [{ line: encode('{}'), index: 0, path: first.path.slice(1) }] }],
    left('wrong-digest'),
  )
  await add(
    'articles under a head by a stranger',
    'A head that no root in the file vouches for proves nothing.',
    'bad/proven-stranger.lwp',
    [r1],
    [{ head: await sign(RELEASE_TYPE, { ...release, state }, keys.stranger), proofs }],
    { error: 'bad-signature' },
  )
  await set.add(
    'a record before any head',
    'The order is roots, head, records.',
    { reads: 'proven', file: 'bad/proven-no-head.lwp' },
    await gzip(
      encode(
        [
          { format: 1, roots: [new TextDecoder().decode(r1)] },
          { index: 0, path: [], record: '{}' },
        ]
          .map((line) => `${JSON.stringify(line)}\n`)
          .join(''),
      ),
    ),
    { error: 'wrong-shape' },
  )
}

type Add = (
  name: string,
  about: string,
  file: string,
  roots: Bytes[],
  heads: { head: Bytes; proofs: Proof[] }[],
  expect: Expected,
) => Promise<void>

interface Shared {
  add: Add
  r1: Bytes
  r2: Bytes
  head: Bytes
  proofs: Proof[]
}

async function addTwoReleases(
  keys: Keys,
  release: Head,
  { add, r1, r2, head, proofs }: Shared,
): Promise<void> {
  const live: ArticleRecord[] = [{ ...PLAIN, id: 'only', seq: 2 }]
  const later = {
    ...release,
    version: 8,
    root: 2,
    state: await stateOf(await leavesOf(live)),
  }
  await add(
    'articles of two releases, signed under two roots',
    'What a reader saved keeps the head that proved it: a key rotated out later had the right to sign it then.',
    'good/proven-two.lwp',
    [r1, r2],
    [
      { head, proofs: [proofs[2]!] },
      { head: await sign(RELEASE_TYPE, later, keys.second), proofs: await proofsOf(live) },
    ],
    {
      heads: [
        { version: 7, records: [LIVE[2]] },
        { version: 8, records: live },
      ],
      skipped: [],
    },
  )
}
