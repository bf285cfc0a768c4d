import type { Bytes } from '#bundle/base64.ts'
import { signEnvelope } from '#bundle/envelope.ts'
import { openRoot } from '#bundle/head.ts'
import { FORMAT, ROOT_TYPE, type Root } from '#bundle/release.ts'
import { DAY, instant } from '../article/dates.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { encodeJson } from './encodeJson.ts'

/** Ten years. A root expires late, because it has to outlive the readers who saw it last. */
export const ROOT_DAYS = 3650

export interface FirstKeys {
  /** Signs editions. */
  release: PublisherKey
  /** Signs roots, which say who may sign editions. */
  root: PublisherKey
}

/** @returns the bytes of root/1.json, whose digest is the fingerprint of the publication */
export async function createRoot(id: string, keys: FirstKeys, now: Date): Promise<Bytes> {
  const root: Root = {
    format: FORMAT,
    id,
    version: 1,
    expires: instant(new Date(now.getTime() + ROOT_DAYS * DAY)),
    keys: Object.fromEntries(
      [keys.root, keys.release].map((key) => [key.signer.keyid, key.public]),
    ),
    roles: {
      root: { keyids: [keys.root.signer.keyid], threshold: 1 },
      release: { keyids: [keys.release.signer.keyid], threshold: 1 },
    },
  }
  const bytes = await signEnvelope(ROOT_TYPE, encodeJson(root), [keys.root.signer])
  await openRoot(bytes, undefined)
  return bytes
}
