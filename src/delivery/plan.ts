import type { BundleReference } from '#bundle/release.ts'

/** All bundles of one range: they are parts of one whole. */
interface Whole {
  from: number
  to: number
  parts: BundleReference[]
}

function wholes(references: BundleReference[]): Whole[] {
  const byRange = new Map<string, Whole>()
  for (const reference of references) {
    const [from, to] = reference.seq
    const key = `${from}-${to}`
    const whole = byRange.get(key) ?? { from, to, parts: [] }
    whole.parts.push(reference)
    byRange.set(key, whole)
  }
  return [...byRange.values()]
}

/**
 * Plans which bundles to fetch, newest runs first, so that the library holds every run up to `to`. Each gap is filled from
 * its newest end with the widest whole that fits into it: few files after a long absence, small ones after an hour.
 *
 * @param held the last run that the library holds completely, 0 for none
 * @param shelved digests of bundles already stored by a delivery that was cut short
 * @returns undefined when `references` do not reach back far enough
 */
export function planBundles(
  references: BundleReference[],
  held: number,
  to: number,
  shelved: ReadonlySet<string>,
): BundleReference[] | undefined {
  const all = wholes(references)
  const planned: BundleReference[] = []
  for (let end = to; end > held; ) {
    const reaching = all.filter((whole) => whole.from <= end && whole.to >= end)
    const fitting = reaching.filter((whole) => whole.from > held && whole.to === end)
    const chosen = widest(fitting) ?? narrowest(reaching)
    if (!chosen) return undefined
    planned.push(...chosen.parts.filter((part) => !shelved.has(part.digest)))
    end = chosen.from - 1
  }
  return planned
}

function widest(of: Whole[]): Whole | undefined {
  return of.reduce<Whole | undefined>(
    (best, one) => (best && best.from <= one.from ? best : one),
    undefined,
  )
}

function narrowest(of: Whole[]): Whole | undefined {
  return of.reduce<Whole | undefined>(
    (best, one) => (best && best.to - best.from <= one.to - one.from ? best : one),
    undefined,
  )
}
