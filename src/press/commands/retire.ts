import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeChanged } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import { APP } from '../site/appFiles.ts'

/** The caches of the app have this in their names, and so has every worker of it, the retired one too. */
const MARK = 'longwave-'

/**
 * `longwave retire`: replaces the service worker of the app by one that unregisters itself, and writes nothing else. The
 * worker of another program is left alone.
 * @returns the path of the worker
 */
export async function retire(folder: string): Promise<string> {
  const path = join(folder, 'sw.js')
  const isWorker = await lstat(path).then(
    (it) => it.isFile(),
    () => false,
  )
  if (!isWorker) {
    throw new PressError(folder, 'is not a site: it has no sw.js', {
      remedy: 'Name the folder that `longwave site` has written.',
    })
  }
  if (!(await readFile(path, 'utf8')).includes(MARK)) {
    throw new PressError(path, 'is not the service worker of Longwave', {
      remedy:
        'Name the folder that `longwave site` has written. If a stranger has replaced the file, run `longwave site` first.',
    })
  }
  await writeChanged(folder, 'sw.js', await readFile(join(APP, 'sw-retired.js')))
  return path
}
