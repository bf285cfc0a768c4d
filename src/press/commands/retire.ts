import { copyFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PressError } from '../report/PressError.ts'
import { APP } from '../site/appFiles.ts'

/** `longwave retire`: a worker that takes itself away stands where the app's own one stood. @returns its path */
export async function retire(folder: string): Promise<string> {
  const worker = join(folder, 'sw.js')
  const isThere = await stat(worker).then(
    (it) => it.isFile(),
    () => false,
  )
  if (!isThere) {
    throw new PressError(folder, 'is no site: it has no sw.js', {
      remedy: 'Give the folder that `longwave site` has made.',
    })
  }
  await copyFile(join(APP, 'sw-retired.js'), worker)
  return worker
}
