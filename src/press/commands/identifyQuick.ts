import { join } from 'node:path'
import { readRootFiles } from '../publication/rootFiles.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { createIdentity, ownId } from './createIdentity.ts'

interface QuickOptions {
  /** The title as a part of an id. */
  name: string
  /** The folder that the sources are pressed into. */
  out: string
  key: string | undefined
  report: Report
  /** Refuses a folder that cannot be used: a run that is refused leaves no new key behind. */
  check(id: string): Promise<void>
}

/**
 * The id of a publication that is pressed without a publication file. It stands in the root files beside the published folder;
 * the first run makes these and the keys, because there is no project that `longwave init` could make.
 */
export async function identifyQuick(options: QuickOptions): Promise<string> {
  const { name, out, key, report } = options
  const prefix = name.replace(/^[^A-Za-z0-9]+/, '') || 'reading'
  const rootFolder = `${out}.root`
  const held = (await readRootFiles(rootFolder)) ?? (await readRootFiles(join(out, 'root')))
  const heldId = held?.newest.id
  // Earlier versions had the title alone as the id. A folder with another title is refused later, as another publication.
  if (heldId === prefix || heldId?.startsWith(`${prefix}.`)) return heldId
  const id = ownId(prefix)
  if (held) return id
  if (process.env.LONGWAVE_KEY) {
    throw new PressError('LONGWAVE_KEY', 'is set, but there is no root yet that names this key', {
      remedy: `Press once without it, keep the folder ${rootFolder}, and use the key that this run makes.`,
      misuse: true,
    })
  }
  await options.check(id)
  const identity = await createIdentity({
    id,
    rootFolder,
    keys: { release: key, root: undefined },
    published: [out],
    now: new Date(),
  })
  report.note(`${identity.release}: a new key, which signs your editions. Back it up.`)
  report.note(
    `${identity.root}: a new key, which replaces a lost or stolen one. Take it offline, and delete it here.`,
  )
  report.note(
    `${rootFolder}: says which keys may sign. It is public; keep it beside the published folder.`,
  )
  return id
}
