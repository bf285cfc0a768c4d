import { createHash } from 'node:crypto'
import {
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openRoot } from '#bundle/head.ts'
import { secretKeysIn } from '../files/publishedFolders.ts'
import { createSecretKey } from '../files/secretKeyFile.ts'
import type { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { init } from './init.ts'
import { keygen } from './keygen.ts'
import { type PressFlags, press } from './press.ts'
import { type RotateFlags, rotate } from './rotate.ts'
import { verify } from './verify.ts'

const NOW = new Date('2026-11-23T09:00:00Z')

let all: string
/** A folder for each test; the project is in `paper` below it, and the user's folder for keys in `config`. */
let folder: string
let paper: string
let out: string
let notes: string[]
const report: Report = {
  progress() {},
  note: (text) => notes.push(text),
  problem: (error) => notes.push(error.message),
}

beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-identity-'))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(all, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(all, 'user-'))
  paper = join(folder, 'paper')
  out = join(paper, 'out')
  notes = []
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'))
  vi.stubEnv('LONGWAVE_CACHE', join(folder, 'cache'))
  vi.stubEnv('LONGWAVE_KEY', '')
})

const begin = (flags = {}) => init(paper, flags, NOW)
const pressPaper = (flags: PressFlags = {}) =>
  press([join(paper, 'publication.json')], flags, report)
const rotatePaper = (flags: RotateFlags = {}) =>
  rotate(join(paper, 'publication.json'), flags, NOW, report)

const read = (name: string) => readFile(join(folder, name))
const fields = async () => JSON.parse(String(await read('paper/publication.json')))
const fingerprint = async (root: string) =>
  createHash('sha256')
    .update(await readFile(root))
    .digest('hex')
const rolesOf = async (root: string) =>
  (await openRoot(Uint8Array.from(await readFile(root)), undefined)).roles
const keyFileOf = async (role: string) =>
  join(folder, 'config/longwave/keys', `${(await fields()).id}.${role}.json`)

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return path
}

async function writePublication(changes: object = {}): Promise<void> {
  await write('paper/news/one.md', '# One\n\nText of one.')
  const sections = [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }]
  const file = { id: 'by.hand', title: 'By hand', language: 'en', sections, ...changes }
  await write('paper/publication.json', JSON.stringify(file))
}

/** A project as an earlier version left it: one key beside publication.json, and the root in the published folder alone. */
async function pressedByEarlierVersion(): Promise<void> {
  await writePublication()
  const key = join(paper, 'longwave.key.json')
  await init(paper, { key, rootKey: key }, NOW)
  await pressPaper({ key })
  await rm(join(paper, 'root'), { recursive: true })
  await rm(join(folder, 'config'), { recursive: true, force: true })
  notes = []
}

