import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bytes } from '#bundle/base64.ts'
import { bundleName } from '#bundle/decodeBundle.ts'
import { readIfThere, reasonOf, writeWhole } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { DIGEST_NAME, digestOf, isAsNamed } from './namedFiles.ts'
import type { Opened, ReadFile } from './openPublication.ts'
import { coverAll } from './rollUps.ts'

/** Whether the bytes of a file have the digest in its name. */
export async function findState(
  folder: string,
  name: string,
): Promise<'whole' | 'damaged' | 'missing'> {
  const path = join(folder, name)
  try {
    const bytes = Uint8Array.from(await readFile(path))
    return (await isAsNamed(name, bytes)) ? 'whole' : 'damaged'
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return 'missing'
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check that it is a file and that you may read it.',
      cause,
    })
  }
}

/**
 * Reads the files of a folder. In place of a bundle or a catalog that is damaged or missing there, it reads the one of the
 * public address, where that has the right digest.
 * @param mended receives the files that were read from the address, by their names
 */
export function readAndMend(
  readHere: ReadFile,
  readLive: ReadFile | undefined,
  mended: Map<string, Bytes>,
): ReadFile {
  return async (name) => {
    const bytes = await readHere(name)
    if (!DIGEST_NAME.test(name) || (bytes && (await isAsNamed(name, bytes)))) return bytes
    const held = mended.get(name)
    if (held) return held
    const fetched = await readLive?.(name).catch(() => undefined)
    if (!fetched || !(await isAsNamed(name, fetched))) return bytes
    mended.set(name, fetched)
    return fetched
  }
}

/**
 * Leaves out bundles that are damaged or missing, where the others hold every run without them.
 * @param left receives the names of those that were left out
 * @returns all bundles where the others do not: to read them then ends with an error that names the damaged one
 */
export async function withoutDamaged(
  opened: Opened,
  read: ReadFile,
  left: Set<string>,
): Promise<Opened> {
  const unusable = new Set<string>()
  for (const { digest } of opened.bundles) {
    const bytes = await read(`bundles/${bundleName(digest)}`)
    if (!bytes || digestOf(bytes) !== digest) unusable.add(digest)
  }
  // A range that lacks one of its parts is of no use.
  const ranges = new Set(
    opened.bundles.filter(({ digest }) => unusable.has(digest)).map(({ seq }) => seq.join()),
  )
  const bundles = opened.bundles.filter(({ seq }) => !ranges.has(seq.join()))
  if (unusable.size === 0 || !coverAll(bundles, opened.release.seq[1])) return opened
  for (const digest of unusable) left.add(`bundles/${bundleName(digest)}`)
  return { ...opened, bundles }
}

/**
 * Deletes the files whose bytes do not have the digest in their name, and says so, so that the run makes or fetches them
 * anew. Readers refuse a damaged file, so nothing is lost.
 * @returns the names of the files that are whole
 */
export async function removeDamaged(
  folder: string,
  names: Iterable<string>,
  report: Pick<Report, 'note' | 'progress'>,
): Promise<Set<string>> {
  const whole = new Set<string>()
  for (const name of names) {
    report.progress(name)
    const state = await findState(folder, name)
    if (state === 'whole') whole.add(name)
    if (state !== 'damaged') continue
    report.note(`${name}: its bytes were damaged. It is written anew.`)
    await rm(join(folder, name), { force: true })
  }
  return whole
}

interface Completion {
  folder: string
  /** Reads from the public address, where there is one. */
  readLive: ReadFile | undefined
  /** The earlier edition is not in the folder, so a file that cannot be fetched now would be lost with its host's copy. */
  isFromLive: boolean
  report: Report
}

/**
 * Fetches images and audio that an edition names and the folder lacks from the public address: those of articles that
 * the sources no longer have.
 * @param whole the files that are known to be whole
 */
export async function completeMedia(
  names: Iterable<string>,
  whole: ReadonlySet<string>,
  { folder, readLive, isFromLive, report }: Completion,
): Promise<void> {
  for (const name of names) {
    if (whole.has(name) || (await findState(folder, name)) === 'whole') continue
    report.progress(name)
    const bytes = await readLive?.(name).catch((error: unknown) => {
      if (isFromLive) throw error
      return undefined
    })
    if (bytes && (await isAsNamed(name, bytes))) {
      await writeWhole(folder, name, bytes)
      continue
    }
    report.problem(
      new PressError(name, 'an article shows this file, and it is missing', {
        remedy: 'Restore it from the host or a backup, or edit the article.',
      }),
    )
  }
}

/** The bytes of a bundle or catalog that is damaged or missing, as the address has them. */
export async function writeMended(
  folder: string,
  mended: ReadonlyMap<string, Bytes>,
  left: ReadonlySet<string>,
  report: Pick<Report, 'note'>,
): Promise<void> {
  for (const [name, bytes] of mended) {
    const was = (await readIfThere(folder, name)) ? 'its bytes were damaged' : 'it was missing'
    report.note(`${name}: ${was}. It is written anew.`)
    await writeWhole(folder, name, bytes)
  }
  for (const name of left) {
    report.note(
      `${name}: is damaged or missing. Other bundles hold the same articles, and replace it.`,
    )
    await rm(join(folder, name), { force: true })
  }
}
