import { BUILD_LIST, compareBuild, parseBuild } from '#bundle/appBuild.ts'
import type { Digest } from '#bundle/article.ts'
import { type Bytes, fromHex, toBase64 } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'

const WORKER = 'sw.js'
const SHELL = 'shell.html'

/** Where the files of the app are found. Each answers by the path of a file below the app, without throwing. */
export interface AppFiles {
  /** The path of the app on its host. */
  base: string
  /** The file as this page gets it: from the worker, or from the host where there is no worker. */
  fetchFile(path: string): Promise<Bytes | undefined>
  /** Every copy on this device, of this version of the app and of others. */
  storedFiles(path: string): Promise<Bytes[]>
}

export interface RunningBuild {
  digest: Digest
  /** Whether all its files that are on this device are those of its list. */
  isWhole: boolean
}

/**
 * Tells the build of the app in use. The list of its files comes with the worker, which names the digest of the list.
 * @param script the path of the script that this page has started with
 * @returns undefined where the page is of another version than the list, or there is no list
 */
export async function runningBuild(
  { base, fetchFile, storedFiles }: AppFiles,
  script: string,
): Promise<RunningBuild | undefined> {
  const list = await fetchFile(BUILD_LIST)
  if (!list) return undefined
  const build = parseBuild(list)
  if (!build?.has(script)) return undefined
  const read = async (path: string) => {
    // The browser shows no page the worker that runs.
    if (path === WORKER) return undefined
    return path === SHELL ? fetchFile(path) : (await storedFiles(path))[0]
  }
  const { differing } = await compareBuild(build, read, base)
  return { digest: await sha256(list), isWhole: differing.length === 0 }
}

/** `none`: the version that waits is no build that has a list, or its files are not those of its list. */
export type WaitingBuild = Digest | 'none'

/**
 * Tells the build of the version that waits, by the files that it has stored and by the worker that the host sends now.
 * @returns undefined where that cannot be found out, without a network for one
 */
export async function waitingBuild({
  base,
  fetchFile,
  storedFiles,
}: AppFiles): Promise<WaitingBuild | undefined> {
  const worker = await fetchFile(WORKER)
  if (!worker) return undefined
  const code = new TextDecoder().decode(worker)
  if (!code.includes(BUILD_LIST)) return 'none'
  const list = await namedBy(code, await storedFiles(BUILD_LIST))
  const shell = await namedBy(code, await storedFiles(SHELL))
  // The host has a version by now that is not on this device.
  if (!list || !shell) return undefined
  const build = parseBuild(list)
  if (!build) return 'none'
  const read = async (path: string) => {
    if (path === WORKER) return worker
    return path === SHELL ? shell : (await storedFiles(path))[0]
  }
  const { differing } = await compareBuild(build, read, base)
  return differing.length === 0 ? sha256(list) : 'none'
}

/** @returns the file whose digest a worker has in its list of files to store */
async function namedBy(worker: string, files: Bytes[]): Promise<Bytes | undefined> {
  for (const file of files) {
    if (worker.includes(toBase64(fromHex(await sha256(file))!))) return file
  }
  return undefined
}

/** What is known of the publisher's word for a build; undefined where the publisher names no builds at all. */
export type Vouched = 'signed' | 'unsigned' | 'unchecked' | undefined

/**
 * @param named the builds that the newest edition on the device vouches for
 * @param isFresh whether that is the newest edition of all, as far as the device can know: an edition may arrive after the
 *   version of the app that it names
 */
export function vouchedFor(
  build: WaitingBuild | undefined,
  named: Digest[] | undefined,
  isFresh: boolean,
): Vouched {
  if (!named || named.length === 0) return undefined
  if (build !== undefined && named.includes(build)) return 'signed'
  return build !== undefined && isFresh ? 'unsigned' : 'unchecked'
}

/** The files of the app as this page finds them. */
export function appFiles(base: string, signal?: AbortSignal): AppFiles {
  return {
    base,
    async fetchFile(path) {
      try {
        // The worker answers for what it has stored. For its own script, the network is asked, and no cache on the way.
        const cache = path === WORKER ? 'no-store' : 'default'
        const response = await fetch(base + path, {
          cache,
          credentials: 'omit',
          signal: signal ?? null,
        })
        return response.ok ? await bytesOf(response) : undefined
      } catch {
        return undefined
      }
    },
    async storedFiles(path) {
      try {
        if (path.startsWith('assets/')) {
          const response = await caches.match(base + path)
          return response ? [await bytesOf(response)] : []
        }
        const found: Bytes[] = []
        for (const name of await caches.keys()) {
          const cache = await caches.open(name)
          // The worker adds the revision of a file to its address.
          for (const response of await cache.matchAll(base + path, { ignoreSearch: true })) {
            found.push(await bytesOf(response))
          }
        }
        return found
      } catch {
        return []
      }
    },
  }
}

async function bytesOf(response: Response): Promise<Bytes> {
  return new Uint8Array(await response.arrayBuffer())
}
