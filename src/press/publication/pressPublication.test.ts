import { createHash } from 'node:crypto'
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ArticleRecord, isWithdrawal } from '#bundle/article.ts'
import { verify } from '../commands/verify.ts'
import { type PublicationFile, readPublicationFile } from '../files/publicationFile.ts'
import { createSecretKey, type PublisherKey, readSecretKey } from '../files/secretKeyFile.ts'
import type { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { createRoot } from './createRoot.ts'
import { openPublication, readRecords } from './openPublication.ts'
import { pressPublication } from './pressPublication.ts'
import { readFromFolder } from './readFile.ts'
import { writeRootFiles } from './rootFiles.ts'

let all: string
let key: PublisherKey
let picture: Buffer
const cacheBefore = process.env.LONGWAVE_CACHE

beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-press-'))
  key = await createSecretKey(join(all, 'one.key.json'))
  picture = await sharp({
    create: { width: 640, height: 480, channels: 3, background: '#357' },
  })
    .jpeg()
    .toBuffer()
})
afterAll(async () => {
  if (cacheBefore === undefined) delete process.env.LONGWAVE_CACHE
  else process.env.LONGWAVE_CACHE = cacheBefore
  await rm(all, { recursive: true, force: true })
})

let folder: string
let out: string
beforeEach(async () => {
  folder = await mkdtemp(join(all, 'p-'))
  out = join(folder, 'out')
  process.env.LONGWAVE_CACHE = join(folder, 'cache')
  await writePublication()
  await write('news/one.md', article('One', '2026-11-01', '![A boat](../boat.jpg "Out | Cy")'))
  await write('news/two.md', article('Two', '2026-11-02'))
  await write('blog/three.md', article('Three', '2026-11-03'))
  await write('boat.jpg', picture)
})

const LONG =
  'The ferry came back this morning after three weeks in the yard, with new engines, a fresh coat of paint and the old captain at the wheel.'

const article = (title: string, date: string, more = '') =>
  `---\ntitle: ${title}\ndate: ${date}\n---\nThe text of ${title}, in a sentence.\n\n${more}\n`

