import fc from 'fast-check'

/** Returns a random whole number, at least 0 and less than `below`. */
export type Random = (below: number) => number

/** Draws the same numbers for the same seed. All are equally likely, unlike in fast-check's default. */
export function randomFrom(seed: number): Random {
  const [numbers] = fc.sample(fc.noBias(fc.infiniteStream(fc.nat())), { seed, numRuns: 1 })
  return (below) => (numbers!.next().value as number) % below
}
