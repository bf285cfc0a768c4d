import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Bytes } from './base64.ts'
import { toHex } from './base64.ts'
import { encodeTree, followPath, leafOf, TILE, treeHash, treeOrder } from './merkle.ts'
import type { State } from './release.ts'
import type { Leaf } from './state.ts'
import { findPlaces, type ReadTree } from './treePaths.ts'

const wide = (number: number) => String(number).padStart(6, '0')

/** Live records, of which this many have the same run. */
const recordsOf = (count: number, perRun: number): Promise<Leaf[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => ({
      id: `id-${wide(index)}`,
      seq: Math.floor(index / perRun) + 1,
      leaf: await leafOf(new TextEncoder().encode(`record ${index}`)),
    })),
  )

/** A host with the tree of these records, that notes the names and lengths of what is read. */
async function hostOf(live: Leaf[]) {
  const sorted = [...live].sort(treeOrder)
  const files = new Map<string, Bytes>()
  for (const { hash, bytes } of await encodeTree(sorted)) files.set(toHex(hash), bytes)
  const tree = toHex(await treeHash(sorted.map(({ leaf }) => leaf)))
  const state: State = { articles: live.length, tree }
  const asked: string[] = []
  const read: ReadTree = async (hash, length, decode) => {
    asked.push(hash)
    const bytes = files.get(hash)!
    expect(bytes.length).toBe(length)
    const decoded = await decode(bytes)
    if (decoded === undefined) throw new Error(`${hash} is not what its name says`)
    return decoded
  }
  return { state, asked, read, files }
}

async function expectProved(
  held: Leaf[],
  wanted: string[],
  host: Awaited<ReturnType<typeof hostOf>>,
) {
  const { articles: size, tree } = host.state
  const places = await findPlaces(held, wanted, host.state, host.read)
  expect(new Set(places.keys())).toEqual(new Set(wanted))
  for (const [id, { index, path }] of places) {
    const { leaf } = held.find((each) => each.id === id)!
    expect(toHex((await followPath(leaf, { index, size }, path))!)).toBe(tree)
  }
}

describe('places in the tree of a release', () => {
  it('are found without any file where all live records are held', async () => {
    for (const count of [1, TILE, TILE + 1, 700]) {
      const live = await recordsOf(count, 90)
      const host = await hostOf(live)
      await expectProved(live, ['id-000000', `id-${wide(count - 1)}`], host)
      expect(host.asked).toEqual([])
    }
  })

  it('are found for whatever part of the records is held', async () => {
    const live = await recordsOf(900, 1)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: live.length }),
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.nat(live.length - 1), { minLength: 1, maxLength: 40 }),
        async (count, perRun, picked) => {
          const all = live
            .slice(0, count)
            .map((each, index) => ({ ...each, seq: Math.floor(index / perRun) + 1 }))
          const held = [...new Set(picked.map((index) => all[index % count]!))]
          await expectProved(
            held,
            held.map(({ id }) => id),
            await hostOf(all),
          )
        },
      ),
      { numRuns: 15 },
    )
  })

  it('cost only the tiles that lack a held record, whichever record is wanted', async () => {
    const live = await recordsOf(5 * TILE, 1)
    const host = await hostOf(live)
    const newest = live.slice(-300)
    await expectProved(newest, [newest[0]!.id], host)
    const [top, ...tiles] = host.asked.splice(0)
    expect(top).toBe(host.state.tree)
    // The last tile is held whole.
    expect(tiles).toHaveLength(1)
    await expectProved(newest, [newest[299]!.id], host)
    expect(host.asked).toEqual([top, ...tiles])
  })

  it('need no tile behind the last record that is held', async () => {
    const live = await recordsOf(3 * TILE, 1)
    const host = await hostOf(live)
    await expectProved([live[5]!], [live[5]!.id], host)
    const [first] = await encodeTree(live.slice(0, TILE))
    expect(host.asked).toEqual([host.state.tree, toHex(first.hash)])
  })

  it('are left out for a record that the release does not have', async () => {
    const live = await recordsOf(600, 10)
    const host = await hostOf(live)
    const corrected = { ...live[7]!, leaf: await leafOf(new Uint8Array([1])) }
    const held = [corrected, ...live.slice(500)]
    const places = await findPlaces(
      held,
      [corrected.id, live[599]!.id, 'never'],
      host.state,
      host.read,
    )
    expect([...places.keys()]).toEqual([live[599]!.id])
  })

  it('are not looked for in a tree that is too large to read', async () => {
    const live = await recordsOf(1, 1)
    const { read } = await hostOf(live)
    const state = { articles: 1_677_569, tree: '0'.repeat(64) }
    await expect(findPlaces(live, ['id-000000'], state, read)).rejects.toThrow('too-long')
    const largest = findPlaces(live, ['id-000000'], { ...state, articles: 1_677_568 }, async () => {
      throw new Error('it is read')
    })
    await expect(largest).rejects.toThrow('it is read')
  })
})
