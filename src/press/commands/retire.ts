import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PressError } from '../report/PressError.ts'
import { APP } from '../site/appFiles.ts'

/**
 * `longwave retire`: replaces the service worker of the app by one that unregisters itself.
 * @returns the path of the worker
 */
export async function retire(folder: string): Promise<string> {
  const worker = join(folder, 'sw.js')
  const isThere = await stat(worker).then(
    (it) => it.isFile(),
    () => false,
  )
  if (!isThere) {
    throw new PressError(folder, 'is not a site: it has no sw.js', {
      remedy: 'Name the folder that `longwave site` has written.',
    })
  }
  await copyFile(join(APP, 'sw-retired.js'), worker)
  return worker
}
