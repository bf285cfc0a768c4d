import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defined } from '#bundle/defined.ts'
import { type PublicationFile, readPublicationFile } from '../files/publicationFile.ts'
import { createSecretKey, type PublisherKey } from '../files/secretKeyFile.ts'
import type { PressError } from '../report/PressError.ts'
import { createRoot } from './createRoot.ts'
import { openPublication, readRecords } from './openPublication.ts'
import { pressPublication } from './pressPublication.ts'
import { readFromFolder } from './readFile.ts'
import { isLive } from './records.ts'
import { writeRootFiles } from './rootFiles.ts'

let all: string
let key: PublisherKey
beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-owners-'))
  key = await createSecretKey(join(all, 'one.key.json'))
})
afterAll(() => rm(all, { recursive: true, force: true }))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(all, 'p-'))
})

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), text)
}

interface Item {
  title: string
  link?: string
  guid?: string
  date?: string
  text?: string
}

const rss = (...items: Item[]) =>
  `<rss version="2.0"><channel><title>Feed</title>${items
    .map(
      ({ title, link, guid, date = 'Mon, 02 Nov 2026 08:00:00 GMT', text = 'All of it. ' }) =>
        `<item><title>${title}</title>${link ? `<link>${link.replaceAll('&', '&amp;')}</link>` : ''}${guid ? `<guid isPermaLink="false">${guid}</guid>` : ''}<pubDate>${date}</pubDate><description>${text.repeat(200)}</description></item>`,
    )
    .join('')}</channel></rss>`

const jsonFeed = (...items: Item[]) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Feed',
    items: items.map(
      ({ title, link, guid, date = '2026-11-02T08:00:00Z', text = 'All of it.' }) => ({
        id: guid ?? link,
        url: link,
        title,
        content_text: text,
        date_published: date,
      }),
    ),
  })

const markdown = (title: string, more = '', text = 'The text.') =>
  `---\ntitle: ${title}\ndate: 2026-11-02\n${more}---\n${text}\n`

type Sections = Record<string, PublicationFile['sections'][0]['sources']>

const publish = (sections: Sections) =>
  write(
    'publication.json',
    JSON.stringify({
      id: 'org.example.news',
      title: 'The Example',
      language: 'en',
      sections: Object.entries(sections).map(([id, sources]) => ({ id, title: id, sources })),
    }),
  )

let minute = 0

/** Presses, and returns what changed, what was told, and the live articles as `section/headline` by their ids. */
async function press() {
  const problems: PressError[] = []
  minute += 1
  const out = join(folder, 'out')
  const publication = await readPublicationFile(join(folder, 'publication.json'))
  // The root is made once, as `longwave init` does.
  if (!(await stat(join(folder, 'root/1.json')).catch(() => undefined))) {
    const made = new Date('2026-11-01')
    const root = await createRoot(publication.file.id, { release: key, root: key }, made)
    await writeRootFiles(join(folder, 'root'), [root])
  }
  const { added, changed, withdrawn } = await pressPublication({
    publication: await readPublicationFile(join(folder, 'publication.json')),
    out,
    key,
    now: new Date(Date.UTC(2026, 10, 23, 8, minute)),
    report: { progress() {}, note() {}, problem: (problem) => problems.push(problem) },
  })
  const read = readFromFolder(out)
  const records = await readRecords((await openPublication(read))!, read)
  const live = [...records.values()].filter(isLive)
  return {
    counts: [added, changed, withdrawn],
    told: problems.map(String),
    live: Object.fromEntries(
      live.map(({ id, section, headline }) => [id, `${section}/${headline}`]),
    ),
    urls: live.map(({ url }) => url),
  }
}

/** Makes the folder one that a version pressed that did not remember owners. */
const forget = () => rm(join(folder, 'publication.articles.json'))

