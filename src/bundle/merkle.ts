import type { Digest } from './article.ts'
import { type Bytes, fromHex, toHex } from './base64.ts'

/*
 * The Merkle tree of RFC 6962, section 2.1, with SHA-256. A leaf is the hash of a record's line, so that one record, its
 * path and a signed head prove themselves without any other record.
 */

const LEAF = 0
const NODE = 1

/** The hash of a leaf or of an inner node: 32 bytes. */
export type TreeHash = Bytes

async function hash(prefix: number, ...parts: Uint8Array[]): Promise<TreeHash> {
  const length = parts.reduce((total, part) => total + part.length, 1)
  const message = new Uint8Array(length)
  message[0] = prefix
  let at = 1
  for (const part of parts) {
    message.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', message))
}

/** @param line a record as it stands in its bundle, without the line feed */
export function leafOf(line: Uint8Array): Promise<TreeHash> {
  return hash(LEAF, line)
}

/** Computes the level above: hashes of pairs. A last hash without a partner moves up as it is. */
function levelAbove(level: TreeHash[]): Promise<TreeHash[]> {
  const above: (TreeHash | Promise<TreeHash>)[] = []
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at]!, level[at + 1]]
    above.push(right ? hash(NODE, left, right) : left)
  }
  return Promise.all(above)
}

/** @returns the Merkle tree hash of the leaves; that of no leaves is the SHA-256 of nothing */
export async function treeHash(leaves: TreeHash[]): Promise<TreeHash> {
  let level = leaves
  while (level.length > 1) level = await levelAbove(level)
  return level[0] ?? new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array()))
}

/** @returns the leaves, and above them each level of hashes up to the tree hash: all that paths are made of */
export async function levelsOf(leaves: TreeHash[]): Promise<TreeHash[][]> {
  const levels = [leaves]
  for (let level = leaves; level.length > 1; ) {
    level = await levelAbove(level)
    levels.push(level)
  }
  return levels
}

/** @returns the audit path of the leaf at `index`, from the leaf up: the hashes that lead from it to the tree hash */
export function pathIn(levels: TreeHash[][], index: number): TreeHash[] {
  return levels.flatMap((level, height) => level[(index >> height) ^ 1] ?? [])
}

/** @see pathIn */
export async function pathOf(leaves: TreeHash[], index: number): Promise<TreeHash[]> {
  return pathIn(await levelsOf(leaves), index)
}

/**
 * Follows an audit path (RFC 9162, section 2.1.3.2).
 * @returns the tree hash that the path leads to; undefined where it is too short or too long for a tree of `size` leaves
 */
export async function followPath(
  leaf: TreeHash,
  { index, size }: { index: number; size: number },
  path: TreeHash[],
): Promise<TreeHash | undefined> {
  if (index >= size) return undefined
  let at = index
  let last = size - 1
  let top = leaf
  for (const sibling of path) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      top = await hash(NODE, sibling, top)
      // A hash without a partner has moved up unchanged until it became a right one.
      while (at % 2 === 0 && at !== 0) {
        at = at / 2
        last = Math.floor(last / 2)
      }
    } else top = await hash(NODE, top, sibling)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? top : undefined
}

/** The order of leaves: by `seq`, then by id. Records of earlier runs keep their places when a run adds others. */
export function treeOrder(a: { id: string; seq: number }, b: { id: string; seq: number }): number {
  return a.seq - b.seq || (a.id < b.id ? -1 : Number(a.id > b.id))
}

/** How many leaves a file of `tree/` holds; more of them stand in several files, below one of tile hashes. */
export const TILE = 256

/** The bytes of an entry in the file above the tiles: the tile's hash, then the `seq` of its first record. */
const ENTRY = 40

export interface TreeFile {
  /** The tree hash of what is in the file, which is its name in hex. */
  hash: TreeHash
  bytes: Bytes
}

/** @returns the name of a file below the publication's folder */
export function treeName(hash: Digest): string {
  return `tree/${hash}.lwt`
}

