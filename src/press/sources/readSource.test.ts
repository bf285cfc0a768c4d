import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { articleText } from '../article/articleText.ts'
import type { Draft } from '../article/draft.ts'
import type { SourceEntry } from '../files/publicationFile.ts'
import type { SourceContext, SourceItem } from './reading.ts'
import { readSource } from './readSource.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'longwave-sources-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true })
  await writeFile(join(folder, name), content)
}

async function read(entry: SourceEntry, context: Partial<SourceContext> = {}) {
  const items: SourceItem[] = []
  for await (const item of readSource(entry, { folder, language: 'en', ...context })) {
    items.push(item)
  }
  return items
}

async function drafts(entry: SourceEntry, context: Partial<SourceContext> = {}): Promise<Draft[]> {
  return (await read(entry, context)).map((item) => {
    if ('error' in item) throw item.error
    return item.draft
  })
}

const faults = (items: SourceItem[]) =>
  items.flatMap((item) => ('error' in item ? [item.error.message] : []))

const TEXT =
  'The ferry came back this morning after three weeks in the yard, with new engines and the old captain.'

const page = (headline: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>${headline}</title>${head}</head><body><article><h1>${headline}</h1><p>${TEXT}</p><p>${TEXT.replace('morning', 'evening')}</p></article></body></html>`

const item = (title: string, link: string, more = '') =>
  `<item><title>${title}</title><link>${link}</link>${more}</item>`

const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>The Paper</title>${items}</channel></rss>`

describe('an address that the URL parser refuses', () => {
  const told = (items: SourceItem[]) =>
    items.flatMap((item) => ('draft' in item ? (item.faults ?? []).map(String) : []))

  test.each([
    'https://[',
    'https://[site.url]/x',
    'https://',
    'http://a:99999/',
    'https://%zz/x',
    'https://1.2.3.4.5/',
    'https://a..b^c/',
    'https://xn--/',
  ])('%s is dropped from an article, and the editor is told', async (address) => {
    await write(
      'one.md',
      `---\ntitle: One\ncanonical: "${address}"\nauthors: [{name: A, url: "${address}"}]\n---\nText.`,
    )
    await write('feed.xml', rss(item('Two', address, '<description>Text.</description>')))
    for (const source of ['one.md', 'feed.xml']) {
      const items = await read(source)
      expect(JSON.stringify(items.map((item) => 'draft' in item && item.draft))).not.toContain(
        address,
      )
      expect(told(items).join()).toMatch(/one\.md: its canonical|feed\.xml: Two: its link/)
      expect(told(items).join()).toContain(address)
    }
  })

  test('a path is no address, and no fault', async () => {
    await write('one.md', '---\ntitle: One\nurl: /2026/one/\n---\nText.')
    expect(told(await read('one.md'))).toEqual([])
  })
})

describe('a file', () => {
  test('is read as what it is, whatever it is called', async () => {
    await write('one.html', page('A page'))
    await write('two.html.gz', gzipSync(page('A pressed page')))
    await write('feed.txt', rss(item('In a feed', 'https://a.example/1')))
    await write(
      'feed.json',
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"In JSON","content_text":"x"}]}',
    )
    await write('three.md', '# In Markdown\n\ntext')
    const headline = async (name: string) => (await drafts(name))[0]!.headline
    expect(await headline('one.html')).toBe('A page')
    expect(await headline('two.html.gz')).toBe('A pressed page')
    expect(await headline('feed.txt')).toBe('In a feed')
    expect(await headline('feed.json')).toBe('In JSON')
    expect(await headline('three.md')).toBe('In Markdown')
    expect(await headline(`file://${join(folder, 'one.html')}`)).toBe('A page')
  })

  test('that is not there is an error that says what paths are relative to', async () => {
    const [fault, ...others] = faults(await read('nowhere.xml'))
    expect(others).toEqual([])
    expect(fault).toContain('nowhere.xml')
    expect(fault).toContain(folder)
  })

  test('that lists feeds is told apart from one', async () => {
    await write('feeds.opml', '<?xml version="1.0"?><opml version="2.0"><body/></opml>')
    expect(faults(await read('feeds.opml'))[0]).toContain('a list of feeds')
    expect(faults(await read({ feed: 'feeds.opml' }))[0]).toContain('a list of feeds')
  })

  test('without an address has the same id wherever its folder lies, and no address', async () => {
    const pages = async (name: string) => {
      await write(`${name}/2026/ferry.html`, page('The ferry'))
      await write(`${name}/feed.xml`, rss(item('In a feed', '/2026/ferry.html')))
      return [
        ...(await drafts({ pages: name })),
        ...(await drafts({ page: `${name}/2026/ferry.html` })),
        ...(await drafts({ feed: `${name}/feed.xml` })),
      ].map(({ id, url }) => [id, url])
    }
    const here = await pages('here')
    expect(here).toEqual([
      ['2026-ferry', undefined],
      ['ferry', undefined],
      ['2026-ferry', undefined],
    ])
    expect(await pages('there/below')).toEqual(here)
  })

  test('of a feed keeps items apart that have no links', async () => {
    await write('feed.xml', rss('<item><title>One</title></item><item><title>Two</title></item>'))
    const ids = (await drafts('feed.xml')).map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
  })

  test('has the id its address gives, where it is known', async () => {
    await write('ferry.html', page('The ferry'))
    await write('feed.xml', rss(item('The ferry', 'https://a.example/ferry?utm_source=rss')))
    const [fromPage] = await drafts('ferry.html', { url: 'https://a.example/ferry' })
    const [fromFeed] = await drafts('feed.xml')
    expect(fromPage!.id).toBe(fromFeed!.id)
  })
})