const A = 'https://a.example'
const COUNCIL: Item = { title: 'The council', link: `${A}/2026/council`, guid: 'a1' }
const FERRY: Item = { title: 'The ferry', link: `${A}/2026/ferry`, guid: 'a2' }
const FALSE: Item = { ...COUNCIL, title: 'FALSIFIED', text: 'False. ' }
const OWN: Item = { title: 'Of B', link: 'https://b.example/1', guid: 'b1' }

describe('an article belongs to the source that first brought it', () => {
  const both: Sections = { a: [{ feed: 'a.xml' }], b: [{ feed: 'b.xml' }] }
  const reversed: Sections = { b: [{ feed: 'b.xml' }], a: [{ feed: 'a.xml' }] }

  beforeEach(async () => {
    await publish(both)
    await write('a.xml', rss(COUNCIL, FERRY))
    await write('b.xml', rss(OWN))
    expect((await press()).counts).toEqual([3, 0, 0])
    await write('a.xml', rss(FERRY))
  })

  test.each<[string, Item]>([
    ['its address', { ...FALSE, guid: 'b9' }],
    [
      'its address with a counter behind it',
      { ...FALSE, link: `${A}/2026/council?utm_source=b`, guid: 'b9' },
    ],
    ['its address alone', { title: 'FALSIFIED', link: `${A}/2026/council` }],
    ['its address and its lasting name', FALSE],
    ['its address and its headline', { ...COUNCIL, text: 'False. ', guid: 'b9' }],
  ])(
    'another source that repeats %s neither replaces nor moves it, and is told',
    async (_, item) => {
      for (const sections of [both, reversed]) {
        await publish(sections)
        await write('b.xml', rss(OWN, item))
        const { counts, told, live } = await press()
        expect(counts).toEqual([0, 0, 0])
        expect(Object.values(live).sort()).toEqual(['a/The council', 'a/The ferry', 'b/Of B'])
        expect(told).toHaveLength(1)
        expect(told[0]).toMatch(/council.* belongs to the source "a\.xml" and not to "b\.xml"\./)
        expect(told[0]).toContain('write "replaces": "a.xml" in the entry of "b.xml"')
      }
    },
  )

  test('no other spelling of its address and no other kind of source replaces or moves it', async () => {
    const before = (await press()).live
    const [id] = Object.entries(before).find(([, name]) => name === 'a/The council')!
    const link = COUNCIL.link!
    const path = '/2026/council'
    const links = [
      `${link}/`,
      `${link}#top`,
      `${link}?utm_source=b#top`,
      `${A}:443${path}`,
      `http://a.example${path}`,
      `https://www.a.example${path}`,
      `https://A.EXAMPLE${path}`,
      `${A}/2026/../2026/council`,
      `${A}/2026/%63ouncil`,
      `${A}//2026/council`,
      `${A}/2026/Council`,
      `${A}.${path}`,
      `https://a.example@b.example${path}`,
      `https://а.example${path}`,
    ]
    const falsified = links.map((link, nth) => ({ ...FALSE, link, guid: `f${nth}` }))
    const body = 'False. '.repeat(80)
    const markdownOf = (more: string) => markdown('FALSIFIED', more, body)
    await write('b.xml', rss(OWN, ...falsified))
    await write(
      'b.json',
      jsonFeed(FALSE, { ...FALSE, guid: link }, { title: 'FALSIFIED', guid: id }),
    )
    await write('m/one.md', markdownOf(`canonical: ${link}\n`))
    await write('m/two.md', markdownOf(`id: ${id.toUpperCase()}\n`))
    await write(`m/${id}.md`, markdownOf(''))
    const html = `<!doctype html><link rel="canonical" href="${link}"><title>FALSIFIED</title><article><h1>FALSIFIED</h1><p>${body}</p></article>`
    await write('p/one.html', html)
    const others: Sections = {
      p: [{ pages: 'p' }],
      m: [{ markdown: 'm' }],
      j: [{ feed: 'b.json' }],
      b: [{ feed: 'b.xml' }],
    }
    for (const sections of [
      { a: [{ feed: 'a.xml' }], ...others },
      { ...others, a: [{ feed: 'a.xml' }] },
    ]) {
      await publish(sections)
      const { counts, live } = await press()
      expect(counts.slice(1)).toEqual([0, 0])
      expect(live).toMatchObject(before)
    }
  })

  test('no entry gets it by the name of its source, nor by replacing a source that is still there', async () => {
    await write('b.xml', rss(OWN, FALSE))
    await publish({
      b: [{ id: 'm', feed: 'b.xml' }],
      a: [{ feed: 'a.xml' }],
      m: [{ markdown: 'm' }],
    })
    await expect(press()).rejects.toThrow(/"m" is the name of another source/)
    await publish({
      b: [{ id: 'b', feed: 'b.xml', replaces: 'a.xml' }],
      a: [{ id: 'a', feed: 'a.xml', replaces: 'b.xml' }],
    })
    await expect(press()).rejects.toThrow(/"a\.xml" is still a source/)
    await publish({
      b: [{ id: 'b', feed: 'b.xml', replaces: 'a' }],
      a: [{ id: 'a', feed: 'a.xml', replaces: 'b' }],
    })
    await expect(press()).rejects.toThrow(/"a" is still a source/)
  })

  test('a Markdown file with its id is another source too', async () => {
    const id = Object.entries((await press()).live).find(([, name]) => name === 'a/The council')![0]
    await publish({ b: [{ markdown: 'b' }], a: [{ feed: 'a.xml' }] })
    await write('b/one.md', markdown('FALSIFIED', `id: ${id}\n`))
    const { told, live } = await press()
    expect(live[id]).toBe('a/The council')
    expect(told.join()).toMatch(
      /one\.md: has the id .* belongs to the source "a\.xml" and not to "b"/,
    )
  })

  test('a lasting name in another feed is another name: feeds count their articles', async () => {
    await write('b.xml', rss(OWN, { title: 'Also one', link: 'https://b.example/2', guid: 'a1' }))
    const { counts, told } = await press()
    expect({ counts, told }).toEqual({ counts: [1, 0, 0], told: [] })
  })

  test('its own source corrects it, and moves with all its articles to another section', async () => {
    await write('a.xml', rss({ ...COUNCIL, title: 'The council, corrected' }, FERRY))
    expect((await press()).counts).toEqual([0, 1, 0])
    await publish({ a: [], b: [{ feed: 'b.xml' }, { feed: 'a.xml' }] })
    const { live, told } = await press()
    expect(told).toEqual([])
    expect(Object.values(live)).toContain('b/The council, corrected')
  })

  test('a withdrawn article stays its own', async () => {
    await publish({ ...both, m: [{ markdown: 'm' }] })
    await write('m/one.md', markdown('One'))
    await write('m/two.md', markdown('Two'))
    await press()
    await rm(join(folder, 'm/one.md'))
    expect((await press()).counts).toEqual([0, 0, 1])
    await publish({ n: [{ markdown: 'n' }], ...both, m: [{ markdown: 'm' }] })
    await write('n/one.md', markdown('Another one'))
    const { counts, told } = await press()
    expect(counts).toEqual([0, 0, 0])
    expect(told.join()).toContain('belongs to the source "m" and not to "n"')
  })

  test('many that are repeated are told of in a few lines', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      title: `No ${index}`,
      link: `${A}/${index}`,
      guid: `a${index}`,
    }))
    await write('a.xml', rss(...many))
    await press()
    await write('b.xml', rss(...many))
    const { told } = await press()
    expect(told).toHaveLength(4)
    expect(told[3]).toMatch(/b\.xml: has 47 more articles that belong to the source "a\.xml"/)
  })

  test('the lost out folder takes no owner with it', async () => {
    await rm(join(folder, 'out'), { recursive: true })
    await publish(reversed)
    await write('b.xml', rss(OWN, FALSE))
    const { live, told } = await press()
    expect(Object.values(live).sort()).toEqual(['a/The ferry', 'b/Of B'])
    expect(told.join()).toContain('belongs to the source "a.xml"')
  })

  test('what is remembered is the same bytes for the same articles, sorted, one a line', async () => {
    const path = join(folder, 'publication.articles.json')
    const text = await readFile(path, 'utf8')
    await press()
    expect(await readFile(path, 'utf8')).toBe(text)
    const ids = text
      .split('\n')
      .flatMap((line) => /^ {4}"(.+?)": \{"source":/.exec(line)?.[1] ?? [])
    expect(ids).toHaveLength(3)
    expect(ids).toEqual([...ids].sort())
  })

  test('a file of owners that cannot be read stops the run, with the remedy', async () => {
    await write('publication.articles.json', '{"articles": {"x": 1}}<<<<<<< HEAD')
    await expect(press()).rejects.toThrow(/publication\.articles\.json: cannot be read.*Restore it/)
  })
})

