import { randomBytes } from 'node:crypto'
import { join, resolve } from 'node:path'
import { keysFolder } from '../files/keysFolder.ts'
import { createSecretKey } from '../files/secretKeyFile.ts'

/**
 * Makes a key, by default in the user's folder for keys.
 * @returns the path and the id of the key, in words
 */
export async function keygen(out: string | undefined): Promise<string> {
  const path = resolve(out ?? join(keysFolder(), `${randomBytes(4).toString('hex')}.key.json`))
  const { signer } = await createSecretKey(path)
  return `${path}\nkey ${signer.keyid}\nBack it up, and keep it off the host: anyone who has it can publish in your name.`
}
