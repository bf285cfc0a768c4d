import { createHash } from 'node:crypto'
import type { Digest } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { openRoot } from '#bundle/head.ts'
import type { Root } from '#bundle/release.ts'
import type { ReadFile } from './openPublication.ts'

/** The roots of a publication from the first to the newest, as files and opened. */
export interface RootFiles {
  files: Bytes[]
  newest: Root
  /** SHA-256 of the first file. */
  fingerprint: Digest
}

/**
 * Reads root/1.json, root/2.json … as far as they go, and checks that each is signed by the one before.
 * @returns undefined where there is no first root
 * @throws BundleError, PressError
 */
export async function readRootFiles(read: ReadFile): Promise<RootFiles | undefined> {
  const files: Bytes[] = []
  let newest: Root | undefined
  for (;;) {
    const bytes = await read(rootName(files.length + 1))
    if (!bytes) break
    newest = await openRoot(bytes, newest)
    files.push(bytes)
  }
  return newest && { files, newest, fingerprint: digestOf(files[0]!) }
}

export function rootName(version: number): string {
  return `root/${version}.json`
}

export function digestOf(bytes: Uint8Array): Digest {
  return createHash('sha256').update(bytes).digest('hex')
}
