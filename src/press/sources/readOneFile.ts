import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { articleId } from '../article/articleId.ts'
import type { Draft } from '../article/draft.ts'
import { isWeb } from '../fetching/trust.ts'
import { reasonOf } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import { MARKDOWN } from './fileNames.ts'
import { readMarkdown } from './markdown/readMarkdown.ts'
import { readDocument } from './readDocument.ts'
import type { ReadItem, Reading, SourceItem } from './reading.ts'

/** @param root the folder of the source: ids come from the path below it */
export async function* readOneFile(
  path: string,
  root: string,
  reading: Reading,
): AsyncGenerator<SourceItem> {
  if (MARKDOWN.test(path)) {
    const { language, ids } = reading
    const faults: PressError[] = []
    const tell = (fault: PressError) => faults.push(fault)
    const draft = await readMarkdown(path, { root, language, ids, tell })
    if (draft) yield faults.length > 0 ? { input: path, draft, faults } : { input: path, draft }
    return
  }
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
    if (path.endsWith('.gz')) bytes = gunzipSync(bytes, { maxOutputLength: 64 * 1024 * 1024 })
  } catch (cause) {
    throw new PressError(path, `cannot be read (${reasonOf(cause)})`, {
      remedy: 'Check the file.',
      cause,
    })
  }
  const url = reading.url ?? pathToFileURL(path).href
  for await (const item of readDocument(path, { url, bytes }, reading)) {
    yield 'draft' in item && reading.url === undefined
      ? { ...item, draft: fromFile(item, path, root) }
      : item
  }
}

/**
 * Removes the address of a file from a draft. It means nothing on another machine, neither as a link nor in an id,
 * which has to be the same wherever the publication is pressed.
 */
function fromFile({ draft, feed }: ReadItem, path: string, root: string): Draft {
  const { url, ...rest } = draft
  if (url === undefined ? feed : isWeb(url)) return draft
  const target = url === undefined ? path : pathIn(url)
  const below = relative(root, target)
  const name = below.startsWith('..') ? target : below
  const plain = name.replace(/\.(?:x?html?|php|aspx?)(?:\.gz)?$/i, '')
  return { ...rest, id: articleId(plain.split(sep).join('-')) }
}

function pathIn(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    // The address has a host, or a path of another operating system.
    return new URL(url).pathname
  }
}