const rss = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>Wire</title>${titles
    .map(
      (title) =>
        `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description>${'All of it. '.repeat(200)}</description></item>`,
    )
    .join('')}</channel></rss>`

async function write(name: string, content: string | Uint8Array, at = folder): Promise<void> {
  await mkdir(dirname(join(at, name)), { recursive: true })
  await writeFile(join(at, name), content)
}

async function writePublication(
  changes: Partial<PublicationFile> = {},
  at = folder,
): Promise<void> {
  const file: PublicationFile = {
    id: 'org.example.news',
    title: 'The Example',
    language: 'en',
    sections: [
      { id: 'news', title: 'News', sources: [{ markdown: 'news' }] },
      { id: 'blog', title: 'Blog', kind: 'blog', sources: [{ markdown: 'blog' }] },
    ],
    ...changes,
  }
  await write('publication.json', JSON.stringify(file), at)
  // The root is made once, as `longwave init` does.
  if (await stat(join(at, 'root/1.json')).catch(() => undefined)) return
  const root = await createRoot(file.id, { release: key, root: key }, new Date('2026-11-01'))
  await writeRootFiles(join(at, 'root'), [root])
}

const quiet: Report = { progress() {}, note() {}, problem() {} }
let minute = 0

async function press(options: { at?: string; now?: Date; key?: PublisherKey } = {}) {
  const at = options.at ?? folder
  const problems: PressError[] = []
  minute += 1
  const pressed = await pressPublication({
    publication: await readPublicationFile(join(at, 'publication.json')),
    out: join(at, 'out'),
    key: options.key ?? key,
    now: options.now ?? new Date(Date.UTC(2026, 10, 23, 8, minute)),
    report: { ...quiet, problem: (problem) => problems.push(problem) },
  })
  const { added, changed, withdrawn } = pressed
  return { ...pressed, counts: { added, changed, withdrawn }, told: problems.map(String) }
}

/** Every file below the folder with its name, the digest of its bytes and its time of writing. */
async function filesOf(root = out): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const digest = createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
    files[path.slice(root.length + 1)] = `${digest} ${(await stat(path)).mtimeMs}`
  }
  return files
}

const digestsOf = async (root: string) =>
  Object.fromEntries(
    Object.entries(await filesOf(root)).map(([name, value]) => [name, value.split(' ')[0]]),
  )

function changedBetween(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => before[name] !== after[name]).sort()
}

const faultsOf = async (where = out) => (await verify(where, quiet)).faults

describe('a run', () => {
  test('makes a publication that verifies', async () => {
    const { counts, release, told } = await press()
    expect(told).toEqual([])
    expect(counts).toEqual({ added: 3, changed: 0, withdrawn: 0 })
    expect(release).toMatchObject({ version: 1, seq: [1, 1], state: { articles: 3 } })
    expect(release.front).toEqual(['three', 'two', 'one'])
    expect(await faultsOf()).toEqual([])
  })

  test('of many articles has all parts of its whole in one place, however many there are', async () => {
    // Code is kept as it is, so it is read much faster than prose of the same length.
    const code = `\`\`\`\n${'it is as long as a long article may be\n'.repeat(1200)}\`\`\``
    for (let index = 0; index < 70; index++) {
      await write(`news/long-${index}.md`, article(`Long ${index}`, '2026-11-04', code))
    }
    await press()
    await write('news/late.md', article('Late', '2026-11-05'))
    const { release } = await press()
    const opened = (await openPublication(readFromFolder(out)))!
    const partsIn = (bundles: { seq: [number, number] }[]) =>
      bundles.filter(({ seq }) => seq.join() === '1,1').length
    expect(partsIn(opened.bundles)).toBeGreaterThan(12)
    expect([0, partsIn(opened.bundles)]).toContain(partsIn(release.bundles))
    expect(release.bundles.map(({ seq }) => seq)).toContainEqual([2, 2])
    expect(await faultsOf()).toEqual([])
  })

  test('takes away what a killed run has not finished, and nothing of others', async () => {
    await press()
    const unfinished = [
      'head.json.0123456789ab.tmp',
      'root/2.json.0123456789ab.tmp',
      `images/${'a'.repeat(64)}.webp.0123456789ab.tmp`,
    ]
    for (const name of unfinished) await write(`out/${name}`, 'cut sh')
    await write('out/images/mine.tmp', 'kept')
    await press()
    const names = Object.keys(await filesOf())
    expect(names.filter((name) => name.endsWith('.tmp'))).toEqual(['images/mine.tmp'])
  })

  test('with nothing new writes nothing but a fresh head', async () => {
    await press()
    const before = await filesOf()
    const { counts, release } = await press()
    expect(counts).toEqual({ added: 0, changed: 0, withdrawn: 0 })
    expect(release).toMatchObject({ version: 2, seq: [1, 1] })
    expect(changedBetween(before, await filesOf())).toEqual(['head.json'])
    expect(await faultsOf()).toEqual([])
  })

  test('writes what changed, and leaves every other file alone', async () => {
    await press()
    const before = await filesOf()
    await write('news/two.md', article('Two', '2026-11-02', 'And a word more.'))
    const { counts, release } = await press()
    expect(counts).toEqual({ added: 0, changed: 1, withdrawn: 0 })
    const changed = changedBetween(before, await filesOf())
    expect(changed.filter((name) => !/^(?:bundles|tree)\//.test(name))).toEqual([
      'feed.json',
      'feed.xml',
      'head.json',
      'longwave-files.json',
    ])
    expect(changed.filter((name) => name.startsWith('tree/'))).toHaveLength(1)
    expect(changed.filter((name) => name.startsWith('bundles/'))).toHaveLength(1)
    expect(release.bundles[0]).toMatchObject({ seq: [2, 2], articles: 1 })
    expect(await faultsOf()).toEqual([])
  })

  test('is the same bytes for the same input, anywhere', async () => {
    const other = await mkdtemp(join(all, 'other-'))
    await writePublication({}, other)
    for (const name of ['news/one.md', 'news/two.md', 'blog/three.md', 'boat.jpg']) {
      await write(name, await readFile(join(folder, name)), other)
    }
    const now = new Date('2026-11-23T10:00:00Z')
    await press({ now })
    process.env.LONGWAVE_CACHE = join(other, 'cache')
    await press({ at: other, now })
    expect(await digestsOf(join(other, 'out'))).toEqual(await digestsOf(out))
  })

  test('keeps the day an article without a date was first pressed', async () => {
    await write('news/four.md', '# Four\n\nIt has no date.')
    const first = await press({ now: new Date('2026-11-20T08:00:00Z') })
    const second = await press({ now: new Date('2026-11-25T08:00:00Z') })
    expect(second.counts.changed).toBe(0)
    expect(first.articles.find(({ id }) => id === 'four')?.published).toBe('2026-11-20T08:00:00Z')
  })

  test('that yields nothing at all is refused and writes nothing', async () => {
    await rm(join(folder, 'news'), { recursive: true })
    await rm(join(folder, 'blog'), { recursive: true })
    await expect(press()).rejects.toThrow(/none of the sources yields an article/)
    expect(await stat(out).catch(() => undefined)).toBeUndefined()
  })
})