describe('a folder', () => {
  test('gives its articles in one order, without what is hidden, drafted or linked in', async () => {
    await write('b.md', '# B\n\nx')
    await write('a/one.html', page('A'))
    await write('_posts/c.md', '# C\n\nx')
    for (const name of [
      '.git/x.md',
      '_layout/x.html',
      'node_modules/x/readme.md',
      'drafts/x.md',
      'README.md',
      'notes.txt',
    ]) {
      await write(name, '# Never\n\nx')
    }
    await symlink('/etc', join(folder, 'etc'))
    expect((await drafts('.')).map(({ headline }) => headline)).toEqual(['C', 'A', 'B'])
    expect((await drafts({ pages: '.' })).map(({ headline }) => headline)).toEqual(['A'])
    expect((await drafts({ markdown: '.' })).map(({ headline }) => headline)).toEqual(['C', 'B'])
  })

  test('with broken files in it gives all others, and an error for each', async () => {
    await write('1.md', '# One\n\nx')
    await write('2.md', '---\ntitle: [\n---\nx')
    await write('3.html', '<p>Log in</p>')
    await write('4.html', new Uint8Array(9 * 1024 * 1024).fill(65))
    await write('5.md', '# Five\n\nx')
    const items = await read('.')
    expect(items.map((item) => 'draft' in item && item.draft.headline)).toEqual([
      'One',
      false,
      false,
      false,
      'Five',
    ])
    for (const [index, fault] of faults(items).entries()) {
      expect(fault).toContain(join(folder, `${index + 2}.`))
    }
  })

  test('with nothing to read in it says so', async () => {
    await mkdir(join(folder, 'empty'))
    expect(faults(await read({ markdown: 'empty' }))[0]).toContain('no Markdown files')
    expect(faults(await read({ pages: 'empty' }))[0]).toContain('no pages')
  })

  test('with a limit gives the newest', async () => {
    await write('a.md', '---\ntitle: Old\ndate: 2024-01-01\n---\nx')
    await write('b.md', '---\ntitle: New\ndate: 2026-01-01\n---\nx')
    await write('c.md', '---\ntitle: Undated\n---\nx')
    await write('d.md', '---\ntitle: Middle\ndate: 2025-01-01\n---\nx')
    const headlines = (await drafts({ markdown: '.', limit: 2 })).map(({ headline }) => headline)
    expect(headlines).toEqual(['New', 'Middle'])
  })

  test('takes the language of its entry, then of the publication', async () => {
    await write('one.md', '# x\n\ny')
    expect((await drafts({ markdown: '.', language: 'fa' }))[0]).toMatchObject({
      language: 'fa',
      direction: 'rtl',
    })
    expect((await drafts('.', { language: 'nl' }))[0]!.language).toBe('nl')
  })
})

