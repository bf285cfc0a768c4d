import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { newestRootHint, openHead, openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { Head, Root } from '#bundle/release.ts'
import { DeliveryError } from './DeliveryError.ts'
import { type Asking, fetchFile } from './fetchFile.ts'

/**
 * Follows the chain of roots from a trusted one to the one that signs this head. No step can be skipped, so a stolen old key
 * leads nowhere. The head only gives an unverified hint of how far to look; where the chain ends earlier, the head's
 * signature decides.
 */
async function followRoots(
  base: string,
  head: Bytes,
  trusted: Root,
  asking: Asking,
): Promise<Pick<Verified, 'root' | 'rootFiles'>> {
  const newest = newestRootHint(head) ?? trusted.version
  let root = trusted
  const rootFiles: Bytes[] = []
  const last = Math.min(newest, trusted.version + LIMITS.rootSteps)
  while (root.version < last) {
    const url = `${base}root/${root.version + 1}.json`
    try {
      const file = await fetchFile(url, { ...asking, limit: LIMITS.root })
      root = await openRoot(file, root)
      rootFiles.push(file)
    } catch (error) {
      if (error instanceof DeliveryError && error.code === 'not-found') break
      throw error
    }
  }
  return { root, rootFiles }
}

export interface Verified {
  release: Head
  /** The bytes of head.json. */
  head: Bytes
  root: Root
  /** The files of the roots after the trusted one, up to this one. */
  rootFiles: Bytes[]
  /**
   * The floor under this root. It is 0 where the root removed a release key: a stolen key may have signed an absurdly high
   * version, which must not count any longer (TUF 5.3.11).
   */
  floor: number
  base: string
}

/**
 * Fetches head.json of one host and verifies it from a trusted root.
 * @throws BundleError, DeliveryError
 */
export async function fetchRelease(
  base: string,
  trusted: Root,
  floor: number,
  asking: Asking,
): Promise<Verified> {
  const head = await fetchFile(`${base}head.json`, { ...asking, limit: LIMITS.head })
  const { root, rootFiles } = await followRoots(base, head, trusted, asking)
  const { keyids } = root.roles.release
  const left = trusted.roles.release.keyids.every((id) => keyids.includes(id)) ? floor : 0
  const release = await openHead(head, root, left)
  // The head is older than the trusted root. Where the floor was lowered, no other check would notice that.
  if (release.root < root.version) throw new BundleError('rollback', `${base}head.json`)
  return { release, head, root, rootFiles, floor: left, base }
}
