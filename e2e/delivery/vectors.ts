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

/** The device and its network in words that only a URL parser understands. */
const PRIVATE = [
  'https://①②⑦.0.0.1/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  'https://ⓛocalhost/',
  'https://localhost../',
  'https://0/',
  'https://017700000001/',
  'https://0xc0a80001/',
  'https://[::ffff:192.168.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[::7f]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[2002:7f00:1::]/',
  'https:\\\\10.0.0.1\\',
  'https:127.0.0.1/',
]
export const PUBLIC = [
  'https://mirror.example/',
  'https://[2606:4700::1111]/',
  'https://خبر.example/',
]

/** @returns the addresses, of the private and the public ones, that a browser would ask as mirrors */
export const askedMirrors = (page: Evaluating): Promise<string[]> =>
  page.evaluate((mirrors) => window.longwave.asked(mirrors), [...PRIVATE, ...PUBLIC])
