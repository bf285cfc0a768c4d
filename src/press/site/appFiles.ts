import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BUILD_LIST, FOR_DEVELOPERS, listBuild } from '#bundle/appBuild.ts'
import type { Digest } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { defined } from '#bundle/defined.ts'
import { sha256 } from '#bundle/digest.ts'
import type { Release } from '#bundle/release.ts'
import type { Stage } from '../files/ownFiles.ts'
import { PressError } from '../report/PressError.ts'

/** The build of the app, which lies beside the build of the command line. */
export const APP = join(import.meta.dirname, '../app')

const MADE_ANEW = new Set(['index.html', 'sw.js', 'manifest.webmanifest'])

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
 * The build of the app without the files that are made for each site, and the list of the build. Scripts of an older build
 * go, because they are not staged any more: no page names them, and open tabs have theirs from the precache.
 * @returns the digest of the list, which names the build
 */
export async function stageApp(stage: Stage): Promise<Digest> {
  for (const name of await appFiles()) {
    // `npm start` and the tests put the page for developers into their sites.
    if (!MADE_ANEW.has(name) && !FOR_DEVELOPERS.test(name)) await stage(name, await readApp(name))
  }
  const list = await buildList()
  await stage(BUILD_LIST, list)
  return sha256(list)
}

/** @returns the digest of the build that a site would have now, which its release names in `app` */
export async function digestOfApp(): Promise<Digest> {
  return sha256(await buildList())
}

async function buildList(): Promise<Bytes> {
  return listBuild(await appFiles(), readApp)
}

const readApp = async (name: string): Promise<Bytes> =>
  Uint8Array.from(await readFile(join(APP, name)))

/** @returns the names of all files of the build, with slashes on every system */
async function appFiles(): Promise<string[]> {
  try {
    const entries = await readdir(APP, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(APP.length + 1))
      .map((name) => name.replaceAll('\\', '/'))
  } catch (cause) {
    throw new PressError(APP, 'the app has not been built', {
      remedy: 'Run `npm run build` first.',
      cause,
    })
  }
}
