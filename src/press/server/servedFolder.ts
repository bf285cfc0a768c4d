import { readdir, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isPublished } from '../files/publishedFolders.ts'
import { PressError } from '../report/PressError.ts'

/**
 * The published folder that a path belongs to: the served folder itself, or the folder directly below it that the path
 * begins with. Nothing else is served: a project has its sources, its drafts and maybe its keys beside what is published.
 * @param name begins with a slash
 */
export async function publishedFolder(root: string, name: string): Promise<string | undefined> {
  if (await isPublished(root)) return root
  const first = name.split('/').find(Boolean)
  if (first === undefined) return undefined
  const below = await realpath(join(root, first)).catch(() => undefined)
  return below !== undefined && (await isPublished(below)) ? below : undefined
}

/**
 * @returns the paths of what can be served, relative to the folder
 * @throws PressError where there is nothing to serve
 */
export async function publishedPaths(folder: string): Promise<string[]> {
  const root = resolve(folder)
  const names = await readdir(root).catch((cause) => {
    throw new PressError(folder, 'there is no such folder', {
      remedy: 'Make the site first: longwave site publication.json --out DIR.',
      misuse: true,
      cause,
    })
  })
  if (await isPublished(root)) return ['']
  const paths: string[] = []
  for (const name of names.sort()) {
    if (!name.startsWith('.') && (await isPublished(join(root, name)))) {
      paths.push(`${encodeURIComponent(name)}/`)
    }
  }
  if (paths.length > 0) return paths
  throw new PressError(folder, 'is neither a site nor a publication', {
    remedy:
      'Name the folder that `longwave site` or `longwave press` has written. Other folders are not served, because keys and drafts may lie in them.',
    misuse: true,
  })
}

/** The files that apps of other sites fetch: head and roots, feeds, and everything that is named by its digest. */
const PUBLICATION_FILE =
  /\/(?:head\.json|feed\.(?:json|xml)|root\/[0-9]+\.json|[a-z]+\/[0-9a-f]{64}\.[a-z0-9]+)$/

/** @param url path of a request, with or without a query */
export function isPublicationFile(url: string): boolean {
  return PUBLICATION_FILE.test(url.split(/[?#]/)[0]!)
}
