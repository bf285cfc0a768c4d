// `node bench/tree.mjs`: prints the bytes that the path of one record costs a device that holds only that record, for
// publications of several sizes: the files of tree/ that it fetches, and the hashes it needs of them. The record lies in
// the middle. Where one run has brought all records, the hints in the upper file do not tell the tiles apart.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const bundle = join(import.meta.dirname, '../src/bundle')
const { module: merkle } = await runnerImport(join(bundle, 'merkle.ts'))
const { module: treePaths } = await runnerImport(join(bundle, 'treePaths.ts'))
const { module: base64 } = await runnerImport(join(bundle, 'base64.ts'))

/** @param {number} live @param {(index: number) => number} seqOf the run of each record */
async function measure(live, seqOf) {
  const leaves = Array.from({ length: live }, (_, index) => ({
    id: String(index).padStart(6, '0'),
    seq: seqOf(index),
    leaf: new Uint8Array(createHash('sha256').update(`${index}`).digest()),
  }))
  const files = new Map()
  for (const { hash, bytes } of await merkle.encodeTree(leaves)) {
    files.set(base64.toHex(hash), bytes)
  }
  const tree = base64.toHex(await merkle.treeHash(leaves.map(({ leaf }) => leaf)))
  let fetched = 0
  /** @param {string} hash @param {number} length @param {(bytes: unknown) => Promise<unknown>} decode */
  const read = (hash, length, decode) => {
    fetched += length
    return decode(files.get(hash))
  }
  const one = leaves[Math.floor(live / 512) * 256 + 200] ?? leaves[0]
  const places = await treePaths.findPlaces([one], [one.id], { articles: live, tree }, read)
  return { fetched, path: places.get(one.id).path.length * 32 }
}

const line = (/** @type {(string | number)[]} */ columns) =>
  console.log(columns.map((column, at) => String(column).padStart(at ? 14 : 12)).join(''))

line(['live records', 'whole tree', 'fetched', 'of one run', 'path'])
for (const live of [100, 10_000, 100_000]) {
  const { fetched, path } = await measure(live, (index) => index + 1)
  const ofOneRun = await measure(live, () => 1)
  line([live, live * 32, fetched, ofOneRun.fetched, path])
}
