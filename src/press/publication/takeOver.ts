import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnFiles } from '../files/ownFiles.ts'
import { readIfThere } from '../files/publicationFolder.ts'

/**
 * Finds out what a version of the press without lists (longwave-files.json) wrote into a folder whose head and key are
 * known to be this publication's. A page names the publication; the worker names the other files of the app; whatever
 * else lies in the folder is left alone.
 */
export async function takeOver(own: OwnFiles, id: string): Promise<void> {
  const { folder } = own
  const adopt = async (path: string, isOwn: (text: string) => boolean) => {
    const bytes = await readIfThere(folder, path).catch(() => undefined)
    if (bytes && isOwn(new TextDecoder().decode(bytes))) own.adopt(path, bytes)
    return bytes
  }
  await adopt('feed.json', (text) => /^\{\s*"version":\s*"https:\/\/jsonfeed\.org\//.test(text))
  await adopt('feed.xml', (text) => /^<\?xml[^>]*>\s*<rss/.test(text))

  const isPage = (text: string) => text.includes(`<meta name="longwave-id" content="${id}">`)
  for (const path of await pagePaths(folder)) await adopt(path, isPage)
  const worker = await adopt('sw.js', isWorker)
  await adopt('sw-retired.js', isWorker)
  if (!worker || !isWorker(new TextDecoder().decode(worker))) return
  const isAppManifest = (text: string) => text.includes('"icons/icon.svg"')
  await adopt('manifest.webmanifest', isAppManifest)
  await adopt('licences.txt', (text) => text.startsWith('Longwave\n'))
  await adopt('robots.txt', (text) => text.trim() === 'User-agent: *\nAllow: /')
  for (const path of await appPaths(folder, new TextDecoder().decode(worker))) {
    await adopt(path, () => true)
  }
}

/** The worker of the app, and the one by which `longwave retire` replaces it. */
function isWorker(text: string): boolean {
  return text.includes('longwave-') && /shell\.html|registration\.unregister/.test(text)
}

async function pagePaths(folder: string): Promise<string[]> {
  const paths = ['index.html', '404.html', 'shell.html']
  for (const panel of ['search', 'settings', 'publications', 'about']) {
    paths.push(`${panel}/index.html`)
  }
  for (const part of ['article', 'section']) {
    const names = await readdir(join(folder, part)).catch(() => [])
    for (const name of names) paths.push(`${part}/${name}/index.html`)
  }
  return paths
}

/** A name that the build gave a file: it has eight or sixteen digits of the file's digest. */
const BUILT = /assets\/[\w./-]+-(?:[\w-]{8}|[0-9a-f]{16})\.(?:json|js|css|woff2)\b/g

/** The files of the app that its worker names, and those that these name in turn. */
async function appPaths(folder: string, worker: string): Promise<Set<string>> {
  const paths = new Set<string>(worker.match(BUILT))
  for (const path of paths) {
    if (!/\.js(?:on)?$/.test(path)) continue
    const bytes = await readIfThere(folder, path).catch(() => undefined)
    const text = new TextDecoder().decode(bytes)
    for (const named of text.match(BUILT) ?? []) paths.add(named)
    for (const [, name] of text.matchAll(/["'`]\.\/([\w.-]+-[\w-]{8}\.js)["'`]/g)) {
      paths.add(`assets/${name}`)
    }
  }
  const icons = ['icon.svg', 'icon-192.png', 'icon-512.png', 'maskable-192.png', 'maskable-512.png']
  for (const icon of [...icons, 'apple-touch-icon.png']) paths.add(`icons/${icon}`)
  return new Set([...paths].filter((path) => !path.split('/').includes('..')))
}