describe('init', () => {
  test('gives each publication an id, a root and keys of its own, and no key lies in the project', async () => {
    const lines = (await begin()).join('\n')
    const { id, root } = await fields()
    expect(root).toBe(await fingerprint(join(paper, 'root/1.json')))
    expect(await secretKeysIn(paper)).toEqual([])
    const keys = await readdir(join(folder, 'config/longwave/keys'))
    expect(keys.sort()).toEqual([`${id}.release.json`, `${id}.root.json`])
    const roles = await rolesOf(join(paper, 'root/1.json'))
    expect(roles.root.keyids).not.toEqual(roles.release.keyids)
    expect(lines).toMatch(/Root key: .*\.root\.json\n.*offline/)
    await init(join(folder, 'other'), {}, NOW)
    expect(JSON.parse(String(await read('other/publication.json'))).id).not.toBe(id)
  })

  test('makes the id from the domain that is asked for, and no other publication has it', async () => {
    await begin({ domain: 'news.Bücher.example' })
    const { id } = await fields()
    expect(id).toMatch(/^example\.xn--bcher-kva\.news\.[a-z2-7]{10}$/)
    for (const domain of ['', 'news', '-a.example', 'a b.example', 'https://a.example/']) {
      await expect(init(join(folder, 'x'), { domain }, NOW)).rejects.toThrow(/is not a domain/)
    }
  })

  test('tells git what to leave out, and keeps the lines that are there', async () => {
    await write('paper/.gitignore', 'drafts/\n/site/')
    await begin()
    const lines = String(await read('paper/.gitignore')).split('\n')
    expect(lines.slice(0, 2)).toEqual(['drafts/', '/site/'])
    for (const line of ['*.key.json*', '/out/']) expect(lines).toContain(line)
    expect(lines.filter((line) => line === '/site/')).toHaveLength(1)
  })

  test('gives a publication.json that is there its root, and does not change it', async () => {
    await writePublication()
    const before = await read('paper/publication.json')
    const lines = await begin()
    expect(await read('paper/publication.json')).toEqual(before)
    expect(lines.at(-1)).toContain(`"root": "${await fingerprint(join(paper, 'root/1.json'))}"`)
    await pressPaper()
    expect((await verify(out, report)).faults).toEqual([])
    await expect(begin()).rejects.toMatchObject({ misuse: true })
  })

  test('makes no second identity for what has been published', async () => {
    await pressedByEarlierVersion()
    await expect(begin()).rejects.toThrow(/out.root.1\.json: .*another publication/)
    await rm(out, { recursive: true })
    await expect(begin()).rejects.toThrow(/longwave\.key\.json: .*--key/)
    await writePublication({ root: 'a'.repeat(64) })
    await expect(begin()).rejects.toThrow(/is missing.*Restore it/)
    expect(await stat(join(paper, 'root')).catch(() => undefined)).toBeUndefined()
  })

  test('takes no key of another publication with the same id', async () => {
    await writePublication()
    await begin()
    await cp(paper, join(folder, 'copy'), { recursive: true })
    await rm(join(folder, 'copy/root'), { recursive: true })
    await expect(init(join(folder, 'copy'), {}, NOW)).rejects.toThrow(/for the id by\.hand already/)
  })

  test('warns where one key has both roles', async () => {
    const key = join(folder, 'one.key.json')
    expect((await begin({ key, rootKey: key })).join('\n')).toMatch(/One key signs both/)
  })
})

