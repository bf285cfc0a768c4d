import type { Digest } from './article.ts'
import { sha256 } from './digest.ts'

/** @returns the number of live articles and their digest, as a release names them in `state` */
export async function stateOf(
  live: Iterable<{ id: string; seq: number }>,
): Promise<{ articles: number; digest: Digest }> {
  const lines = [...live].map(({ id, seq }) => `${id} ${seq}\n`).sort()
  return {
    articles: lines.length,
    digest: await sha256(new TextEncoder().encode(lines.join(''))),
  }
}
