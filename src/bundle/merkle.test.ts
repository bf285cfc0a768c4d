import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from './base64.ts'
import {
  decodeLeaves,
  decodeTiles,
  encodeTree,
  followPath,
  leafOf,
  lengthOfTop,
  pathOf,
  type TreeHash,
  treeHash,
  treeOrder,
} from './merkle.ts'

/** Leaves and tree hashes of the example data of certificate-transparency's reference implementation. */
const INPUTS = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]
const TREE_HASHES = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const leavesOf = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => leafOf(new Uint8Array([index % 251]))))

describe('the Merkle tree', () => {
  it('hashes as RFC 6962 does', async () => {
    const leaves: TreeHash[] = []
    for (const [index, input] of INPUTS.entries()) {
      leaves.push(await leafOf(fromHex(input)!))
      expect(toHex(await treeHash(leaves))).toBe(TREE_HASHES[index])
    }
    expect(toHex(await treeHash([]))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  it('proves every leaf of every size, in its own place and in no other', async () => {
    for (const size of [1, 2, 3, 5, 7, 8, 9, 31, 33]) {
      const leaves = await leavesOf(size)
      const top = toHex(await treeHash(leaves))
      for (const [index, leaf] of leaves.entries()) {
        const path = await pathOf(leaves, index)
        const at = { index, size }
        expect(toHex((await followPath(leaf, at, path))!)).toBe(top)
        for (const other of leaves.keys()) {
          if (other === index) continue
          const found = await followPath(leaf, { index: other, size }, path)
          expect(found && toHex(found)).not.toBe(top)
        }
        if (size > 1) expect(await followPath(leaf, at, path.slice(0, -1))).toBeUndefined()
        expect(await followPath(leaf, at, [...path, leaf])).toBeUndefined()
        expect(await followPath(leaf, { index, size: index }, path)).toBeUndefined()
      }
    }
  })

  it('is read back from its files, whatever its size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1100 }), async (count) => {
        const leaves = await leavesOf(count)
        const tree = toHex(await treeHash(leaves))
        const [top, ...tiles] = await encodeTree(leaves.map((leaf, seq) => ({ seq, leaf })))
        expect(toHex(top.hash)).toBe(tree)
        expect(top.bytes.length).toBe(lengthOfTop(count))
        const named = (await decodeTiles(top.bytes, { articles: count, tree })) ?? []
        expect(named.map(({ hash }) => hash)).toEqual(tiles.map(({ hash }) => toHex(hash)))
        const files = tiles.length === 0 ? [top] : tiles
        const parts = await Promise.all(
          files.map(({ hash, bytes }) =>
            decodeLeaves(bytes, { hash: toHex(hash), leaves: bytes.length / 32 }),
          ),
        )
        expect(parts.flat()).toEqual(leaves)
      }),
      { numRuns: 12 },
    )
  })

  it('puts later runs behind earlier ones', () => {
    const records = [
      { id: 'b', seq: 2 },
      { id: 'a', seq: 2 },
      { id: 'c', seq: 1 },
    ]
    expect(records.sort(treeOrder).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })
})
