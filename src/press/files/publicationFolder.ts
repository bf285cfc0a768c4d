import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Bytes } from '#bundle/base64.ts'
import { PressError } from '../report/PressError.ts'

/**
 * Writes a file that is named by its digest, unless it is there already. The bytes are compared, because a damaged file
 * has the same length.
 * @returns whether anything was written
 */
export function writeImmutable(folder: string, name: string, bytes: Uint8Array): Promise<boolean> {
  return writeChanged(folder, name, bytes)
}

/**
 * Writes a file unless it holds these bytes already.
 * @returns whether anything was written
 */
export async function writeChanged(
  folder: string,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const held = await readIfThere(folder, name)
  if (held && Buffer.compare(held, bytes) === 0) return false
  await writeWhole(folder, name, bytes)
  return true
}

/** Writes a file beside its place, flushes it and renames it: after a power cut the file is either whole or absent. */
export async function writeWhole(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, name)
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await mkdir(dirname(path), { recursive: true })
    const file = await open(unfinished, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (cause) {
    await rm(unfinished, { force: true })
    throw cannotWrite(path, cause)
  }
}

export function cannotWrite(path: string, cause: unknown): PressError {
  return new PressError(path, `cannot be written (${reasonOf(cause)})`, {
    remedy:
      'Check the disk and the permissions of the folder, or choose another folder with --out.',
    cause,
  })
}

/** @returns undefined where there is no such file */
export async function readIfThere(folder: string, name: string): Promise<Bytes | undefined> {
  const path = join(folder, name)
  try {
    return Uint8Array.from(await readFile(path))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check that it is a file and that you may read it.',
      cause,
    })
  }
}

export function reasonOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? (cause as Error).message ?? String(cause)
}
