// Runs command lines of a built press for tests, one after the other, as the parent process asks for them. Node and the
// press are loaded once instead of a thousand times, which is most of the time that a small publication takes. The
// argument is the address of the built src/press/cli.ts.
import { fixClock } from './fixedClock.mjs'

const { run } = await import(process.argv[2] ?? '')

process.on('message', async ({ id, args, instant, folder }) => {
  let printed = ''
  let complained = ''
  process.stdout.write = (text) => {
    printed += text
    return true
  }
  process.stderr.write = (text) => {
    complained += text
    return true
  }
  process.exitCode = undefined
  if (folder !== undefined) process.chdir(folder)
  fixClock(instant)
  await run(args)
  fixClock(undefined)
  process.send?.({ id, status: process.exitCode ?? 0, printed, complained })
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
