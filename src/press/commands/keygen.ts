import { resolve } from 'node:path'
import { createSecretKey } from '../files/secretKeyFile.ts'

/** @returns the path and the id of the key, in words */
export async function keygen(out: string): Promise<string> {
  const path = resolve(out)
  const { signer } = await createSecretKey(path)
  return `${path}\nkey ${signer.keyid}\nBack it up, and keep it off the host: anyone who has it can publish in your name.`
}
