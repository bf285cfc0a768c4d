import { BundleError } from './BundleError.ts'
import type { Bytes } from './base64.ts'
import { parseEnvelope, payloadOf, verifyEnvelope } from './envelope.ts'
import { LIMITS } from './limits.ts'
import { parseJson } from './parseJson.ts'
import { type Head, RELEASE_TYPE, ROOT_TYPE, type Root } from './release.ts'
import { checkHead, checkRoot } from './validate.ts'

/**
 * Opens a root file. It is trusted because `previous` signs it. Without `previous` the caller has another reason to trust
 * it (a fingerprint, or trust on first use), and it must be number 1 and sign itself.
 * @throws BundleError `wrong-root` when its number is not the one after that of `previous`
 */
export async function openRoot(bytes: Bytes, previous: Root | undefined): Promise<Root> {
  const where = `root/${(previous?.version ?? 0) + 1}.json`
  if (bytes.length > LIMITS.root) throw new BundleError('too-long', where)
  const envelope = parseEnvelope(bytes, where)
  // The signature of the trusted root is checked before the payload is parsed.
  if (previous) await verifyEnvelope(envelope, ROOT_TYPE, previous.roles.root, previous.keys, where)
  if (envelope.payloadType !== ROOT_TYPE) throw new BundleError('wrong-type', where)
  const root = checkRoot(parseJson(payloadOf(envelope, where), where), where)
  if (root.version !== (previous?.version ?? 0) + 1) throw new BundleError('wrong-root', where)
  if (previous && root.id !== previous.id) throw new BundleError('wrong-publication', where)
  await verifyEnvelope(envelope, ROOT_TYPE, root.roles.root, root.keys, where)
  return root
}

/**
 * Reads the number of the newest root from head.json, before any signature is checked: a hint of how far to look.
 * @returns undefined when the head cannot be read
 */
export function newestRootHint(head: Bytes): number | undefined {
  try {
    const payload = parseJson(payloadOf(parseEnvelope(head, 'head.json'), 'head.json'), 'head.json')
    const hint = (payload as { root?: unknown } | null)?.root
    return Number.isSafeInteger(hint) ? (hint as number) : undefined
  } catch {
    return undefined
  }
}

/**
 * Opens the signed release in head.json. An expired release is accepted.
 * @param floor the lowest version that is accepted
 * @throws BundleError `bad-signature`, `wrong-publication`, `wrong-root` (the release names a newer root), `rollback`, and
 *   every error of parsing
 */
export async function openHead(bytes: Bytes, root: Root, floor = 0): Promise<Head> {
  const where = 'head.json'
  if (bytes.length > LIMITS.head) throw new BundleError('too-long', where)
  const payload = await verifyEnvelope(
    parseEnvelope(bytes, where),
    RELEASE_TYPE,
    root.roles.release,
    root.keys,
    where,
  )
  const release = checkHead(parseJson(payload, where), where)
  if (release.id !== root.id) throw new BundleError('wrong-publication', where)
  if (release.root > root.version) throw new BundleError('wrong-root', where)
  if (release.version < floor) throw new BundleError('rollback', where)
  return release
}