describe('a secret key', () => {
  test.skipIf(process.platform === 'win32')('can be read by its owner alone', async () => {
    await begin()
    expect((await stat(await keyFileOf('release'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, 'config/longwave/keys'))).mode & 0o777).toBe(0o700)
  })

  test('is never written over another file, nor through a link', async () => {
    const taken = await write('taken.json', 'something')
    await expect(createSecretKey(taken)).rejects.toThrow(/never overwritten/)
    expect(String(await read('taken.json'))).toBe('something')
    await symlink(join(folder, 'elsewhere.json'), join(folder, 'link.json'))
    await expect(createSecretKey(join(folder, 'link.json'))).rejects.toThrow(/never overwritten/)
    expect((await readdir(folder)).sort()).toEqual(['link.json', 'taken.json'])
  })

  test('is made in the folder for keys by default', async () => {
    const [path] = (await keygen(undefined)).split('\n')
    expect(dirname(path!)).toBe(join(folder, 'config/longwave/keys'))
  })

  test('is not made below a folder that is published, by whatever way it is named', async () => {
    await write('www/sw.js', '')
    await write('www/deep/down/page.txt', '')
    await write('press/head.json', '{}')
    await symlink(join(folder, 'www/deep'), join(folder, 'innocent'))
    for (const name of ['www/k.json', 'www/a/b/k.json', 'press/k.json', 'innocent/down/k.json']) {
      await expect(keygen(join(folder, name)), name).rejects.toThrow(
        /may not lie in a folder that is published.*elsewhere/,
      )
    }
    expect(await secretKeysIn(folder)).toEqual([])
  })

  test('is made in no published folder by init, wherever the project or the folder for keys lies', async () => {
    await write('www/sw.js', '')
    vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'www/config'))
    await expect(begin()).rejects.toThrow(/may not lie in a folder that is published/)
    vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'config'))
    await symlink(join(folder, 'www'), join(folder, 'linked'))
    for (const key of ['www/k.json', 'linked/k.json', 'paper/out/k.json', 'paper/site/k.json']) {
      await expect(begin({ key: join(folder, key) }), key).rejects.toThrow(/may not lie in/)
      await expect(begin({ rootKey: join(folder, key) }), key).rejects.toThrow(/may not lie in/)
    }
    expect(await secretKeysIn(folder)).toEqual([])
    // A project may lie in a published folder. Its keys do not.
    await init(join(folder, 'www/paper'), {}, NOW)
    expect(await secretKeysIn(join(folder, 'www'))).toEqual([])
  })

  test('is not taken from the folder that is pressed, nor where a link leads there', async () => {
    await begin()
    await mkdir(out)
    await cp(await keyFileOf('release'), join(folder, 'release.json'))
    await cp(await keyFileOf('release'), join(out, 'k.json'))
    await symlink(join(out, 'k.json'), join(folder, 'outside.json'))
    await symlink(folder, join(folder, 'everything'))
    const refused = /may not lie in a folder|a secret key lies in the folder/
    await expect(pressPaper({ key: join(out, 'k.json') })).rejects.toThrow(refused)
    await expect(pressPaper({ key: join(folder, 'outside.json') })).rejects.toThrow(refused)
    await rm(join(out, 'k.json'))
    const inLinked = { key: join(folder, 'release.json'), out: join(folder, 'everything') }
    await expect(pressPaper(inLinked)).rejects.toThrow(refused)
    expect(await readdir(out)).toEqual([])
  })

  test('of any name in the folder that is pressed stops the run', async () => {
    await begin()
    await pressPaper()
    const { version } = (await verify(out, report)).release!
    const key = await keyFileOf('root')
    const put: [string, (to: string) => Promise<void>][] = [
      ['images/cat.webp', (to) => cp(key, to)],
      ['second-name', (to) => link(key, to)],
      ['link.txt', (to) => cp(key, `${to}.old`).then(() => symlink(`${to}.old`, to))],
      ['.env', async (to) => writeFile(to, `LONGWAVE_KEY='${await readFile(key, 'utf8')}'`)],
    ]
    for (const [name, putAt] of put) {
      await mkdir(join(out, 'images'), { recursive: true })
      await putAt(join(out, name))
      await expect(pressPaper(), name).rejects.toThrow(/: a secret key lies in the folder/)
      for (const each of [name, `${name}.old`]) await rm(join(out, each), { force: true })
    }
    expect((await verify(out, report)).release!.version).toBe(version)
  })

  test('comes from --key, LONGWAVE_KEY, publication.json, or the folder for keys', async () => {
    await begin()
    const place = await keyFileOf('release')
    const text = String(await readFile(place))
    await pressPaper()
    await rm(place)
    await expect(pressPaper()).rejects.toThrow(/there is no key for .*--key.*LONGWAVE_KEY/)
    vi.stubEnv('LONGWAVE_KEY', text)
    await pressPaper()
    vi.stubEnv('LONGWAVE_KEY', '')
    const key = await write('elsewhere/k.json', text)
    await pressPaper({ key })
    await write('paper/publication.json', JSON.stringify({ ...(await fields()), key }))
    await pressPaper()
    expect((await verify(out, report)).release!.version).toBe(4)
  })

  test('that cannot be used is not quoted', async () => {
    await begin()
    const secret = JSON.parse(String(await readFile(await keyFileOf('release')))).secret
    const key = { format: 1, type: 'ed25519', public: 'a'.repeat(64) }
    for (const text of [
      `${secret}`,
      `{"secret":"${secret}"`,
      `{"format":1,"secret":"${secret}"}`,
      JSON.stringify([{ ...key, secret }]),
      JSON.stringify({ ...key, secret }),
      JSON.stringify({ ...key, secret: secret.slice(1) }),
      JSON.stringify({ ...key, secret: `${secret}00` }),
      JSON.stringify({ ...key, secret: { [secret]: secret } }),
      JSON.stringify({ ...key, type: secret, secret: 5 }),
      JSON.stringify({ ...key, secret, format: 2 }),
    ]) {
      vi.stubEnv('LONGWAVE_KEY', text)
      const error = (await pressPaper().catch((error) => error)) as PressError
      expect(error.message).toMatch(/^LONGWAVE_KEY: the key cannot be used/)
      expect(`${error.message} ${error.cause}`).not.toContain(secret.slice(0, 6))
    }
  })

  test('beside publication.json goes on working, with a note that says where to move it', async () => {
    await pressedByEarlierVersion()
    await pressPaper()
    expect(notes.join('\n')).toContain(
      `longwave.key.json: the secret key lies where it is easily published with other files. Move it to ${await keyFileOf('release')}`,
    )
    await mkdir(dirname(await keyFileOf('release')), { recursive: true })
    await cp(join(paper, 'longwave.key.json'), await keyFileOf('release'))
    await rm(join(paper, 'longwave.key.json'))
    notes = []
    await pressPaper()
    expect(notes).toEqual([])
  })
})

