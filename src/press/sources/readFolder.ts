import { readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { SourceObject } from '../files/publicationFile.ts'
import { reasonOf } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import { FEED, MARKDOWN, PAGE } from './fileNames.ts'
import {
  asPressError,
  newestFirst,
  type ReadItem,
  type Reading,
  type SourceItem,
} from './reading.ts'
import { readOneFile } from './readOneFile.ts'

export async function* readFolder(
  place: string,
  folder: string,
  reading: Reading,
): AsyncGenerator<SourceItem> {
  const { files, faults } = await filesBelow(folder, reading.source)
  yield* faults
  if (files.length === 0 && faults.length === 0) {
    throw new PressError(place, `there are no ${kindOf(reading.source)} in this folder`, {
      remedy: 'Check the path and the extensions of the files.',
    })
  }
  for (const file of files) {
    const { url } = reading
    const below = relative(folder, file).split(sep).map(encodeURIComponent).join('/')
    const own = url === undefined ? reading : { ...reading, url: new URL(below, url).href }
    try {
      yield* readOneFile(file, folder, own)
    } catch (error) {
      yield { input: file, error: asPressError(file, error) }
    }
  }
}

/**
 * The newest articles of a folder. Its files are sorted by their names, so all of them are read before the newest are
 * known.
 */
export async function* newestOf(
  items: AsyncGenerator<SourceItem>,
  limit: number,
): AsyncGenerator<SourceItem> {
  const found: ReadItem[] = []
  for await (const item of items) {
    if ('draft' in item) found.push(item)
    else yield item
  }
  yield* found.sort((a, b) => newestFirst(a.draft, b.draft)).slice(0, limit)
}

const HIDDEN = /^[._](?!(?:posts|articles)$)|^(?:node_modules|drafts)$/

/** Files that explain a folder and are no articles. */
const ABOUT = /^(?:readme|license|contributing|changelog|code_of_conduct)\./i

function kindOf({ feed, markdown, pages, page }: SourceObject): string {
  if (feed !== undefined) return 'feeds'
  if (markdown !== undefined) return 'Markdown files'
  return pages === undefined && page === undefined ? 'Markdown files or pages' : 'pages'
}

/** The files of a folder that a source may mean, in an order that is the same on every machine. */
async function filesBelow(
  folder: string,
  { feed, markdown, pages, page }: SourceObject,
): Promise<{ files: string[]; faults: SourceItem[] }> {
  const wanted =
    feed !== undefined
      ? [FEED]
      : markdown !== undefined
        ? [MARKDOWN]
        : pages !== undefined || page !== undefined
          ? [PAGE]
          : [MARKDOWN, PAGE]
  const files: string[] = []
  const faults: SourceItem[] = []
  const walk = async (at: string, depth: number): Promise<void> => {
    if (depth > 20) return
    try {
      for (const entry of await readdir(at, { withFileTypes: true })) {
        if (HIDDEN.test(entry.name)) continue
        const path = join(at, entry.name)
        if (entry.isDirectory()) await walk(path, depth + 1)
        else if (
          entry.isFile() &&
          wanted.some((kind) => kind.test(entry.name)) &&
          !ABOUT.test(entry.name)
        ) {
          files.push(path)
        }
      }
    } catch (cause) {
      const error = new PressError(at, `this folder cannot be read (${reasonOf(cause)})`, {
        remedy: 'Check its permissions.',
        cause,
      })
      faults.push({ input: at, error })
    }
  }
  await walk(folder, 0)
  return { files: files.sort((a, b) => (a < b ? -1 : 1)), faults }
}
