import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Signer } from '#bundle/envelope.ts'
import { generateKey, type SecretKey, signerOf } from '#bundle/keys.ts'
import { PressError } from '../report/PressError.ts'
import { reasonOf } from './publicationFolder.ts'

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
  try {
    const key = JSON.parse(text) as SecretKey | null
    if (key?.format !== 1 || key.type !== 'ed25519')
      throw new Error('it is not a Longwave key of format 1')
    return { signer: await signerOf(key), public: key.public }
  } catch (cause) {
    throw new PressError(path, `the key cannot be used: ${wordsOf(cause)}`, {
      remedy:
        'Restore the key from your backup, or make a key for a new publication with `longwave keygen`.',
      cause,
    })
  }
}

/**
 * Writes a new key that only its owner can read.
 * @throws PressError where the file exists: a key is never overwritten
 */
export async function createSecretKey(path: string): Promise<PublisherKey> {
  const key = await generateKey()
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, `${JSON.stringify(key, undefined, 2)}\n`, { flag: 'wx', mode: 0o600 })
    // A file system may ignore the mode given at creation. The umask needs no such repair, because it only removes
    // permissions.
    await chmod(path, 0o600).catch(() => {})
  } catch (cause) {
    const exists = (cause as NodeJS.ErrnoException).code === 'EEXIST'
    throw new PressError(
      path,
      exists
        ? 'the file exists already, and a key is never overwritten'
        : `cannot be written (${reasonOf(cause)})`,
      { remedy: 'Name another file (keygen: --out, press and site: --key).', cause },
    )
  }
  return { signer: await signerOf(key), public: key.public }
}

/** Whether other users of this machine may read the key. Always false on Windows, which has no such permissions. */
export async function isReadableByOthers(path: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  const { mode } = await stat(path)
  return (mode & 0o077) !== 0
}

function wordsOf(cause: unknown): string {
  return cause instanceof SyntaxError ? 'it is not JSON' : (cause as Error).message
}
