import type { Bytes } from '#bundle/base64.ts'
import { signEnvelope } from '#bundle/envelope.ts'
import { openRoot } from '#bundle/head.ts'
import { FORMAT, ROOT_TYPE, type Root } from '#bundle/release.ts'
import { DAY, instant } from '../article/dates.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { encodeJson } from './encodeJson.ts'

/** Ten years. A root expires late, because it has to outlive the readers who saw it last. */
export const ROOT_DAYS = 3650

export async function createRoot(id: string, key: PublisherKey, now: Date): Promise<Root> {
  const { keyid } = key.signer
  const root: Root = {
    format: FORMAT,
    id,
    version: 1,
    expires: instant(new Date(now.getTime() + ROOT_DAYS * DAY)),
    keys: { [keyid]: key.public },
    roles: { root: { keyids: [keyid], threshold: 1 }, release: { keyids: [keyid], threshold: 1 } },
  }
  await openRoot(await signRoot(root, key), undefined)
  return root
}

export function signRoot(root: Root, key: PublisherKey): Promise<Bytes> {
  return signEnvelope(ROOT_TYPE, encodeJson(root), [key.signer])
}
