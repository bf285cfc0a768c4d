import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BUILD_LIST, compareBuild, FOR_DEVELOPERS, parseBuild } from '#bundle/appBuild.ts'
import type { Digest } from '#bundle/article.ts'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import { explain } from '#bundle/explain.ts'
import { openHead } from '#bundle/head.ts'
import type { Head } from '#bundle/release.ts'
import { openRoots, type ReadFile } from '../publication/openPublication.ts'
import { readFromAddress, readFromFolder } from '../publication/readFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

export interface VerifiedApp {
  /** The digest of the build, which the app shows under About. */
  build: Digest
  /** Whether the release beside the app names the build; undefined where it names none, or cannot be read. */
  named: boolean | undefined
  edition: number | undefined
  /** Each fault is a line that begins with the name of the file. */
  faults: string[]
}

/** `longwave verify --app`: compares every file of the app of a site with the list of its build, and asks the release for it. */
export async function verifyApp(where: string, report: Report): Promise<VerifiedApp> {
  const isAddress = /^https?:\/\//i.test(where)
  if (!isAddress && !(await stat(resolve(where)).catch(() => undefined))?.isDirectory()) {
    throw new PressError(where, 'there is no such folder', {
      remedy: 'Name the folder or the address of a site.',
      misuse: true,
    })
  }
  const address = isAddress && !where.endsWith('/') ? `${where}/` : where
  const read = isAddress ? readFromAddress(address) : readFromFolder(resolve(where))
  const list = await read(BUILD_LIST)
  if (!list) {
    throw new PressError(where, `has no ${BUILD_LIST}, which lists the files of the app`, {
      remedy: 'Name a site that `longwave site` of this version or a later one has written.',
    })
  }
  const build = parseBuild(list)
  if (!build) throw new PressError(BUILD_LIST, 'is not a list of the files of the app')
  const readPart = (name: string): Promise<Bytes | undefined> => {
    report.progress(name)
    return read(name)
  }
  const base = isAddress ? new URL(address).pathname : undefined
  const { differing, missing } = await compareBuild(build, readPart, base)
  const digest = await sha256(list)
  const faults = [
    ...differing.map((name) => `${name}: is not the file that ${BUILD_LIST} lists`),
    ...missing.filter((name) => !FOR_DEVELOPERS.test(name)).map((name) => `${name}: is missing`),
  ]
  const head = await openNewest(read, faults)
  const named = head?.app?.includes(digest)
  if (named === false) faults.push(`head.json: edition ${head?.version} does not name this build`)
  return { build: digest, named, edition: head?.version, faults }
}

async function openNewest(read: ReadFile, faults: string[]): Promise<Head | undefined> {
  try {
    const root = await openRoots(read)
    const bytes = await read('head.json')
    if (!bytes) throw new PressError('head.json', 'the file is missing')
    return await openHead(bytes, root)
  } catch (error) {
    if (!(error instanceof PressError || error instanceof BundleError)) throw error
    faults.push(explain(error))
    return undefined
  }
}

/** @returns the lines that the command line prints */
export function reportOf(where: string, { build, named, edition, faults }: VerifiedApp): string[] {
  if (faults.length > 0) {
    return [...faults, `${where}: the app says that it is build ${build}, see above`]
  }
  return [
    named
      ? `${where}: app build ${build}, named by edition ${edition}`
      : `${where}: app build ${build}; edition ${edition} names no build`,
  ]
}
