import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fetchSource } from '../fetching/fetchSource.ts'
import { isWeb, pathOf, trustIn } from '../fetching/trust.ts'
import { placeOf, type SourceEntry } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import { readDocument } from './readDocument.ts'
import { newestOf, readFolder } from './readFolder.ts'
import { asPressError, type Reading, type SourceContext, type SourceItem } from './reading.ts'
import { readOneFile } from './readOneFile.ts'

/**
 * The articles of one source, in the order of the source, or the newest first where the source has a limit. A fault in one
 * article never ends the rest; a source that cannot be read at all yields one error.
 */
export async function* readSource(
  entry: SourceEntry,
  context: SourceContext,
): AsyncGenerator<SourceItem> {
  const source = typeof entry === 'string' ? {} : entry
  const place = placeOf(entry)
  const reading = {
    ...context,
    source,
    language: source.language ?? context.language,
    trust: await trustIn([entry], context.folder),
    ids: new Map<string, string>(),
  }
  try {
    if (isWeb(place)) {
      yield* readDocument(place, await fetchSource(place, { trust: reading.trust }), reading)
    } else yield* readPath(place, reading)
  } catch (error) {
    yield { input: place, error: asPressError(place, error) }
  }
}

async function* readPath(place: string, reading: Reading): AsyncGenerator<SourceItem> {
  const path = pathOf(place, reading.folder)
  const kind = await stat(path).catch(() => undefined)
  if (!kind) {
    throw new PressError(place, 'there is no such file or folder', {
      remedy: `Paths are relative to ${reading.folder}.`,
      misuse: true,
    })
  }
  if (!kind.isDirectory()) {
    yield* readOneFile(path, dirname(path), reading)
    return
  }
  const items = readFolder(place, path, reading)
  yield* reading.source.limit === undefined ? items : newestOf(items, reading.source.limit)
}