describe('an article that is gone', () => {
  const liveIds = async () => {
    const read = readFromFolder(out)
    const opened = (await openPublication(read))!
    const records = [...(await readRecords(opened, read)).values()]
    return {
      live: records
        .filter((record) => !isWithdrawal(record))
        .map(({ id }) => id)
        .sort(),
      withdrawn: records.filter(isWithdrawal).map(({ id }) => id),
    }
  }

  test('from a folder is withdrawn, and its picture goes a run later', async () => {
    const { release } = await press()
    expect(release.front).toContain('one')
    await rm(join(folder, 'news/one.md'))
    const { counts } = await press()
    expect(counts).toEqual({ added: 0, changed: 0, withdrawn: 1 })
    expect(await liveIds()).toEqual({ live: ['three', 'two'], withdrawn: ['one'] })
    // Readers in the middle of a sync may still hold the release before.
    expect(await readdir(join(out, 'images'))).not.toEqual([])
    await press()
    expect(await readdir(join(out, 'images'))).toEqual([])
    expect(await faultsOf()).toEqual([])
  })

  test('comes back when it comes back', async () => {
    await press()
    await rm(join(folder, 'news/two.md'))
    await press()
    await write('news/two.md', article('Two', '2026-11-02'))
    expect((await press()).counts).toEqual({ added: 1, changed: 0, withdrawn: 0 })
    expect((await liveIds()).live).toContain('two')
  })

  test('from a feed stays: feeds forget', async () => {
    await writePublication({
      sections: [{ id: 'wire', title: 'Wire', sources: [{ feed: 'wire.xml' }] }],
    })
    await write('wire.xml', rss('First', 'Second'))
    await press()
    await write('wire.xml', rss('Second', 'Third'))
    expect((await press()).counts).toEqual({ added: 1, changed: 0, withdrawn: 0 })
    expect((await liveIds()).live).toEqual(['First', 'Second', 'Third'])
  })

  test('from a feed that is empty for a while stays too', async () => {
    await writePublication({
      sections: [{ id: 'wire', title: 'Wire', sources: [{ feed: 'wire.xml' }] }],
    })
    await write('wire.xml', rss('First', 'Second'))
    await press()
    await write('wire.xml', rss())
    expect((await press()).counts).toEqual({ added: 0, changed: 0, withdrawn: 0 })
  })

  test('from a section in which something cannot be read stays too', async () => {
    await write('blog/four.md', article('Four', '2026-11-04'))
    await press()
    await rm(join(folder, 'news/one.md'))
    await write('news/two.md', '---\ntitle: a: b: c\n---\nBroken.')
    await rm(join(folder, 'blog/three.md'))
    const { counts, told } = await press()
    expect(told.join()).toMatch(/two\.md: its front matter cannot be read/)
    // The blog was read as a whole, so a file missing there is a withdrawn article.
    expect(counts).toEqual({ added: 0, changed: 0, withdrawn: 1 })
    expect((await liveIds()).live).toEqual(['four', 'one', 'two'])
  })

  test('from a folder that is all of a sudden empty stays: that is rather a disk not mounted', async () => {
    await press()
    await rm(join(folder, 'blog/three.md'))
    const { counts, told } = await press()
    expect(told.join()).toMatch(/blog: /)
    expect(counts.withdrawn).toBe(0)
  })

  test('with its section goes with it', async () => {
    await press()
    await writePublication({
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
    })
    expect((await press()).counts.withdrawn).toBe(1)
    expect(await faultsOf()).toEqual([])
  })

  test('beyond what is kept is withdrawn, oldest first', async () => {
    await writePublication({ keep: { articles: 2 } })
    await press()
    expect((await liveIds()).live).toEqual(['three', 'two'])
    expect((await press()).counts).toEqual({ added: 0, changed: 0, withdrawn: 0 })
    await write('news/four.md', article('Four', '2026-11-04'))
    expect((await press()).counts).toEqual({ added: 1, changed: 0, withdrawn: 1 })
    expect((await liveIds()).live).toEqual(['four', 'three'])
  })
})

