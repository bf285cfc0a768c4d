import { readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { defined } from '#bundle/defined.ts'
import type { Release } from '#bundle/release.ts'
import { writeChanged } from '../files/publicationFolder.ts'

/** The build of the app, which lies beside the build of the command line. */
export const APP = join(import.meta.dirname, '../app')

const MADE_ANEW = new Set(['index.html', 'sw.js', 'manifest.webmanifest'])

/** The page that shows its developers everything the app can draw. `npm start` and the tests put it into their sites. */
const FOR_DEVELOPERS = /^assets\/specimen/

/** Writes the manifest with the name of the publication, which the home screen shows. */
export async function writeManifest(folder: string, release: Release): Promise<void> {
  const manifest = JSON.parse(await readFile(join(APP, 'manifest.webmanifest'), 'utf8')) as object
  const own = {
    ...manifest,
    ...defined<Partial<Record<string, string>>>({
      name: release.title,
      short_name: release.title,
      description: release.description,
      lang: release.language,
      dir: release.direction,
    }),
  }
  await writeChanged(
    folder,
    'manifest.webmanifest',
    new TextEncoder().encode(`${JSON.stringify(own)}\n`),
  )
}

/** Copies the build of the app without the files that are made for each site. */
export async function copyApp(folder: string): Promise<void> {
  const entries = await readdir(APP, { recursive: true, withFileTypes: true })
  const current = new Set<string>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(APP.length + 1).replaceAll('\\', '/')
    if (MADE_ANEW.has(name) || FOR_DEVELOPERS.test(name)) continue
    current.add(name)
    await writeChanged(folder, name, await readFile(path))
  }
  // Scripts of an older build go: no page names them, and open tabs have theirs from the precache.
  const there = await readdir(join(folder, 'assets'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  for (const entry of there) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).replaceAll('\\', '/')
    if (entry.isFile() && !current.has(name)) await rm(path, { force: true })
  }
}
