import fc from 'fast-check'

/** Draws a whole number from 0 to below the one it is given. */
export type Random = (below: number) => number

/** The same numbers for the same seed; all are equally likely, which fast-check's own are not. */
export function randomFrom(seed: number): Random {
  const [numbers] = fc.sample(fc.noBias(fc.infiniteStream(fc.nat())), { seed, numRuns: 1 })
  return (below) => (numbers!.next().value as number) % below
}
