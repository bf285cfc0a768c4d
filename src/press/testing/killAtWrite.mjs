// Ends the process by SIGKILL (power cut, out of memory) right before one of its writes into a folder, so that a test
// decides where it dies, and not the speed of the machine. Loaded by `node --import` with LONGWAVE_WATCHED: the folder,
// and LONGWAVE_KILL_AT: the number of the write, from 0. Each write is reported to the parent.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { relative } from 'node:path'

const watched = process.env.LONGWAVE_WATCHED ?? ''
const last = Number(process.env.LONGWAVE_KILL_AT)
let writes = 0

/** @param {'open' | 'rename' | 'rm'} name */
function watch(name) {
  const write = /** @type {(...args: unknown[]) => Promise<unknown>} */ (fs.promises[name])
  const watching = (/** @type {unknown[]} */ ...args) => {
    // A file is renamed into its place, so the report names the target of the rename.
    const path = relative(watched, String(args[name === 'rename' ? 1 : 0]))
    if (!path.startsWith('..')) {
      if (writes === last) process.kill(process.pid, 'SIGKILL')
      writes += 1
      process.send?.(`${name} ${path}`)
    }
    return write(...args)
  }
  Object.assign(fs.promises, { [name]: watching })
}

watch('open')
watch('rename')
watch('rm')
syncBuiltinESMExports()
// The reports must not keep the process from ending by itself.
process.channel?.unref()
