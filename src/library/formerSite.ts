import type { PublicationRow } from './schema.ts'

const meta = (name: string) => {
  const { document } = globalThis as { document?: { querySelector(selector: string): unknown } }
  const element = document?.querySelector(`[name=longwave-${name}]`) as { content: string } | null
  return element?.content
}

/**
 * Tells whether the version before stored these subscriptions for this site: whether they hold its built-in publication. A
 * worker does not know which one that is.
 */
export function isOfThisSite(
  rows: Pick<PublicationRow, 'id' | 'fingerprint' | 'trust'>[],
): boolean {
  const builtIn = rows.filter(({ trust }) => trust === 'built-in')
  return (builtIn.length > 0 ? builtIn : rows).some(
    (row) => row.id === meta('id') && row.fingerprint === meta('root'),
  )
}
