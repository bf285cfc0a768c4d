import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defined } from '#bundle/defined.ts'
import type { Release } from '#bundle/release.ts'
import type { Stage } from '../files/ownFiles.ts'

/** The build of the app, which lies beside the build of the command line. */
export const APP = join(import.meta.dirname, '../app')

const MADE_ANEW = new Set(['index.html', 'sw.js', 'manifest.webmanifest'])

/** The page that shows its developers everything the app can draw. `npm start` and the tests put it into their sites. */
const FOR_DEVELOPERS = /^assets\/specimen/

/** The manifest with the name of the publication, which the home screen shows. */
export async function stageManifest(release: Release, stage: Stage): Promise<void> {
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
  await stage('manifest.webmanifest', new TextEncoder().encode(`${JSON.stringify(own)}\n`))
}

/**
 * The build of the app without the files that are made for each site. Scripts of an older build go, because they are not
 * staged any more: no page names them, and open tabs have theirs from the precache.
 */
export async function stageApp(stage: Stage): Promise<void> {
  for (const entry of await readdir(APP, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(APP.length + 1).replaceAll('\\', '/')
    if (MADE_ANEW.has(name) || FOR_DEVELOPERS.test(name)) continue
    await stage(name, await readFile(path))
  }
}
