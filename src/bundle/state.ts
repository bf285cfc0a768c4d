import type { Digest } from './article.ts'
import { toHex } from './base64.ts'
import { sha256 } from './digest.ts'
import { type TreeHash, treeHash, treeOrder } from './merkle.ts'
import type { State, StateOfRules1 } from './release.ts'

/** A live record as the state sees it. */
export interface Leaf {
  id: string
  seq: number
  leaf: TreeHash
}

/** @returns the number of live articles and the Merkle tree hash of their lines, as a release names them in `state` */
export async function stateOf(live: Iterable<Leaf>): Promise<State> {
  const leaves = [...live].sort(treeOrder).map(({ leaf }) => leaf)
  return { articles: leaves.length, tree: toHex(await treeHash(leaves)) }
}

/** The same under reading rules 1, which hashed ids and run numbers. */
export async function stateOfRules1(
  live: Iterable<{ id: string; seq: number }>,
): Promise<StateOfRules1> {
  const lines = [...live].map(({ id, seq }) => `${id} ${seq}\n`).sort()
  return {
    articles: lines.length,
    digest: await sha256(new TextEncoder().encode(lines.join(''))),
  }
}

/** @returns the digest by which two states differ */
export function digestOf(state: State | StateOfRules1): Digest {
  return 'tree' in state ? state.tree : state.digest
}

/** Tells whether these live records are the ones that a release names. */
export async function isState(state: State | StateOfRules1, live: Leaf[]): Promise<boolean> {
  if (live.length !== state.articles) return false
  const found = 'tree' in state ? await stateOf(live) : await stateOfRules1(live)
  return digestOf(found) === digestOf(state)
}
