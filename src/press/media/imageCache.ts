import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Digest, Image } from '#bundle/article.ts'
import { RECIPE } from './encodeImage.ts'

type Sources = Omit<Image, 'alt'>

/** Remembers which variants were encoded from which bytes. The cache saves time; without it the same files come out. */
export interface ImageCache {
  /** The digest of the bytes last seen at a web address, and whether they were seen recently; undefined for files. */
  digestOf(address: string): Promise<{ digest: Digest; fresh: boolean } | undefined>
  rememberDigest(address: string, digest: Digest): Promise<void>
  /** The variants that were encoded from bytes of this digest. */
  sourcesOf(digest: Digest): Promise<Sources | undefined>
  rememberSources(digest: Digest, sources: Sources): Promise<void>
}

/** Milliseconds. Images on the web hardly ever change under their address, so a host is not asked in each run. */
const FRESH = 24 * 60 * 60 * 1000

/** The folder of each system for files that may be deleted at any time. LONGWAVE_CACHE names another folder. */
export function cacheFolder(): string {
  const { LONGWAVE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (LONGWAVE_CACHE) return LONGWAVE_CACHE
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'longwave')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'longwave')
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'longwave')
  return join(homedir(), '.cache', 'longwave')
}

export function createImageCache(folder: string): ImageCache {
  const path = (kind: string, key: string) => {
    const name = createHash('sha256').update(`${kind} ${RECIPE} ${key}`).digest('hex')
    return join(folder, kind, name.slice(0, 2), `${name}.json`)
  }
  return {
    async digestOf(address) {
      if (!/^https?:/i.test(address)) return undefined
      const seen = await read<{ digest: Digest; at: number }>(path('addresses', address))
      return seen && { digest: seen.digest, fresh: Math.abs(Date.now() - seen.at) < FRESH }
    },
    async rememberDigest(address, digest) {
      if (!/^https?:/i.test(address)) return
      await write(path('addresses', address), { digest, at: Date.now() })
    },
    sourcesOf: (digest) => read<Sources>(path('drawn', digest)),
    rememberSources: (digest, sources) => write(path('drawn', digest), sources),
  }
}

async function read<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch {
    return undefined
  }
}

/** Writes a cache entry. An error is ignored: the press works without a cache. */
async function write(path: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.${process.pid}.tmp`, JSON.stringify(value))
    await rename(`${path}.${process.pid}.tmp`, path)
  } catch {
    // The image is encoded again next time.
  }
}