describe('the root of a publication', () => {
  test('stays the same when the published folder is lost', async () => {
    await begin()
    await pressPaper()
    const before = await fingerprint(join(out, 'root/1.json'))
    await rm(out, { recursive: true })
    await pressPaper()
    expect(await fingerprint(join(out, 'root/1.json'))).toBe(before)
    expect((await verify(out, report)).faults).toEqual([])
  })

  test('is never made by the press', async () => {
    await begin()
    await rm(join(paper, 'root'), { recursive: true })
    await expect(pressPaper()).rejects.toThrow(/root.1\.json: .* missing.*restore.*longwave init/)
    expect(await stat(out).catch(() => undefined)).toBeUndefined()
  })

  test('must be the one that publication.json names', async () => {
    await begin()
    await rm(join(paper, 'root'), { recursive: true })
    await write('paper/publication.json', JSON.stringify({ ...(await fields()), root: undefined }))
    await init(
      paper,
      { key: await keyFileOf('release'), rootKey: await keyFileOf('root') },
      new Date(),
    )
    const { id, ...rest } = await fields()
    await write('paper/publication.json', JSON.stringify({ id, root: 'b'.repeat(64), ...rest }))
    await expect(pressPaper()).rejects.toThrow(/not the root that publication\.json names.*Restore/)
    await write('paper/publication.json', JSON.stringify({ ...rest, id: 'another.id' }))
    const key = await write(
      'k.json',
      String(await readFile(join(folder, 'config/longwave/keys', `${id}.release.json`))),
    )
    await expect(pressPaper({ key })).rejects.toThrow(/holds another publication/)
  })

  test('must name the key at hand', async () => {
    await begin()
    const key = join(folder, 'stranger.json')
    await createSecretKey(key)
    await expect(pressPaper({ key })).rejects.toThrow(/signed with another key.*--key.*rotate/)
    expect(await stat(out).catch(() => undefined)).toBeUndefined()
  })

  test('is not mixed with that of another publication of the same id and key', async () => {
    await begin()
    await pressPaper()
    await rm(join(paper, 'root'), { recursive: true })
    const { root: _, ...rest } = await fields()
    await write('paper/publication.json', JSON.stringify(rest))
    const keys = { key: await keyFileOf('release'), rootKey: await keyFileOf('root') }
    await init(paper, keys, new Date('2026-11-24T09:00:00Z'))
    const before = await readdir(out, { recursive: true })
    await expect(pressPaper()).rejects.toThrow(/root.1\.json: differs from .*impostor/)
    expect(await readdir(out, { recursive: true })).toEqual(before)
  })

  test('is written anew where the published file is damaged or gone', async () => {
    await begin()
    await pressPaper()
    const good = await read('paper/out/root/1.json')
    for (const damage of [good.subarray(0, 100), good.map((byte, at) => (at === 90 ? 0 : byte))]) {
      await writeFile(join(out, 'root/1.json'), damage)
      await pressPaper()
      expect(await read('paper/out/root/1.json')).toEqual(good)
    }
    await rm(join(out, 'root'), { recursive: true })
    await pressPaper()
    expect((await verify(out, report)).faults).toEqual([])
  })

  test('is taken over once from a folder that an earlier version pressed', async () => {
    await pressedByEarlierVersion()
    const published = await read('paper/out/root/1.json')
    await pressPaper()
    expect(await read('paper/root/1.json')).toEqual(published)
    expect(notes.join('\n')).toContain('taken over from')
    expect(notes.join('\n')).toContain(`"root": "${await fingerprint(join(out, 'root/1.json'))}"`)
    notes = []
    await pressPaper()
    expect(notes.join('\n')).not.toContain('taken over')
    expect((await verify(out, report)).release!.version).toBe(3)
  })

  test('is not taken over where publication.json names another, or the key is another', async () => {
    await pressedByEarlierVersion()
    await writePublication({ root: 'c'.repeat(64) })
    await expect(pressPaper()).rejects.toThrow(/not the root that publication\.json names/)
    await writePublication()
    const key = join(folder, 'stranger.json')
    await createSecretKey(key)
    await expect(pressPaper({ key })).rejects.toThrow(/signed with another key/)
    expect(await stat(join(paper, 'root')).catch(() => undefined)).toBeUndefined()
  })
})

