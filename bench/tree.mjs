// `node bench/tree.mjs`: prints the bytes that the path of one record costs a device that holds only that record, for
// publications of several sizes: the files of tree/ that it fetches, and the hashes it needs of them.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { runnerImport } from 'vite'

const { module } = await runnerImport(join(import.meta.dirname, '../src/bundle/merkle.ts'))
const { encodeTree, pathOf } = module

console.log('live records    whole tree    fetched    path')
for (const live of [100, 10_000, 100_000]) {
  const leaves = Array.from({ length: live }, (_, index) => ({
    seq: index + 1,
    leaf: new Uint8Array(createHash('sha256').update(`${index}`).digest()),
  }))
  const [top, ...tiles] = await encodeTree(leaves)
  const fetched = top.bytes.length + (tiles[0]?.bytes.length ?? 0)
  const path = await pathOf(
    leaves.map(({ leaf }) => leaf),
    0,
  )
  const columns = [live * 32, fetched, path.length * 32].map((bytes) => String(bytes))
  console.log(
    `${String(live).padStart(12)}${columns[0].padStart(14)}${columns[1].padStart(11)}${columns[2].padStart(8)}`,
  )
}
