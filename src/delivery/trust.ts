import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { newestRootHint, openHead, openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { Release, Root } from '#bundle/release.ts'
import { fetchFile, refuseLoginPage } from './fetchFile.ts'

/**
 * The root that signs this head, reached from a trusted one step by step: nobody can skip a step, so a
 * stolen old key leads nowhere.
 */
async function followRoots(
  base: string,
  head: Bytes,
  trusted: Root,
  signal: AbortSignal | undefined,
): Promise<Root> {
  const newest = newestRootHint(head) ?? trusted.version
  let root = trusted
  const last = Math.min(newest, trusted.version + LIMITS.rootSteps)
  while (root.version < last) {
    const url = `${base}root/${root.version + 1}.json`
    root = await openRoot(await fetchFile(url, { limit: LIMITS.root, signal }), root)
  }
  return root
}

/**
 * head.json of one base, verified from a trusted root.
 * @throws BundleError, DeliveryError
 */
export async function fetchRelease(
  base: string,
  trusted: Root,
  floor: number,
  signal: AbortSignal | undefined,
): Promise<{ release: Release; root: Root }> {
  const url = `${base}head.json`
  const head = await fetchFile(url, { limit: LIMITS.head, signal })
  refuseLoginPage(head, url)
  const root = await followRoots(base, head, trusted, signal)
  const keysChanged = root.roles.release.keyids.join() !== trusted.roles.release.keyids.join()
  const release = await openHead(head, root, keysChanged ? 0 : floor)
  if (release.root > root.version) throw new BundleError('wrong-root', url)
  return { release, root }
}
