import type { Digest } from './article.ts'
import { sha256 } from './digest.ts'

/** What a complete library of a release holds: its live articles, as one digest. */
export async function stateOf(
  live: Iterable<{ id: string; seq: number }>,
): Promise<{ articles: number; digest: Digest }> {
  const lines = [...live].map(({ id, seq }) => `${id} ${seq}\n`).sort()
  return {
    articles: lines.length,
    digest: await sha256(new TextEncoder().encode(lines.join(''))),
  }
}
