import { randomBytes } from 'node:crypto'
import { chmod, type FileHandle, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Signer } from '#bundle/envelope.ts'
import { generateKey, type SecretKey, signerOf } from '#bundle/keys.ts'
import { PressError } from '../report/PressError.ts'
import { reasonOf } from './publicationFolder.ts'
import { keepOutOfPublished } from './publishedFolders.ts'

export interface PublisherKey {
  signer: Signer
  /** The raw public key in hexadecimal digits. */
  public: string
}

/** @returns undefined where there is no such file */
export async function readSecretKey(path: string): Promise<PublisherKey | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new PressError(path, `the key cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check the permissions of the file.',
      cause,
    })
  }
  return parseSecretKey(text, path)
}

/** @param thing the file or variable that holds the key, for messages */
export async function parseSecretKey(text: string, thing: string): Promise<PublisherKey> {
  try {
    // Editors on Windows write a byte order mark, which JSON.parse refuses.
    const key = JSON.parse(text.replace(/^\uFEFF/, '')) as SecretKey | null
    if (key?.format !== 1 || key.type !== 'ed25519')
      throw new Error('it is not a Longwave key of format 1')
    return { signer: await signerOf(key), public: key.public }
  } catch (fault) {
    // The fault is no `cause`: a SyntaxError quotes the text, and LONGWAVE_DEBUG would print a part of the secret.
    const words = fault instanceof SyntaxError ? 'it is not JSON' : (fault as Error).message
    throw new PressError(thing, `the key cannot be used: ${words}`, {
      remedy:
        thing === 'LONGWAVE_KEY'
          ? 'This variable holds the content of a key file. Name a file with --key instead.'
          : 'Restore the key from your backup, or make a key for a new publication with `longwave keygen`.',
    })
  }
}

/**
 * Writes a new key that only its owner can read, and waits until the disk has it.
 * @throws PressError where the file exists (a key is never overwritten) or would lie in a folder that is published
 */
export async function createSecretKey(path: string): Promise<PublisherKey> {
  await keepOutOfPublished(path)
  const key = await generateKey()
  try {
    // A folder that is made for keys can be listed by its owner alone.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeOnce(path, `${JSON.stringify(key, undefined, 2)}\n`)
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw new PressError(
      path,
      exists
        ? 'the file exists already, and a key is never overwritten'
        : `cannot be written (${reasonOf(cause)})`,
      { remedy: 'Name another file (keygen: --out, init: --key and --root-key).', cause },
    )
  }
  return { signer: await signerOf(key), public: key.public }
}

/** Writes a file whole or not at all, and never over another. */
async function writeOnce(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await writeFlushed(await open(unfinished, 'wx', 0o600), text)
    // The file system may ignore the mode that is given at creation.
    await chmod(unfinished, 0o600).catch(() => {})
    // A rename would replace a file that is there; a link fails.
    await link(unfinished, path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error
      // A USB stick (FAT) has no links.
      await writeFlushed(await open(path, 'wx', 0o600), text)
    })
  } finally {
    await rm(unfinished, { force: true })
  }
  await flushFolder(dirname(path))
}

async function writeFlushed(file: FileHandle, text: string): Promise<void> {
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Writes the entry of a new file to the disk. Windows does this by itself and opens no folders. */
async function flushFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => undefined)
  await opened?.sync().catch(() => {})
  await opened?.close()
}

/** Whether other users of this machine may read the key. Always false on Windows, which has no such permissions. */
export async function isReadableByOthers(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const { mode } = await stat(path)
  return (mode & 0o077) !== 0
}
