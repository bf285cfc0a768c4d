import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { decodeBundle, decodeCatalog, decodeFace, faceName } from '#bundle/decodeBundle.ts'
import { sha256 } from '#bundle/digest.ts'
import { openHead, openRoot } from '#bundle/head.ts'
import { decodeProven } from '#bundle/proven.ts'
import { namesFace } from '#bundle/release.ts'
import { planBundles } from '#delivery/plan.ts'
import type { Report } from '../report/Report.ts'
import { verify } from './verify.ts'

/*
 * docs/examples/publication.mjs was written from docs/bundle-format.md alone and imports nothing of this project. It shows
 * that the document is enough to write a publication.
 */
const example = join(import.meta.dirname, '../../../docs/examples/publication.mjs')
const quiet: Report = { progress() {}, note() {}, problem() {} }

let folder: string
/** The output of the example: the fingerprint of the publication. */
let printed: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-document-'))
  printed = (await promisify(execFile)(process.execPath, [example, folder])).stdout
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const read = async (name: string): Promise<Bytes> =>
  Uint8Array.from(await readFile(join(folder, name)))

/** The names of all files of the publication. The file of proven records is none of them. */
async function publicationFiles(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lwp'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

/** Runs `check` while one bit of a file is another. */
async function whileBroken(name: string, check: () => Promise<void>): Promise<void> {
  const whole = await read(name)
  const broken = whole.slice()
  broken[whole.length >> 1]! ^= 1
  await writeFile(join(folder, name), broken)
  try {
    await check()
  } finally {
    await writeFile(join(folder, name), whole)
  }
}

test('a publication that is written from the document alone is verified without a fault', async () => {
  const { faults, release, files } = await verify(folder, quiet)
  expect(faults).toEqual([])
  expect(release?.state.articles).toBe(302)
  expect(files).toBe((await publicationFiles()).length)
})

test('a reader finds in it all that was written, and nothing that it does not know', async () => {
  const head = await openHead(
    await read('head.json'),
    await openRoot(await read('root/1.json'), undefined),
  )
  if (!namesFace(head)) throw new Error('The head names no face.')
  const face = await decodeFace(await read(faceName(head.face.digest)), head.face)
  expect(face.sections.map(({ title }) => title)).toEqual(['The town'])

  const { digest } = head.catalog!
  const catalog = await decodeCatalog(await read(`catalog/${digest}.lwb`), head.catalog!)
  const references = [...head.bundles, ...catalog]
  expect(planBundles(references, 0, head.seq[1], new Set())).toEqual(references)
  const bundles = await Promise.all(
    references.map(async (reference) =>
      decodeBundle(await read(`bundles/${reference.digest}.lwb`), reference),
    ),
  )
  expect(bundles.flatMap(({ skipped }) => skipped)).toEqual([])
  const [late, early] = bundles.map(({ records }) => new Map(records.map((it) => [it.id, it])))
  expect(late!.get('pier')).toMatchObject({ withdrawn: expect.any(String) })
  expect((late!.get('ferry') as ArticleRecord).body).toEqual([
    expect.objectContaining({ type: 'paragraph' }),
    { type: 'heading', level: 2, runs: ['What is new'] },
    expect.objectContaining({ type: 'list', ordered: false }),
    expect.objectContaining({ type: 'quote', cite: 'The harbour master' }),
    {
      type: 'paragraph',
      runs: ['See also ', { type: 'link', url: 'article:storm', runs: ['the storm'] }, '.'],
    },
  ])
  expect((early!.get('storm') as ArticleRecord).body).toMatchObject([{ type: 'figure' }])
})

test('its file of proven records proves one article', async () => {
  const proven = await decodeProven(await read('ferry.lwp'), 'ferry.lwp')
  expect(printed).toBe(`fingerprint ${proven.fingerprint}\n`)
  expect(proven.fingerprint).toBe(await sha256(await read('root/1.json')))
  expect(proven.skipped).toEqual([])
  expect(proven.heads.map(({ records }) => records)).toEqual([
    [expect.objectContaining({ id: 'ferry', headline: 'The ferry sails' })],
  ])
})

test('each of its files is refused when one bit of it is another', async () => {
  const names = await publicationFiles()
  expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(
    new Set(['root', 'head.json', 'bundles', 'catalog', 'face', 'tree', 'images']),
  )
  for (const name of names) {
    await whileBroken(name, async () => {
      expect((await verify(folder, quiet)).faults.join('\n'), name).toContain(name)
    })
  }
  await whileBroken('ferry.lwp', async () => {
    await expect(decodeProven(await read('ferry.lwp'), 'ferry.lwp')).rejects.toMatchObject({
      name: 'BundleError',
    })
  })
})
