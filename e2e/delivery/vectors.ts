import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Vector } from '#bundle/vectors/runVector.ts'
import { ROOT } from '../support/folders.ts'
import type { Evaluating } from '../support/library.ts'
import type { MemoryHost } from '../support/memoryHost.ts'

/** Puts the golden vectors on the host of a device's page. @returns all of them */
export function serveVectors(home: MemoryHost): Vector[] {
  const folder = join(ROOT, 'src/bundle/vectors')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.ts') || !extname(name)) continue
    home.own.set(`vectors/${name}`, {
      type: 'application/octet-stream',
      body: readFileSync(join(folder, name)),
    })
  }
  const { vectors } = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8'))
  return vectors
}

/** @returns names of the vectors that the browser judges otherwise than they declare, each with its verdict */
export const misjudgedVectors = (page: Evaluating): Promise<string[]> =>
  page.evaluate((base) => window.longwave.vectors(new URL(base, location.href).href), 'vectors/')