/**
 * Writes the leaves into files, from which a device that holds some of the records can make their paths.
 * @param leaves of all live records, in `treeOrder`
 * @returns the file that the head names (by the tree hash), and the tiles where it names some
 */
export async function encodeTree(
  leaves: { seq: number; leaf: TreeHash }[],
): Promise<[top: TreeFile, ...tiles: TreeFile[]]> {
  const tiles: (TreeFile & { seq: number })[] = []
  for (let start = 0; start < Math.max(leaves.length, 1); start += TILE) {
    const part = leaves.slice(start, start + TILE)
    const bytes = joined(part.map(({ leaf }) => leaf))
    const hash = await treeHash(part.map(({ leaf }) => leaf))
    tiles.push({ hash, bytes, seq: part[0]?.seq ?? 0 })
  }
  if (tiles.length === 1) return [tiles[0]!]
  const bytes = new Uint8Array(tiles.length * ENTRY)
  const view = new DataView(bytes.buffer)
  for (const [index, tile] of tiles.entries()) {
    bytes.set(tile.hash, index * ENTRY)
    view.setBigUint64(index * ENTRY + 32, BigInt(tile.seq))
  }
  return [{ hash: await treeHash(tiles.map(({ hash }) => hash)), bytes }, ...tiles]
}

/** @returns how many bytes the file of `tree/` has that the head names, for so many live records */
export function lengthOfTop(live: number): number {
  return live <= TILE ? live * 32 : Math.ceil(live / TILE) * ENTRY
}

export interface Tile {
  hash: Digest
  /** How many leaves it holds. */
  leaves: number
  /** The `seq` of its first record: a hint at where to look, which no hash covers. */
  seq: number
}

/**
 * Reads the file above the tiles.
 * @param state of the release: how many records are live, and their tree hash
 * @returns the tiles in their order, or undefined where the bytes are not those that the release names
 */
export async function decodeTiles(
  bytes: Bytes,
  { articles, tree }: { articles: number; tree: Digest },
): Promise<Tile[] | undefined> {
  if (articles <= TILE || bytes.length !== lengthOfTop(articles)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const tiles: Tile[] = []
  const hashes: TreeHash[] = []
  for (let at = 0; at < bytes.length; at += ENTRY) {
    const hash = bytes.slice(at, at + 32)
    hashes.push(hash)
    const leaves = Math.min(TILE, articles - tiles.length * TILE)
    tiles.push({ hash: toHex(hash), leaves, seq: Number(view.getBigUint64(at + 32)) })
  }
  return toHex(await treeHash(hashes)) === tree ? tiles : undefined
}

/** @returns the leaves of a tile, or undefined where the bytes are not those that its hash names */
export async function decodeLeaves(
  bytes: Bytes,
  { hash, leaves }: { hash: Digest; leaves: number },
): Promise<TreeHash[] | undefined> {
  if (bytes.length !== leaves * 32) return undefined
  const found = Array.from({ length: leaves }, (_, index) =>
    bytes.slice(index * 32, index * 32 + 32),
  )
  return toHex(await treeHash(found)) === hash ? found : undefined
}

/** Whether a file of `tree/` holds what its name says: leaves, or the entries above the tiles. */
export async function isTreeFile(bytes: Bytes, name: Digest): Promise<boolean> {
  for (const width of [32, ENTRY]) {
    if (bytes.length % width !== 0) continue
    const hashes = Array.from({ length: bytes.length / width }, (_, index) =>
      bytes.slice(index * width, index * width + 32),
    )
    if (toHex(await treeHash(hashes)) === name) return true
  }
  return false
}

/** @returns the hashes in hex, or undefined where one is not 32 bytes */
export function hashesOf(hex: string[]): TreeHash[] | undefined {
  const hashes = hex.flatMap((text) => {
    const bytes = fromHex(text)
    return bytes?.length === 32 ? [bytes] : []
  })
  return hashes.length === hex.length ? hashes : undefined
}

function joined(hashes: TreeHash[]): Bytes {
  const bytes = new Uint8Array(hashes.length * 32)
  for (const [index, hash] of hashes.entries()) bytes.set(hash, index * 32)
  return bytes
}