describe('a recording', () => {
  /** Audio of two frames of MPEG-2 Layer III. */
  const sound = Buffer.from(`fff314c0${'00'.repeat(20)}`.repeat(2), 'hex')
  const digest = createHash('sha256').update(sound).digest('hex')
  const bodyOf = (articles: ArticleRecord[]) => articles.find(({ id }) => id === 'one')?.body

  test('is carried under its digest, verified, and goes a run after its article', async () => {
    await write('news/bell.mp3', sound)
    await write('news/one.md', article('One', '2026-11-01', '<audio src="bell.mp3"></audio>'))
    const { articles, told } = await press()
    expect(told).toEqual([])
    expect(bodyOf(articles)?.at(-1)).toEqual({
      type: 'audio',
      title: 'bell.mp3',
      digest,
      mediaType: 'audio/mpeg',
      length: sound.length,
    })
    expect(await readFile(join(out, `audio/${digest}.mp3`))).toEqual(sound)
    expect((await verify(out, quiet)).faults).toEqual([])
    await writeFile(join(out, `audio/${digest}.mp3`), 'other')
    expect((await verify(out, quiet)).faults.join()).toContain(`audio/${digest}.mp3`)
    await writeFile(join(out, `audio/${digest}.mp3`), sound)
    await write('news/one.md', article('One', '2026-11-01'))
    await press()
    expect(await readdir(join(out, 'audio'))).toHaveLength(1)
    await press()
    expect(await readdir(join(out, 'audio'))).toEqual([])
  })

  test('that is on a private network, or is none, stays a link, and the editor is told', async () => {
    const local = 'http://127.0.0.1:9/talk.mp3'
    await write('news/page.mp3', '<!doctype html><title>Log in</title>')
    await write(
      'news/one.md',
      article('One', '2026-11-01', `<audio src="${local}" title="A talk"></audio>`),
    )
    await write('news/two.md', article('Two', '2026-11-02', '<audio src="page.mp3"></audio>'))
    const { articles, told } = await press()
    expect(told.join('\n')).toMatch(/talk\.mp3: is not fetched: it is on this machine/)
    expect(told.join('\n')).toMatch(/page\.mp3.*it is neither MP3, MPEG-4 nor Ogg/)
    expect(bodyOf(articles)?.at(-1)).toEqual({
      type: 'embed',
      url: local,
      title: 'A talk',
      provider: '127.0.0.1',
    })
    expect(await readdir(join(out, 'audio')).catch(() => [])).toEqual([])
  })

  test('is asked for once a day, however often its feed is pressed', async () => {
    let asked = 0
    let title = 'First'
    const server = createServer(({ url, headers }, response) => {
      const enclosure = `<enclosure url="http://${headers.host}/a.mp3" type="audio/mpeg"/></item>`
      if (url === '/wire.xml') response.end(rss(title).replace('</item>', enclosure))
      else response.end(sound)
      if (url === '/a.mp3') asked += 1
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const feed = `http://127.0.0.1:${port}/wire.xml`
    await writePublication({ sections: [{ id: 'wire', title: 'Wire', sources: [{ feed }] }] })
    expect((await press()).told).toEqual([])
    title = 'Second'
    const { articles } = await press()
    await new Promise((done) => server.close(done))
    expect(asked).toBe(1)
    expect(articles).toHaveLength(2)
    for (const { body } of articles) expect(body[0]).toMatchObject({ type: 'audio', digest })
  })
})

describe('many runs', () => {
  test('are rolled up, and each of them verifies', { timeout: 60_000 }, async () => {
    for (let run = 1; run <= 21; run++) {
      await write(`news/run-${run}.md`, article(`Run ${run}`, '2026-11-05'))
      if (run % 5 === 0) await write('news/two.md', article('Two', '2026-11-02', `Edit ${run}.`))
      if (run === 12) await rm(join(folder, 'news/run-3.md'))
      const { release } = await press()
      expect(release.seq).toEqual([1, run])
      expect(await faultsOf()).toEqual([])
    }
    const { bundles, release } = (await openPublication(readFromFolder(out)))!
    expect(release.state.articles).toBe(3 + 21 - 1)
    const ranges = bundles.map(({ seq }) => seq.join('–'))
    expect(ranges).toContain('1–16')
    expect(ranges).toContain('17–20')
    expect(ranges).toContain('21–21')
    // The head no longer names single runs that wider bundles have covered for long.
    expect(ranges).not.toContain('1–1')
    const onDisk = (await readdir(join(out, 'bundles'))).length
    expect(onDisk).toBeLessThan(21)
  })

  test('at the same time: one of them says so, and the folder is whole', async () => {
    await press()
    await write('news/four.md', article('Four', '2026-11-04'))
    const ends = await Promise.allSettled([press(), press(), press()])
    expect(ends.some(({ status }) => status === 'fulfilled')).toBe(true)
    for (const end of ends) {
      if (end.status === 'rejected') expect(String(end.reason)).toMatch(/another run/)
    }
    expect(await faultsOf()).toEqual([])
  })

  test('stop at a folder that is damaged, and change nothing in it', async () => {
    await press()
    const [name] = await readdir(join(out, 'bundles'))
    const bytes = await readFile(join(out, 'bundles', name!))
    bytes[20]! ^= 1
    await writeFile(join(out, 'bundles', name!), bytes)
    const before = await filesOf()
    await write('news/four.md', article('Four', '2026-11-04'))
    await expect(press()).rejects.toThrow(name)
    expect(changedBetween(before, await filesOf())).toEqual([])
  })
})

describe('whose folder it is', () => {
  test('another key is refused', async () => {
    await press()
    const other = await createSecretKey(join(folder, 'two.key.json'))
    await expect(press({ key: other })).rejects.toThrow(/signed with another key.*--key/)
  })

  test('another id is refused', async () => {
    await press()
    await writePublication({ id: 'org.example.other' })
    await expect(press()).rejects.toThrow(/holds another publication, org\.example\.news/)
  })

  test('files of others in it are left alone', async () => {
    await press()
    await write('out/images/mine.txt', 'keep me')
    await write('out/.htaccess', 'keep me')
    await press()
    await press()
    expect(await readFile(join(out, 'images/mine.txt'), 'utf8')).toBe('keep me')
    expect(await readFile(join(out, '.htaccess'), 'utf8')).toBe('keep me')
  })
})

describe('what articles name', () => {
  test('two with one id: the first stays, the other is told of', async () => {
    await write('blog/two.md', '---\nid: two\ntitle: Impostor\n---\nHa.')
    const { told, articles } = await press()
    expect(told.join()).toMatch(/blog.two\.md: has the same id as .*news.two\.md/)
    expect(articles.find(({ id }) => id === 'two')?.headline).toBe('Two')
  })

  test('links between articles hold; those to nothing become words', async () => {
    await write('news/two.md', article('Two', '2026-11-02', '[One](one.md), [gone](gone.md).'))
    const { articles, told } = await press()
    const body = JSON.stringify(articles.find(({ id }) => id === 'two')!.body)
    expect(body).toContain('"article:one"')
    expect(body).not.toContain('article:gone')
    expect(body).toContain('gone')
    expect(told.join()).toMatch(/two\.md: links to "gone"/)
  })

  test('a canonical address that is none costs the address, not the run', async () => {
    await write(
      'news/two.md',
      '---\ntitle: Two\ndate: 2026-11-02\ncanonical: "https://[site.url]/x"\n---\nText.',
    )
    const { told, articles } = await press()
    expect(told.join()).toMatch(/two\.md: its canonical address is not a valid address/)
    expect(articles.find(({ id }) => id === 'two')).toBeDefined()
    expect(articles.find(({ id }) => id === 'two')?.url).toBeUndefined()
    expect(await faultsOf()).toEqual([])
  })

  test('pictures outside the folder stay outside, also through links', async () => {
    await writeFile(join(all, 'secret.jpg'), picture)
    await symlink(join(all, 'secret.jpg'), join(folder, 'news/innocent.jpg'))
    await write(
      'news/two.md',
      article(
        'Two',
        '2026-11-02',
        '![a](../../secret.jpg)\n\n![b](innocent.jpg)\n\n![c](none.jpg)',
      ),
    )
    await write('news/one.md', article('One', '2026-11-01'))
    const { told, articles } = await press()
    expect(told.filter((line) => line.includes('outside'))).toHaveLength(2)
    expect(told.join()).toMatch(/news\/two\.md: \/\S+news\/none\.jpg: there is no such image/)
    expect(JSON.stringify(articles)).not.toContain('"figure"')
    expect(await readdir(join(out, 'images')).catch(() => [])).toEqual([])
  })

  test('a broken picture costs the picture only', async () => {
    await write('boat.jpg', 'not a picture')
    const { told, counts } = await press()
    expect(counts.added).toBe(3)
    expect(told.join()).toMatch(/boat\.jpg/)
    expect(await faultsOf()).toEqual([])
  })

  test('a picture of the web stays when its host is silent for a while', async () => {
    let up = true
    const host = createServer((request, response) => {
      if (request.url === '/boat.jpg' && !up) response.writeHead(503).end()
      else if (request.url === '/boat.jpg') response.end(picture)
      else {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(
          `<html lang="en"><title>The ferry</title><article><h1>The ferry</h1><p>${LONG}</p><img src="/boat.jpg" alt="A boat"><p>${LONG}</p></article></html>`,
        )
      }
    })
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done))
    try {
      const { port } = host.address() as AddressInfo
      await writePublication({
        sections: [
          { id: 'web', title: 'Web', sources: [{ page: `http://127.0.0.1:${port}/ferry` }] },
        ],
      })
      await press()
      expect(await readdir(join(out, 'images'))).not.toEqual([])
      up = false
      // The cache entry looks as if it was written long ago.
      for (const entry of await readdir(join(folder, 'cache/addresses'), { recursive: true })) {
        const path = join(folder, 'cache/addresses', entry)
        if (!path.endsWith('.json')) continue
        await writeFile(
          path,
          JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), at: 0 }),
        )
      }
      expect((await press()).counts).toEqual({ added: 0, changed: 0, withdrawn: 0 })
      expect(await readdir(join(out, 'images'))).not.toEqual([])
    } finally {
      host.close()
    }
  })

  test('a front page and breaking news of articles that are not there go without them', async () => {
    await writePublication({
      front: ['missing', 'two'],
      breaking: {
        id: 'b1',
        text: 'It has happened.',
        article: 'missing',
        published: '2026-11-23T08:00:00+02:00',
        expires: '2026-11-24T08:00:00Z',
      },
    })
    const { release, told } = await press()
    expect(release.front).toEqual(['two'])
    expect(release.breaking).toEqual({
      id: 'b1',
      text: 'It has happened.',
      language: 'en',
      direction: 'ltr',
      published: '2026-11-23T06:00:00Z',
      expires: '2026-11-24T08:00:00Z',
    })
    expect(told).toHaveLength(2)
  })
})