describe('an article on the host of another source', () => {
  let hosts: { address: string; items: Item[]; close: () => void }[]
  beforeEach(async () => {
    hosts = []
    for (let index = 0; index < 2; index++) {
      const items: Item[] = []
      const server = createServer((_, response) => response.end(rss(...items)))
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
      const { port } = server.address() as AddressInfo
      hosts.push({ address: `http://127.0.0.1:${port}`, items, close: () => server.close() })
    }
    const [a, b] = hosts as [(typeof hosts)[0], (typeof hosts)[0]]
    await publish({ b: [`${b.address}/feed.xml`], a: [`${a.address}/feed.xml`] })
  })
  afterEach(() => {
    for (const { close } of hosts) close()
  })

  test.each(['a lasting name', undefined])(
    'is the article of that source, whichever is read first (%s)',
    async (guid) => {
      const [a, b] = hosts as [(typeof hosts)[0], (typeof hosts)[0]]
      const link = `${a.address}/2026/council`
      a.items.push(defined<Item>({ title: 'The council', link, guid }))
      b.items.push(defined<Item>({ title: 'FALSIFIED', link, guid }))
      const { live, told } = await press()
      expect(Object.values(live)).toEqual(['a/The council'])
      expect(told.join()).toMatch(/belongs to the source "https:.*" and not to "https:/)
      await forget()
      a.items.length = 0
      expect(Object.values((await press()).live)).toEqual(['a/The council'])
    },
  )

  test.each(['a lasting name', undefined])(
    'that is announced by another does not block that source (%s)',
    async (guid) => {
      const [a, b] = hosts as [(typeof hosts)[0], (typeof hosts)[0]]
      const link = `${a.address}/2026/12/01/briefing`
      b.items.push(defined<Item>({ title: 'Announced', link, guid }))
      expect(Object.values((await press()).live)).toEqual(['b/Announced'])
      a.items.push(defined<Item>({ title: 'The briefing', link, guid }))
      for (let run = 0; run < 2; run++) {
        const { live } = await press()
        expect(Object.values(live).sort()).toEqual(['a/The briefing', 'b/Announced'])
      }
    },
  )

  test('in two feeds of its own site is one article, and no fault', async () => {
    const [a, b] = hosts as [(typeof hosts)[0], (typeof hosts)[0]]
    await publish({ a: [`${a.address}/feed.xml`], b: [`${a.address}/politics.xml`, b.address] })
    a.items.push({ title: 'The council', link: `${a.address}/2026/council`, guid: 'a1' })
    b.items.push({ title: 'Of B', link: `${b.address}/1`, guid: 'b1' })
    const { live, told } = await press()
    expect(told).toEqual([])
    expect(Object.values(live).sort()).toEqual(['a/The council', 'b/Of B'])
  })
})

describe('where no file remembers owners, because an older version has pressed', () => {
  test('an article belongs to the source of its section', async () => {
    await publish({ a: [{ feed: 'a.xml' }], b: [{ feed: 'b.xml' }] })
    await write('a.xml', rss(COUNCIL, FERRY))
    await write('b.xml', rss(OWN))
    await press()
    await forget()
    await publish({ b: [{ feed: 'b.xml' }], a: [{ feed: 'a.xml' }] })
    await write('a.xml', rss(FERRY))
    await write('b.xml', rss(FALSE))
    const { live, told } = await press()
    expect(Object.values(live).sort()).toEqual(['a/The council', 'a/The ferry', 'b/Of B'])
    expect(told.join()).toContain('belongs to the source "a.xml"')
  })

  test('of several sources in a section, to the first of them that brings it', async () => {
    await publish({ a: [{ feed: 'a.xml' }, { feed: 'c.xml' }], b: [{ feed: 'b.xml' }] })
    await write('a.xml', rss(COUNCIL))
    await write('c.xml', rss(FERRY))
    await write('b.xml', rss(OWN))
    await press()
    await forget()
    await write('a.xml', rss())
    await write('b.xml', rss(FALSE))
    const stranger = await press()
    expect(stranger.told.join()).toContain('one of the sources "a.xml", "c.xml"')
    await write('c.xml', rss({ ...FERRY, title: 'The ferry, again' }))
    await write('b.xml', rss(OWN))
    expect((await press()).counts).toEqual([0, 1, 0])
    await write('a.xml', rss({ ...FERRY, title: 'FALSIFIED' }))
    const { counts, told } = await press()
    expect(counts).toEqual([0, 0, 0])
    expect(told.join()).toContain('belongs to the source "c.xml" and not to "a.xml"')
  })
})

describe('a source is its entry in publication.json', () => {
  beforeEach(() => write('a.xml', rss(COUNCIL, FERRY)))

  test('with an id it keeps its articles when its address changes, and so it does when it gets the id', async () => {
    await publish({ a: [{ feed: 'a.xml' }] })
    await press()
    await publish({ a: [{ id: 'wire', feed: './a.xml' }] })
    expect(await press()).toMatchObject({ counts: [0, 0, 0], told: [] })
    await write('moved/feed.xml', rss({ ...COUNCIL, title: 'The council, again' }, FERRY))
    await publish({ a: [{ id: 'wire', feed: 'moved/feed.xml' }] })
    expect(await press()).toMatchObject({ counts: [0, 1, 0], told: [] })
  })

  test('without one another address is another source: nothing is withdrawn, and the remedy is told', async () => {
    await write('news/one.md', markdown('One'))
    await write('news/two.md', markdown('Two'))
    await publish({ a: ['news'] })
    await press()
    await write('stories/one.md', markdown('One, changed'))
    await write('stories/two.md', markdown('Two'))
    await publish({ a: ['stories'] })
    const { counts, told } = await press()
    expect(counts).toEqual([0, 0, 0])
    expect(told.join()).toMatch(
      /does not name that source.*write "replaces": "news" in the entry of "stories"/,
    )
    await publish({ a: [{ markdown: 'stories', replaces: 'news' }] })
    expect(await press()).toMatchObject({ counts: [0, 1, 0], told: [] })
    await rm(join(folder, 'stories/two.md'))
    expect((await press()).counts).toEqual([0, 0, 1])
  })
})

describe('"replaces" hands the articles of a source to its successor', () => {
  const old = [
    COUNCIL,
    FERRY,
    { title: 'The mast', link: `${A}/2026/mast.html`, guid: 'a3' },
    { title: 'Forgotten', link: `${A}/2026/forgotten`, guid: 'a4' },
  ]

  beforeEach(async () => {
    await publish({ a: [{ feed: 'a.xml' }] })
    await write('a.xml', rss(...old))
    await press()
    await write('a.xml', rss(...old.slice(0, 3)))
  })

  const unchanged = async (sections: Sections, without?: 'forget') => {
    const before = (await press()).live
    if (without) await forget()
    await publish(sections)
    const [first, second] = [await press(), await press()]
    for (const { counts, told, live } of [first, second]) {
      expect(told).toEqual([])
      expect(counts[0]).toBe(0)
      expect(counts[2]).toBe(0)
      expect(Object.keys(live).sort()).toEqual(Object.keys(before).sort())
    }
    expect(second.counts).toEqual([0, 0, 0])
    return second
  }

  test.each([undefined, 'forget'] as const)(
    'a feed by one in another format, also without the file of owners (%s)',
    async (without) => {
      await write(
        'a.json',
        jsonFeed(...old.slice(0, 3).map((item) => ({ ...item, guid: `new-${item.guid}` }))),
      )
      await unchanged({ a: [{ feed: 'a.json', replaces: 'a.xml' }] }, without)
    },
  )

  test.each([undefined, 'forget'] as const)(
    'an old domain by a new one, also without the file of owners (%s)',
    async (without) => {
      const moved = old.slice(0, 3).map((item) => ({
        ...item,
        link: item.link!.replace(A, 'https://new.example'),
        guid: `new-${item.guid}`,
      }))
      await write('b.xml', rss(...moved))
      const { urls } = await unchanged({ a: [{ feed: 'b.xml', replaces: 'a.xml' }] }, without)
      expect(urls).toContain('https://new.example/2026/ferry')
    },
  )

  test('a feed by a content management system with other addresses: by names, headlines and days', async () => {
    await write(
      'b.xml',
      rss(
        { ...COUNCIL, link: 'https://new.example/node/1', guid: 'n1' },
        { title: 'The ferry is back', link: 'https://new.example/news/ferry/', guid: 'n2' },
        { title: 'The mast', link: 'https://new.example/node/3', guid: 'a3' },
      ),
    )
    await unchanged({ a: [{ feed: 'b.xml', replaces: ['a.xml'] }] })
  })

  test('a feed by a folder, into another section, with the links between its files', async () => {
    await write('cms/2026-11-02-council.md', markdown('The council', '', '[Ferry](ferry.md)'))
    await write('cms/ferry.md', markdown('The ferry'))
    const before = (await press()).live
    await publish({ cms: [{ id: 'cms', markdown: 'cms', replaces: 'a.xml' }] })
    const { counts, told, live } = await press()
    expect({ counts, told }).toEqual({ counts: [0, 4, 0], told: [] })
    expect(Object.keys(live).sort()).toEqual(Object.keys(before).sort())
    expect(Object.values(live).every((name) => name.startsWith('cms/'))).toBe(true)
    expect((await press()).counts).toEqual([0, 0, 0])
    // An article that the folder has brought is withdrawn when it is gone from there. The others never were there.
    await rm(join(folder, 'cms/2026-11-02-council.md'))
    expect((await press()).counts).toEqual([0, 0, 1])
  })

  test.each(['wire', './a.xml'])(
    'of a source that had an id, by its id or its place (%s)',
    async (replaces) => {
      await publish({ a: [{ id: 'wire', feed: 'a.xml' }] })
      await press()
      await write('b.xml', rss(...old.slice(0, 3)))
      await unchanged({ a: [{ feed: 'b.xml', replaces }] })
    },
  )

  test('and no feed does: without the line the successor brings nothing of it', async () => {
    await write('b.xml', rss(...old.slice(0, 3)))
    await publish({ a: [{ feed: 'b.xml' }] })
    const { counts, told } = await press()
    expect(counts).toEqual([0, 0, 0])
    expect(told.join()).toContain('write "replaces": "a.xml" in the entry of "b.xml"')
  })

  test('new articles of the successor are new', async () => {
    await write(
      'b.xml',
      rss({
        title: 'News',
        link: 'https://new.example/2027/ferry',
        guid: 'n9',
        date: 'Fri, 01 Jan 2027 08:00:00 GMT',
      }),
    )
    await publish({ a: [{ feed: 'b.xml', replaces: 'a.xml' }] })
    const { counts, live } = await press()
    expect(counts).toEqual([1, 0, 0])
    expect(Object.values(live)).toContain('a/The ferry')
  })
})

describe('an item of a feed is known', () => {
  const session = (run: number, ...items: Item[]) =>
    rss(...items.map((item) => ({ ...item, link: `${item.link}?sid=${run}` })))
  const items = [COUNCIL, FERRY, { ...OWN, link: `${A}/own` }]

  beforeEach(() => publish({ a: [{ feed: 'a.xml' }] }))

  test('by its lasting name, where each run gets other addresses', async () => {
    for (const run of [1, 2, 3]) {
      await write('a.xml', session(run, ...items))
      const { counts } = await press()
      expect(counts).toEqual(run === 1 ? [3, 0, 0] : [0, 0, 0])
    }
    await forget()
    await write('a.xml', session(4, ...items))
    expect((await press()).counts).toEqual([0, 0, 0])
    await write('a.xml', session(5, { ...COUNCIL, title: 'Corrected' }, FERRY))
    expect((await press()).counts).toEqual([0, 1, 0])
  })

  test('by its address, where each run gets other lasting names', async () => {
    for (const run of [1, 2, 3]) {
      await write('a.xml', rss(...items.map((item) => ({ ...item, guid: `${run}-${item.guid}` }))))
      const { counts } = await press()
      expect(counts).toEqual(run === 1 ? [3, 0, 0] : [0, 0, 0])
    }
  })

  test('by its address, where lasting names only count the items', async () => {
    const counted = (...titles: string[]) =>
      rss(
        ...titles.map((title, index) => ({
          title,
          link: `${A}/${title}`,
          guid: String(index),
          date: `Mon, 02 Nov 2026 08:00:0${title.charCodeAt(0) % 10} GMT`,
        })),
      )
    await write('a.xml', counted('c', 'b', 'a'))
    await press()
    await write('a.xml', counted('e', 'd', 'c', 'b'))
    const { counts, live } = await press()
    expect(counts).toEqual([2, 0, 0])
    expect(Object.values(live).sort()).toEqual(['a/a', 'a/b', 'a/c', 'a/d', 'a/e'])
    await write('a.xml', counted('f', 'e', 'd', 'c', 'b'))
    expect((await press()).counts).toEqual([1, 0, 0])
  })

  test('as a new one, where an old address is used again with a new lasting name', async () => {
    const link = `${A}/today`
    await write('a.xml', rss({ title: 'Monday', link, guid: '1' }))
    await press()
    await write(
      'a.xml',
      rss({ title: 'Tuesday', link, guid: '2', date: 'Tue, 03 Nov 2026 08:00:00 GMT' }),
    )
    expect((await press()).counts).toEqual([1, 0, 0])
  })

  test('where an older version has pressed it under an id from its address, also that of a front page', async () => {
    const items = [COUNCIL, FERRY, { ...OWN, link: `${A}/` }]
    // An item without a lasting name has the id that the older version gave to every item.
    await write('a.xml', rss(...items.map(({ guid: _, ...item }) => item)))
    const { live } = await press()
    await forget()
    await write('a.xml', rss(...items))
    expect(await press()).toMatchObject({ counts: [0, 0, 0], live })
    await write('a.xml', session(2, COUNCIL, FERRY))
    const last = await press()
    expect(last.counts[0]).toBe(0)
    expect(last.live).toEqual(live)
  })
})

describe('ids that differ only in case', () => {
  test('are one article of one source, which keeps its id', async () => {
    await publish({ a: ['news'] })
    await write('news/One.md', markdown('One'))
    await write('news/two.md', markdown('Two'))
    await press()
    await rm(join(folder, 'news/One.md'))
    await write('news/one.md', markdown('One'))
    const { counts, live } = await press()
    expect(counts).toEqual([0, 0, 0])
    expect(live.One).toBe('a/One')
  })

  test('are refused of another source', async () => {
    await publish({ a: ['news'], b: ['other'] })
    await write('news/One.md', markdown('One'))
    await write('other/one.md', markdown('Other'))
    const { live, told } = await press()
    expect(live).toEqual({ One: 'a/One' })
    expect(told.join()).toMatch(/other\/one\.md: has the same id as .*news\/One\.md \("One"\)/)
  })
})
