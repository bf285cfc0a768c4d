import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { checkAudio } from './checkAudio.ts'
import { checkImage } from './checkImage.ts'
import { decodeBundle, decodeCatalog, decodeFace } from './decodeBundle.ts'
import { openHead, openRoot } from './head.ts'
import { decodeLeaves, decodeTiles } from './merkle.ts'
import { decodeProven } from './proven.ts'
import type { Root } from './release.ts'
import type { Vector } from './vectors/runVector.ts'

/*
 * Reads every good file of the golden vectors with each of its bits flipped, and cut at each of its bytes. A signature
 * costs a hundred times as much as a digest, so `npm test` tries a tenth of the bits and cuts of signed files, and half of
 * the others, other ones each day (LONGWAVE_SEED). LONGWAVE_THOROUGH=1 tries all.
 */
const DAYS = 10
const day = Number(process.env.LONGWAVE_SEED ?? 0) % DAYS

/** The half of the bits, or of the cuts, of files without a signature. */
const isOfHalf = (at: number) => process.env.LONGWAVE_THOROUGH !== undefined || at % 2 === day % 2

/** The byte's number is added so that each day has bits of every place in a byte. */
const isOfToday = (bit: number) =>
  process.env.LONGWAVE_THOROUGH !== undefined || (bit + (bit >> 3)) % DAYS === day

const here = join(import.meta.dirname, 'vectors')
const read = (name: string): Bytes => Uint8Array.from(readFileSync(join(here, name)))
const { vectors } = JSON.parse(readFileSync(join(here, 'vectors.json'), 'utf8')) as {
  vectors: Vector[]
}

async function rootAfter(files: string[]): Promise<Root | undefined> {
  let root: Root | undefined
  for (const file of files) root = await openRoot(read(file), root)
  return root
}

function refused<T>(value: T | undefined, where: string): T {
  if (value === undefined) throw new BundleError('wrong-digest', where)
  return value
}

/** @returns a function that reads bytes in the place of the vector's file */
async function opener(vector: Vector): Promise<(bytes: Bytes) => Promise<unknown>> {
  switch (vector.reads) {
    case 'root': {
      const previous = await rootAfter(vector.after)
      return (bytes) => openRoot(bytes, previous)
    }
    case 'head': {
      const root = (await rootAfter(vector.roots))!
      return (bytes) => openHead(bytes, root, vector.floor)
    }
    case 'bundle':
      return (bytes) => decodeBundle(bytes, vector.reference)
    case 'catalog':
      return (bytes) => decodeCatalog(bytes, vector.reference)
    case 'face':
      return (bytes) => decodeFace(bytes, vector.reference)
    case 'tiles':
      return async (bytes) => {
        const tiles = refused(await decodeTiles(bytes, vector.state), vector.file)
        // The run of a tile's first record is a hint, which no hash covers.
        return tiles.map(({ hash, leaves }) => ({ hash, leaves }))
      }
    case 'leaves':
      return async (bytes) => refused(await decodeLeaves(bytes, vector.tile), vector.file)
    case 'proven':
      return async (bytes) => {
        const proven = await decodeProven(bytes, vector.file)
        // A record without its proof is left out, which refuses it.
        if (proven.skipped[0]) throw proven.skipped[0]
        return proven
      }
    case 'image':
      return (bytes) => checkImage(bytes, vector.source)
    case 'audio':
      return (bytes) => checkAudio(bytes, vector.audio)
  }
}

/**
 * Tells whether a bit means nothing: in the hints of a file above tiles; and, where the file as a whole has no digest, in
 * what gzip does not check (RFC 1952: time stamp, level, system, FTEXT, and what fills up the last byte of the data).
 */
function isFree({ reads }: Vector, bit: number, length: number): boolean {
  const byte = bit >> 3
  if (reads === 'tiles') return byte % 40 >= 32
  if (reads !== 'proven') return false
  return (byte >= 4 && byte < 10) || bit === 3 * 8 || byte === length - 9
}

const good = vectors.filter(
  ({ file, expect: outcome }) => file.startsWith('good/') && !('error' in outcome),
)

describe('a file that is not what was published', () => {
  let tried = 0
  for (const vector of good) {
    it(`is refused in the place of ${vector.name}`, async () => {
      const bytes = read(vector.file)
      const open = await opener(vector)
      const whole = await open(bytes)
      const signed = vector.reads === 'root' || vector.reads === 'head'
      const isCostly = signed || vector.reads === 'proven'
      /** Results that were accepted after all, which is right only where they say exactly the same. */
      const taken: string[] = []
      const attempt = async (changed: Bytes, what: string) => {
        tried++
        try {
          expect(await open(changed), what).toEqual(whole)
        } catch (error) {
          if (error instanceof BundleError) return
          throw error
        }
        taken.push(what)
      }
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        if (!(isCostly ? isOfToday(bit) : isOfHalf(bit >> 3))) continue
        if (isFree(vector, bit, bytes.length)) continue
        // A tile of 256 leaves costs 255 hashes: some bits of each leaf say as much as all.
        if (vector.reads === 'leaves' && bytes.length > 32 && bit % 1021 !== day) continue
        const changed = bytes.slice()
        changed[bit >> 3]! ^= 1 << (bit & 7)
        await attempt(changed, `bit ${bit}`)
      }
      for (let length = 0; length < bytes.length; length++) {
        const isLast = length === bytes.length - 1
        if (!isLast && !(isCostly ? isOfToday(length) : isOfHalf(length))) continue
        await attempt(bytes.slice(0, length), `${length} bytes`)
      }
      // The newline after an envelope is not signed. A signature beyond the threshold could as well be missing, so its
      // bits may be anything.
      const spare = vector.name === 'a head with more signatures than needed'
      if (spare) expect(taken.length).toBeLessThan(176 * 8)
      else expect(taken).toEqual(signed ? [`${bytes.length - 1} bytes`] : [])
    })
  }

  it('has been tried more than 20,000 times', () => {
    expect(tried).toBeGreaterThan(20_000)
  })
})