describe('a folder of the version before', () => {
  const before = join(import.meta.dirname, 'fixtures/before')

  test('is pressed on, and its readers are told to update', async () => {
    const at = await mkdtemp(join(all, 'before-'))
    await cp(before, at, { recursive: true })
    const own = await readSecretKey(join(at, 'key.json'))
    const old = await openPublication(readFromFolder(join(at, 'out')))
    expect(old?.release).toMatchObject({ minReader: 1, version: 1 })
    const { counts, release } = await press({ at, key: own! })
    // Articles, runs and the version go on as if nothing had happened.
    expect(counts).toEqual({ added: 0, changed: 0, withdrawn: 0 })
    expect(release).toMatchObject({ minReader: 2, version: 2, seq: [1, 1] })
    expect(release.bundles).toEqual(old?.release.bundles)
    const now = await openPublication(readFromFolder(join(at, 'out')))
    const { description, mirrors, sections } = old!.release
    expect(now?.release).toMatchObject({ description, mirrors, sections })
    expect((await verify(join(at, 'out'), quiet)).faults).toEqual([])
  })
})

describe('a head', () => {
  test('of 10 sections and 30 front articles has at most 3,072 bytes', async () => {
    const sections = Array.from({ length: 10 }, (_, index) => ({
      id: `section-${index}`,
      title: `Section number ${index}`,
      about: 'What this section is about. '.repeat(20),
      sources: [{ markdown: `s${index}` }],
    }))
    await writePublication({ sections, description: 'A paper. '.repeat(50) })
    for (const { id } of sections) {
      for (const number of [1, 2, 3]) {
        await write(
          `${id.replace('section-', 's')}/council-votes-on-the-budget-${id}-${number}.md`,
          article(`Council ${id} ${number}`, `2026-11-0${number}`),
        )
      }
    }
    const { release: first } = await press()
    const live = await readRecords(
      (await openPublication(readFromFolder(out)))!,
      readFromFolder(out),
    )
    const front = [...live.keys()].slice(0, 30)
    expect(front).toHaveLength(30)
    await writePublication({ sections, front })
    const { release } = await press()
    expect(release.version).toBe(first.version + 1)
    expect(release.front).toEqual(front)
    const { size } = await stat(join(out, 'head.json'))
    expect(size).toBeLessThanOrEqual(3072)
  })
})