describe('without a publication file', () => {
  const quick = (to = 'reading') =>
    press([join(folder, 'notes')], { title: 'My Reading', out: join(folder, to) }, report)
  beforeEach(() => write('notes/a.md', '# A note\n\nText.'))

  test('the root lies beside the published folder and keeps its identity', async () => {
    const { root } = await quick()
    expect(root.id).toMatch(/^My-Reading\.[a-z2-7]{10}$/)
    expect(notes.join('\n')).toMatch(/release\.json: a new key.*[\s\S]*root\.json: .*offline/)
    const before = await fingerprint(join(folder, 'reading/root/1.json'))
    await rm(join(folder, 'reading'), { recursive: true })
    expect((await quick()).root).toEqual(root)
    expect(await fingerprint(join(folder, 'reading/root/1.json'))).toBe(before)
    expect((await quick('second')).root.id).not.toBe(root.id)
  })

  test('a folder that an earlier version pressed is pressed on', async () => {
    await quick()
    await cp(join(folder, 'reading.root'), join(folder, 'kept'), { recursive: true })
    await rm(join(folder, 'reading.root'), { recursive: true })
    const { release } = await quick()
    expect(release.version).toBe(2)
    expect(await read('reading.root/1.json')).toEqual(await read('kept/1.json'))
  })
})

