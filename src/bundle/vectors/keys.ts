import { getPublicKeyAsync } from '@noble/ed25519'
import { fromHex, toHex } from '../base64.ts'
import { type Signer, signEnvelope } from '../envelope.ts'
import { type SecretKey, signerOf } from '../keys.ts'
import { json } from './encode.ts'

/** Published secrets (the first three are RFC 8032's own test keys): fit for nothing but these files. */
const SECRETS = {
  first: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  second: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  third: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
  stranger: '0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6',
}

export interface Key {
  signer: Signer
  publicKey: string
}

export type Keys = Record<keyof typeof SECRETS, Key>

export async function makeKeys(): Promise<Keys> {
  const names = Object.keys(SECRETS) as (keyof typeof SECRETS)[]
  const made = names.map(async (name) => {
    const publicKey = toHex(await getPublicKeyAsync(fromHex(SECRETS[name])!))
    const key: SecretKey = { format: 1, type: 'ed25519', public: publicKey, secret: SECRETS[name] }
    return [name, { signer: await signerOf(key), publicKey }] as const
  })
  return Object.fromEntries(await Promise.all(made)) as Keys
}

export const sign = (type: string, payload: unknown, ...by: Key[]) =>
  signEnvelope(
    type,
    json(payload),
    by.map(({ signer }) => signer),
  )
