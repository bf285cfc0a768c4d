import type { Digest } from './article.ts'
import { BundleError } from './BundleError.ts'
import { type Bytes, fromHex, toHex } from './base64.ts'
import { LIMITS } from './limits.ts'
import {
  decodeLeaves,
  decodeTiles,
  lengthOfTop,
  levelsOf,
  pathIn,
  TILE,
  type TreeHash,
  treeHash,
  treeName,
  treeOrder,
} from './merkle.ts'
import type { State } from './release.ts'
import type { Leaf } from './state.ts'

/** The place of a record among the live records of a release, and the hashes that lead from its leaf to the tree hash. */
export interface Place {
  index: number
  /** From the leaf up. */
  path: TreeHash[]
}

/**
 * Reads a file of `tree/`.
 * @param decode gives undefined for bytes that the hash does not name
 */
export type ReadTree = <T>(
  hash: Digest,
  length: number,
  decode: (bytes: Bytes) => Promise<T | undefined>,
) => Promise<T>

/**
 * Finds the places of records in the tree of a release. Where all live records are held, no file is read. Otherwise it
 * reads the file above the tiles, and each tile that holds a record which is held, unless the held records alone make the
 * tile. Which files are read depends on what is held, and not on what is wanted.
 * @param held leaves of the records that the device has. Some may not be in this release.
 * @param wanted ids of some of them
 * @returns the place of each id; without those that are not found in the tree
 * @throws BundleError `too-long` for a tree above LIMITS.treeTop, and what `read` throws
 */
export async function findPlaces(
  held: Leaf[],
  wanted: Iterable<string>,
  state: State,
  read: ReadTree,
): Promise<Map<string, Place>> {
  const sorted = [...held].sort(treeOrder)
  const tiles = (await ownTiles(sorted, state)) ?? (await readTiles(sorted, state, read))
  const above = await levelsOf(tiles.map(({ hash }) => hash))
  const indices = new Map<string, number>()
  for (const [number, { leaves }] of tiles.entries()) {
    for (const [index, leaf] of leaves?.entries() ?? []) {
      indices.set(toHex(leaf), number * TILE + index)
    }
  }
  const leafOfId = new Map(held.map(({ id, leaf }) => [id, leaf]))
  const levels = new Map<number, TreeHash[][]>()
  const places = new Map<string, Place>()
  for (const id of wanted) {
    const leaf = leafOfId.get(id)
    const index = leaf && indices.get(toHex(leaf))
    if (index === undefined) continue
    const number = Math.floor(index / TILE)
    const below = levels.get(number) ?? (await levelsOf(tiles[number]!.leaves!))
    levels.set(number, below)
    places.set(id, { index, path: [...pathIn(below, index % TILE), ...pathIn(above, number)] })
  }
  return places
}

interface KnownTile {
  hash: TreeHash
  /** Absent where none of its records is held. */
  leaves: TreeHash[] | undefined
}

/** Makes the tiles from the held records; undefined where these are not exactly those of the release. */
async function ownTiles(
  sorted: Leaf[],
  { articles, tree }: State,
): Promise<KnownTile[] | undefined> {
  if (sorted.length !== articles) return undefined
  const tiles: KnownTile[] = []
  for (let start = 0; start < sorted.length; start += TILE) {
    const leaves = sorted.slice(start, start + TILE).map(({ leaf }) => leaf)
    tiles.push({ hash: await treeHash(leaves), leaves })
  }
  const top = await treeHash(tiles.map(({ hash }) => hash))
  return toHex(top) === tree ? tiles : undefined
}

async function readTiles(sorted: Leaf[], state: State, read: ReadTree): Promise<KnownTile[]> {
  const { articles, tree } = state
  if (articles > TILE && lengthOfTop(articles) > LIMITS.treeTop) {
    throw new BundleError('too-long', treeName(tree))
  }
  const named =
    articles <= TILE
      ? [{ hash: tree, leaves: articles, seq: 0 }]
      : await read(tree, lengthOfTop(articles), (bytes) => decodeTiles(bytes, state))
  const positions = new Map(sorted.map(({ leaf }, position) => [toHex(leaf), position]))
  const tiles: KnownTile[] = []
  // The held records stand in the order of the tree, so each tile goes on behind the last record found before.
  let next = 0
  for (const [number, tile] of named.entries()) {
    const endsWith = named[number + 1]?.seq ?? Number.POSITIVE_INFINITY
    while (next < sorted.length && sorted[next]!.seq < tile.seq) next++
    const first = sorted[next]
    let leaves: TreeHash[] | undefined
    // The records of one run may lie in several tiles, so the run at the border counts for both.
    if (first && first.seq <= endsWith) {
      const own = sorted.slice(next, next + tile.leaves).map(({ leaf }) => leaf)
      const isOwn = own.length === tile.leaves && toHex(await treeHash(own)) === tile.hash
      leaves = isOwn
        ? own
        : await read(tile.hash, tile.leaves * 32, (bytes) => decodeLeaves(bytes, tile))
      for (const leaf of leaves) next = Math.max(next, (positions.get(toHex(leaf)) ?? -1) + 1)
    }
    tiles.push({ hash: fromHex(tile.hash)!, leaves })
  }
  return tiles
}
