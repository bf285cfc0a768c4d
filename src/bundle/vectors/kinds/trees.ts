import { toHex } from '../../base64.ts'
import { encodeTree, leafOf, treeHash } from '../../merkle.ts'
import { encode, flipped } from '../encode.ts'
import { PLAIN } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

/** One leaf more than a tile holds. */
const LIVE = 257

/** Adds the files of `tree/` for 257 articles: the file above the tiles, and both tiles. */
export async function addTrees(set: VectorSet): Promise<void> {
  const leaves = await Promise.all(
    Array.from({ length: LIVE }, async (_, index) => {
      const seq = index + 1
      return { seq, leaf: await leafOf(encode(JSON.stringify({ ...PLAIN, seq }))) }
    }),
  )
  const [top, first, second] = await encodeTree(leaves)
  const tree = toHex(await treeHash(leaves.map(({ leaf }) => leaf)))
  const state = { articles: LIVE, tree }
  await set.add(
    'the file above two tiles',
    'Tree hashes of the tiles, each with the run of its first record; their tree hash is that of the release.',
    { reads: 'tiles', file: 'good/tree-top.lwt', state },
    top.bytes,
    {
      tiles: [
        { hash: toHex(first!.hash), leaves: 256, seq: 1 },
        { hash: toHex(second!.hash), leaves: 1, seq: 257 },
      ],
    },
  )
  await set.add(
    'a tile',
    'The leaves of 256 records, each 32 bytes.',
    {
      reads: 'leaves',
      file: 'good/tree-tile.lwt',
      tile: { hash: toHex(first!.hash), leaves: 256 },
    },
    first!.bytes,
    { leaves: leaves.slice(0, 256).map(({ leaf }) => toHex(leaf)) },
  )
  await set.add(
    'a tile of one leaf',
    'Its tree hash is the leaf itself.',
    { reads: 'leaves', file: 'good/tree-last.lwt', tile: { hash: toHex(second!.hash), leaves: 1 } },
    second!.bytes,
    { leaves: [toHex(leaves[256]!.leaf)] },
  )
  await set.add(
    'a file above tiles with one bit changed',
    'The hashes no longer lead to the tree hash of the release.',
    { reads: 'tiles', file: 'bad/tree-top.lwt', state },
    flipped(top.bytes, 3),
    { error: 'wrong-digest' },
  )
  await set.add(
    'a tile with one bit changed',
    'The leaves no longer lead to the hash of the tile.',
    { reads: 'leaves', file: 'bad/tree-tile.lwt', tile: { hash: toHex(first!.hash), leaves: 256 } },
    flipped(first!.bytes, 3),
    { error: 'wrong-digest' },
  )
  await set.add(
    'a tile with a leaf too few',
    'The length follows from the number of live records.',
    {
      reads: 'leaves',
      file: 'bad/tree-short.lwt',
      tile: { hash: toHex(first!.hash), leaves: 256 },
    },
    first!.bytes.slice(32),
    { error: 'wrong-digest' },
  )
}
