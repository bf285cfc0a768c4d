import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isHostFile } from '../files/hostFiles.ts'
import { FILE_LIST, OwnFiles, UNFINISHED_FOLDER } from '../files/ownFiles.ts'
import { readIfThere } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { DIGEST_FOLDERS } from './namedFiles.ts'

/**
 * Opens the folder that an edition goes into, without changing anything in it.
 * @returns what the press has written there, and whether a list of it was found. A folder that has head and root and no list
 *   was pressed by a version without lists, and may be taken over (takeOver.ts).
 * @throws PressError where the folder holds files and is no publication
 */
export async function openFolder(
  out: string,
  id: string,
  report: Pick<Report, 'note'>,
): Promise<{ own: OwnFiles; isListed: boolean }> {
  const opened = await OwnFiles.read(out, id, report)
  for (const part of ['root', UNFINISHED_FOLDER, ...DIGEST_FOLDERS]) {
    await opened.own.checkInside(`${part}/any`)
  }
  if (opened.isListed || (await isPressed(out))) return opened
  const strange = await strangeEntries(out)
  if (strange.length === 0) return opened
  const some = strange.slice(0, 3).join(', ')
  const more = strange.length > 3 ? ` and ${strange.length - 3} more` : ''
  throw new PressError(
    out,
    `this folder holds files that the press did not write (${some}${more})`,
    {
      remedy: 'Choose another folder with --out: an empty one, or the one that was pressed before.',
      misuse: true,
    },
  )
}

async function isPressed(out: string): Promise<boolean> {
  for (const name of ['head.json', 'root/1.json']) {
    if (!(await readIfThere(out, name).catch(() => undefined))) return false
  }
  return true
}

/** Entries at the top of the folder that neither a host put there nor are empty folders. */
async function strangeEntries(out: string): Promise<string[]> {
  const strange: string[] = []
  for (const entry of await entriesOf(out)) {
    if (isHostFile(entry.name) || isUnfinished(entry.name)) continue
    if (entry.isDirectory() && (await isEmpty(join(out, entry.name)))) continue
    strange.push(entry.isDirectory() ? `${entry.name}/` : entry.name)
  }
  return strange.sort()
}

/** Whether a run that was killed before it wrote its list has left this entry. */
function isUnfinished(name: string): boolean {
  return name === UNFINISHED_FOLDER || (name.startsWith(FILE_LIST) && name.endsWith('.tmp'))
}

async function isEmpty(folder: string): Promise<boolean> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory() || !(await isEmpty(join(folder, entry.name)))) return false
  }
  return true
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new PressError(folder, `cannot be used as a folder (${code})`, {
      remedy: 'Choose another folder with --out, or check its permissions.',
      cause,
    })
  }
}