describe('an address', () => {
  let server: Server
  let site: string
  let answers: Record<string, { type?: string; body: string; status?: number }>
  let asked: string[]

  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      asked.push(url!)
      const { type = 'text/html', body = '', status = 200 } = answers[url!] ?? { status: 404 }
      response.writeHead(status, { 'content-type': type }).end(body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    asked = []
    answers = {}
  })

  test('is a feed or a page by what comes, not by what the server calls it', async () => {
    answers = {
      '/feed': { type: 'text/html', body: rss(item('In a feed', 'https://a.example/1')) },
      '/page.xml': { type: 'text/xml', body: page('A page') },
    }
    expect((await drafts(`${site}/feed`))[0]!.headline).toBe('In a feed')
    expect((await drafts(`${site}/page.xml`))[0]!.headline).toBe('A page')
  })

  test('of a front page leads to the feed the page names; of an article, to the article', async () => {
    const link =
      '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml"><link rel="alternate" type="application/rss+xml" href="feed.xml">'
    answers = {
      '/': { body: page('Welcome', link) },
      '/news/one': { body: page('One', link) },
      '/feed.xml': { body: rss(item('In the feed', `${site}/news/one`)) },
      '/news/feed.xml': { body: rss(item('In the news', `${site}/news/one`)) },
    }
    const headline = async (entry: SourceEntry) => (await drafts(entry))[0]!.headline
    expect(await headline(`${site}/`)).toBe('In the feed')
    expect(await headline(`${site}/news/one`)).toBe('One')
    expect(await headline({ page: `${site}/` })).toBe('Welcome')
    expect(await headline({ feed: `${site}/news/one` })).toBe('In the news')
  })

  test('that should be a feed and is none is an error', async () => {
    answers = { '/feed': { body: '<html><body>Log in</body></html>' } }
    const [fault] = faults(await read({ feed: `${site}/feed` }))
    expect(fault).toContain(`${site}/feed: this is not a readable feed`)
  })

  test('of a feed of summaries, in full: each page is read, one that fails costs only itself', async () => {
    const short =
      '<description>In short.</description><pubDate>Mon, 23 Nov 2026 09:30:00 GMT</pubDate>'
    answers = {
      '/feed': {
        type: 'text/xml',
        body: rss(
          item('One, says the feed', '/one', short) +
            item('Gone', '/gone', short) +
            item('Three', '/three', short) +
            item('Elsewhere', 'http://localhost:4999/secret', short),
        ).replace('<channel>', `<channel><link>${site}/</link>`),
      },
      '/one': { body: page('One, says the page') },
      '/three': { body: page('Three') },
    }
    const items = await read({ feed: `${site}/feed`, full: true })
    expect(items).toHaveLength(4)
    const [one] = items
    expect(one).toMatchObject({
      draft: {
        headline: 'One, says the feed',
        url: `${site}/one`,
        published: '2026-11-23T09:30:00Z',
      },
    })
    expect(articleText((one as { draft: Draft }).draft)).toContain('the old captain')
    expect(faults(items)).toEqual([
      expect.stringContaining('/gone: cannot be fetched (the server answers 404)'),
      expect.stringContaining('on this machine or its network'),
    ])
    const [short1] = await drafts({ feed: `${site}/feed` })
    expect(short1!.id).toBe((one as { draft: Draft }).draft.id)
  })

  test('with a limit, only the pages of the newest are asked for', async () => {
    const dated = (day: number) =>
      `<description>x</description><pubDate>${day} Nov 2026 09:00:00 GMT</pubDate>`
    answers = {
      '/feed': {
        body: rss(
          item('Old', `${site}/old`, dated(1)) +
            item('New', `${site}/new`, dated(3)) +
            item('Middle', `${site}/middle`, dated(2)),
        ),
      },
      '/new': { body: page('New') },
    }
    expect(await drafts({ feed: `${site}/feed`, full: true, limit: 1 })).toHaveLength(1)
    expect(asked).toEqual(['/feed', '/new'])
  })

  test('that cannot be reached is one error', async () => {
    const items = await read(`${site}/nothing`)
    expect(items).toHaveLength(1)
    expect(faults(items)[0]).toContain('answers 404')
    expect(faults(await read('https://'))).toHaveLength(1)
  })
})
