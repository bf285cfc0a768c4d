import { resolve } from 'node:path'
import { createSecretKey } from '../files/secretKeyFile.ts'

/** @returns where the key lies and its id */
export async function keygen(out: string): Promise<string> {
  const path = resolve(out)
  const { signer } = await createSecretKey(path)
  return `${path}\nkey ${signer.keyid}\nBack it up, and keep it off the host: whoever has it can publish in your name.`
}
