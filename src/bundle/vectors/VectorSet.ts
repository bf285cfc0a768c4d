import type { Bytes } from '../base64.ts'
import { type Outcome, runVector, type Vector, type VectorInput } from './runVector.ts'

/** Fields of an outcome, by name. */
export type Expected = Readonly<Record<string, unknown>>

/** Collects the vectors and their files in the order in which they are added. */
export class VectorSet {
  /** Bytes of each file by its name below this folder. */
  readonly files = new Map<string, Bytes>()
  readonly vectors: Vector[] = []

  /**
   * Adds a file and what every implementation must make of it: the whole outcome that this code arrives at.
   * @param expect the fields of that outcome that matter
   * @throws Error where this code arrives at another outcome
   */
  async add(
    name: string,
    about: string,
    input: VectorInput,
    bytes: Bytes,
    expect: Expected,
  ): Promise<void> {
    this.files.set(input.file, bytes)
    const read = async (file: string) => this.files.get(file)!
    const outcome: Outcome = await runVector(input, read)
    for (const [key, value] of Object.entries(expect)) {
      const found = (outcome as Expected)[key]
      if (sorted(found) !== sorted(value)) {
        throw new Error(
          `${name}: ${key} is ${JSON.stringify(outcome)}, not ${JSON.stringify(value)}`,
        )
      }
    }
    this.vectors.push({ name, about, ...input, expect: outcome })
  }
}

/** Writes JSON with the keys of each object in alphabetical order, so that their order does not count. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
