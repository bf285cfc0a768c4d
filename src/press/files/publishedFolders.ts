import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { PressError } from '../report/PressError.ts'
import { keysFolder } from './keysFolder.ts'

/** Whether a publication or a site lies in the folder itself. */
export async function isPublished(folder: string): Promise<boolean> {
  for (const name of ['head.json', 'sw.js']) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found?.isFile()) return true
  }
  return false
}

/**
 * The path without symbolic links and, where the system has one spelling of it, in that spelling. Its end need not exist yet.
 */
export async function realPathOf(path: string): Promise<string> {
  const whole = resolve(path)
  const real = await realpath(whole).catch(() => undefined)
  if (real !== undefined) return real
  const parent = dirname(whole)
  return parent === whole ? whole : join(await realPathOf(parent), basename(whole))
}

/**
 * Refuses a secret key in a folder that is published: one of `published`, or any folder on the way to the key that holds a
 * publication or a site.
 * @throws PressError
 */
export async function keepOutOfPublished(key: string, published: string[] = []): Promise<void> {
  const real = await realPathOf(key)
  for (const folder of published) {
    if (isBelow(real, await realPathOf(folder))) throw refusal(key, folder)
  }
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if (await isPublished(folder)) throw refusal(key, folder)
    if (folder === dirname(folder)) return
  }
}

function refusal(key: string, folder: string): PressError {
  return new PressError(key, `a secret key may not lie in a folder that is published, ${folder}`, {
    remedy: `Keep it elsewhere, such as in ${keysFolder()}, and name it there. If the folder with the key has been on a host, replace the key with \`longwave rotate\`.`,
    misuse: true,
  })
}

/** Whether a path is the folder or lies in it. Both are real paths. */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const SECRET = /["']secret["']\s*:\s*["'][0-9a-f]{64}["']/i

/** The start of the feed that the press writes from its articles, whose words are those of any source. */
const FEED = /^\{\s*"version":\s*"https:\/\/jsonfeed\.org\//

/** Whether a file holds a secret key, alone or among other text, whatever the name of the file. */
export function holdsSecretKey(bytes: Uint8Array): boolean {
  if (bytes.length > MOST_BYTES) return false
  const text = Buffer.from(bytes).toString('latin1')
  // A page may show an example of a key; its markup begins with "<".
  if (FEED.test(text) || /^[^\w{]*</.test(text)) return false
  // PowerShell writes UTF-16, where every other byte of such a text is 0. A key that is a text in other JSON or in YAML has
  // a backslash before each quote.
  const plain = text.replace(/[\0\\]/g, '')
  return plain.includes('ed25519') && SECRET.test(plain)
}

/** A key has 200 bytes. A file of several keys or of settings is still small. */
const MOST_BYTES = 64 * 1024

/** Files of a published folder are looked into up to this size: nearly all its pages are longer, and need not be read. */
const MOST_SEARCHED = 8 * 1024

/**
 * @param passOver names of files that are not looked into
 * @returns the paths of the files in the folder that hold a secret key, relative to it
 */
export async function secretKeysIn(folder: string, passOver?: RegExp): Promise<string[]> {
  const found: string[] = []
  const seen = new Set<string>()
  const top = await realPathOf(folder)
  const visit = async (path: string): Promise<void> => {
    // A link may lead back up, or out of the folder to the whole disk.
    const real = await realPathOf(path)
    if (seen.has(real) || !isBelow(real, top)) return
    seen.add(real)
    for (const name of await readdir(path).catch(() => [])) {
      if (passOver?.test(name)) continue
      const below = join(path, name)
      const info = await stat(below).catch(() => undefined)
      if (info?.isDirectory()) await visit(below)
      else if (info?.isFile() && info.size <= MOST_SEARCHED) {
        const bytes = await readFile(below).catch(() => undefined)
        if (bytes && holdsSecretKey(bytes)) found.push(relative(folder, below).replaceAll(sep, '/'))
      }
    }
  }
  await visit(folder)
  return found.sort()
}
