import { basename, dirname, join, resolve } from 'node:path'
import type { Digest } from '#bundle/article.ts'
import type { Publication } from '../files/publicationFile.ts'
import { readIfThere, writeChanged } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'

/**
 * The newest edition that was pressed of a publication. It is kept with the project, because readers refuse an edition
 * with a lower version than one they have seen: the folder that was published may be lost, or be an old copy.
 */
export interface LastEdition {
  version: number
  /** The newest run of the press that wrote a record. */
  run: number
  /** SHA-256 of root/1.json: the identity of the publication. */
  root: Digest
}

/**
 * The file that says which edition was pressed last: `longwave.state.json` beside publication.json, or `<out>.state.json`
 * where there is no publication file. It is public, and belongs to the project like the sources.
 */
export function lastEditionFile(
  { folder, quick }: Pick<Publication, 'folder' | 'quick'>,
  out: string,
): string {
  return quick ? `${resolve(out)}.state.json` : join(folder, 'longwave.state.json')
}

interface StateFile {
  format: 1
  /** By the id of the publication: several publication files may lie in one folder. */
  publications: Record<string, LastEdition>
}

/** @throws PressError where the file cannot be read */
export async function readLastEdition(path: string, id: string): Promise<LastEdition | undefined> {
  const { publications } = await readState(path)
  return Object.hasOwn(publications, id) ? publications[id] : undefined
}

/** @throws PressError */
export async function writeLastEdition(path: string, id: string, last: LastEdition): Promise<void> {
  const { publications } = await readState(path)
  const entries = Object.entries({ ...publications, [id]: last })
  const sorted = Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
  const state: StateFile = { format: 1, publications: sorted }
  const bytes = new TextEncoder().encode(`${JSON.stringify(state, undefined, 2)}\n`)
  await writeChanged(dirname(path), basename(path), bytes)
}

/** No publication reaches half of the numbers there are. From a higher one, a typing error, its editions would soon end. */
const MOST = 2 ** 52

const isNumber = (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < MOST

async function readState(path: string): Promise<StateFile> {
  const bytes = await readIfThere(dirname(path), basename(path))
  if (!bytes) return { format: 1, publications: {} }
  try {
    const state = JSON.parse(new TextDecoder().decode(bytes)) as StateFile
    if (state.format !== 1) throw new Error('it is of a newer version of longwave')
    const { publications } = state as { publications: unknown }
    if (typeof publications !== 'object' || publications === null) {
      throw new Error('it has another form')
    }
    for (const { version, run, root } of Object.values(state.publications)) {
      const isNumbered = isNumber(version) && version > 0 && isNumber(run)
      if (!isNumbered || !/^[0-9a-f]{64}$/.test(root)) throw new Error('it has another form')
    }
    return state
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'it is not JSON' : (cause as Error).message
    throw new PressError(
      path,
      `says which edition was pressed last, and cannot be read (${reason})`,
      {
        remedy: 'Restore it from your version control or a backup.',
        cause,
      },
    )
  }
}