describe('rotate', () => {
  test('asks for the root key that has been taken offline', async () => {
    await begin()
    await pressPaper()
    const { keyids } = (await rolesOf(join(paper, 'root/1.json'))).root
    await rm(await keyFileOf('root'))
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await expect(rotatePaper({ release })).rejects.toThrow(
      new RegExp(`--sign: is missing: the root key is not on this machine.*${keyids[0]}`),
    )
  })

  test('replaces the release key in the project and in what is published', async () => {
    await begin()
    await pressPaper()
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await rotatePaper({ release })
    expect(notes.join('\n')).toContain(`press with --key ${release}`)
    expect(await read('paper/root/2.json')).toEqual(await read('paper/out/root/2.json'))
    expect((await verify(out, report)).faults).toEqual([])
    await expect(pressPaper()).rejects.toThrow(/signed with another key/)
    await pressPaper({ key: release })
    expect((await verify(out, report)).release!.version).toBe(3)
  })

  test('works where nothing is published here, and the next press brings it to readers', async () => {
    await begin()
    await pressPaper()
    const copy = join(folder, 'elsewhere')
    await cp(out, copy, { recursive: true })
    await rm(out, { recursive: true })
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await rotatePaper({ release })
    await pressPaper({ key: release, out: copy })
    const { faults, release: edition } = await verify(copy, report)
    expect({ faults, root: edition!.root }).toEqual({ faults: [], root: 2 })
  })

  test('that was killed after the project was written is finished by the same command or by a press', async () => {
    await begin()
    await pressPaper()
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    const before = join(folder, 'before')
    const state = join(paper, 'longwave.state.json')
    await cp(out, before, { recursive: true })
    await cp(state, join(folder, 'state'))
    const killed = async () => {
      await rm(out, { recursive: true })
      await cp(before, out, { recursive: true })
      await cp(join(folder, 'state'), state)
    }
    await rotatePaper({ release })
    await killed()
    expect(await rotatePaper({ release })).toMatch(/^root 2, signed anew/)
    expect((await verify(out, report)).release!.root).toBe(2)
    await killed()
    await pressPaper({ key: release })
    expect((await verify(out, report)).release!.root).toBe(2)
    expect(await readdir(join(paper, 'root'))).toEqual(['1.json', '2.json'])
  })

  test('counts as an edition, also where the folder is lost after it', async () => {
    await begin()
    await pressPaper()
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await rotatePaper({ release })
    await rm(out, { recursive: true })
    expect((await pressPaper({ key: release })).release.version).toBe(3)
  })

  test('in a copy of the project that is older than what was published is refused', async () => {
    await begin()
    await pressPaper()
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await rotatePaper({ release })
    await rm(join(paper, 'root/2.json'))
    await expect(pressPaper()).rejects.toThrow(/2\.json: is missing, but was published.*Copy/)
    await expect(rotatePaper({ release })).rejects.toThrow(/2\.json: is not a root of this project/)
  })

  test('warns where the loss of one key would be the end, and takes no key from the published folder', async () => {
    await begin()
    await pressPaper()
    notes = []
    const keys = ['a.json', 'b.json', 'c.json'].map((name) => join(folder, name))
    for (const key of keys) await createSecretKey(key)
    await rotatePaper({ root: keys, threshold: '2' })
    expect(notes).toEqual([])
    await rotatePaper({ sign: keys, root: keys.slice(0, 2), threshold: '2' })
    expect(notes.join('\n')).toMatch(/All 2 root keys are needed, so the loss of one/)
    await cp(keys[0]!, join(out, 'a.json'))
    await expect(rotatePaper({ sign: [join(out, 'a.json'), keys[1]!] })).rejects.toThrow(
      /may not lie in a folder that is published/,
    )
  })

  test('writes nothing through a link in the published folder', async () => {
    await begin()
    await pressPaper()
    await cp(join(out, 'root'), join(folder, 'mine'), { recursive: true })
    await rm(join(out, 'root'), { recursive: true })
    await symlink(join(folder, 'mine'), join(out, 'root'))
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await expect(rotatePaper({ release })).rejects.toThrow(/root: is a link that leads to .*mine/)
    expect(await readdir(join(folder, 'mine'))).toEqual(['1.json'])
    expect(await readdir(join(paper, 'root'))).toEqual(['1.json'])
  })

  test('warns where each of three keys is needed, and where the release key is a root key too', async () => {
    await begin()
    const keys = ['a.json', 'b.json', 'c.json'].map((name) => join(folder, name))
    for (const key of keys) await createSecretKey(key)
    const [first] = keys as [string]
    await expect(rotatePaper({ root: [first, first], threshold: '2' })).rejects.toThrow(
      /not signed by enough/,
    )
    await rotatePaper({ root: keys, threshold: '3' })
    expect(notes.join('\n')).toMatch(/All 3 root keys are needed, so the loss of one/)
    notes = []
    await rotatePaper({ sign: keys, root: [first, await keyFileOf('release')], threshold: '1' })
    expect(notes.join('\n')).toMatch(/One key signs both/)
  })

  test('goes on from what an earlier version pressed', async () => {
    await pressedByEarlierVersion()
    const release = join(folder, 'new.json')
    await createSecretKey(release)
    await rotate(out, { release }, NOW, report)
    expect(await readdir(join(paper, 'root'))).toEqual(['1.json', '2.json'])
    await pressPaper({ key: release })
    expect((await verify(out, report)).faults).toEqual([])
  })
})
