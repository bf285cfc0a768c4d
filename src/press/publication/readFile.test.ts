import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LIMITS } from '#bundle/limits.ts'
import { type RunningServer, startServer } from '../server/startServer.ts'
import { readFromAddress, readFromLive } from './readFile.ts'

let folder: string
let host: RunningServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-read-'))
  await mkdir(join(folder, 'audio'))
  await writeFile(join(folder, 'audio/a.mp3'), new Uint8Array(LIMITS.image + 1))
  // A folder without a site or a publication is not served.
  await writeFile(join(folder, 'sw.js'), '')
  await writeFile(join(folder, 'bundle.lwb'), new Uint8Array(LIMITS.image + 1))
  host = await startServer({ folder, port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await host.stop()
  await rm(folder, { recursive: true, force: true })
})

for (const reading of [readFromAddress, readFromLive]) {
  test(`${reading.name}: audio may be longer than an image, and other files may not`, async () => {
    const read = reading(host.address)
    expect(await read('audio/a.mp3')).toHaveLength(LIMITS.image + 1)
    await expect(read('bundle.lwb')).rejects.toThrow(/longer than/)
    expect(await read('head.json')).toBeUndefined()
  })
}
