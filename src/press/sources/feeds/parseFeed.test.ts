import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { runsText } from '#bundle/card.ts'
import { defined } from '#bundle/defined.ts'
import { articleText } from '../../article/articleText.ts'
import { PressError } from '../../report/PressError.ts'
import { decodeSource } from '../decodeSource.ts'
import { parseFeed } from './parseFeed.ts'

type Encoded = Parameters<typeof decodeSource>[0]

const url = 'https://news.example.org/feed.xml'
const feedOf = (text: string) => parseFeed(text, { url })
const itemOf = (text: string) => feedOf(text).items[0]!

const rss = (item: string, channel = '<title>The Paper</title>') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>${channel}${item}</channel></rss>`

const TEXT = '<p>The ferry is back.</p><p>It runs twice a day, and <em>once</em> at night.</p>'

describe('each kind of feed becomes articles', () => {
  test('RSS 2.0', () => {
    const { title, language, items } = feedOf(
      rss(
        `<item><title>The ferry &amp;amp; the bridge</title><link>/ferry?utm_source=rss</link>
          <guid isPermaLink="false">17</guid><pubDate>Mon, 23 Nov 2026 09:30:00 +0200</pubDate>
          <dc:creator>Ada Voss</dc:creator><category>Harbour</category>
          <description>Two boats, four crossings.</description>
          <content:encoded><![CDATA[<img src="/boat.jpg" alt="A boat">${TEXT}]]></content:encoded></item>`,
        '<title>The Paper</title><link>https://news.example.org/</link><language>en-gb</language>',
      ),
    )
    expect({ title, language }).toEqual({ title: 'The Paper', language: 'en-GB' })
    expect(items).toHaveLength(1)
    const { draft, link, partial } = items[0]!
    expect(partial).toBe(false)
    expect(link).toBe('https://news.example.org/ferry?utm_source=rss')
    expect(draft).toMatchObject({
      headline: 'The ferry & the bridge',
      standfirst: 'Two boats, four crossings.',
      published: '2026-11-23T07:30:00Z',
      authors: [{ name: 'Ada Voss' }],
      tags: ['Harbour'],
      language: 'en-GB',
      image: { source: 'https://news.example.org/boat.jpg', alt: 'A boat' },
    })
    expect(draft.body).toHaveLength(2)
    expect(draft.body[1]).toEqual({
      type: 'paragraph',
      runs: ['It runs twice a day, and ', { type: 'emphasis', runs: ['once'] }, ' at night.'],
    })
  })

  test('Atom, with xml:base, a title in XHTML and a person with an address', () => {
    const { draft, link } = itemOf(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
      <title>ورق</title>
      <entry xml:base="https://news.example.org/2026/">
        <id>tag:news.example.org,2026:1</id>
        <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">عادت <b>العبّارة</b> إلى الميناء</div></title>
        <link rel="alternate" href="ferry"/><published>2026-11-23T09:30:00Z</published><updated>2026-11-24T09:30:00Z</updated>
        <author><name>ليلى</name><uri>https://news.example.org/layla</uri></author>
        <content type="html">&lt;p&gt;عادت العبّارة بعد ثلاثة أسابيع من الغياب الطويل.&lt;/p&gt;</content>
      </entry></feed>`)
    expect(link).toBe('https://news.example.org/2026/ferry')
    expect(draft).toMatchObject({
      headline: 'عادت العبّارة إلى الميناء',
      language: 'ar',
      direction: 'rtl',
      published: '2026-11-23T09:30:00Z',
      modified: '2026-11-24T09:30:00Z',
      authors: [{ name: 'ليلى', url: 'https://news.example.org/layla' }],
    })
  })

  test('one Atom entry that stands alone', () => {
    const { draft } = itemOf(
      '<?xml version="1.0"?><entry xmlns="http://www.w3.org/2005/Atom"><title>Alone</title><content type="text">No one else.</content></entry>',
    )
    expect(draft.headline).toBe('Alone')
    expect(articleText(draft)).toContain('No one else.')
  })

  test('RDF (RSS 1.0)', () => {
    const { draft, link } = itemOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://news.example.org/"><title>The Paper</title></channel>
      <item rdf:about="https://news.example.org/1"><title>Old but fine</title>
        <link>https://news.example.org/1</link><dc:date>2026-11-23</dc:date>
        <description>Still read.</description></item></rdf:RDF>`)
    expect(link).toBe('https://news.example.org/1')
    expect(draft).toMatchObject({ headline: 'Old but fine', published: '2026-11-23T00:00:00Z' })
  })

  test('JSON Feed', () => {
    const { draft, partial } = itemOf(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'The Paper',
        language: 'fr',
        items: [
          {
            id: 'one',
            url: 'https://news.example.org/un',
            title: 'Le bac <revient>',
            content_html: TEXT,
            date_published: '2026-11-23T09:30:00+01:00',
            authors: [{ name: 'Luc', url: 'https://news.example.org/luc' }],
            tags: ['mer'],
            image: 'https://news.example.org/bac.jpg',
          },
        ],
      }),
    )
    expect(partial).toBe(false)
    // A title of JSON Feed is plain text without markup.
    expect(draft.headline).toBe('Le bac <revient>')
    expect(draft).toMatchObject({
      language: 'fr',
      published: '2026-11-23T08:30:00Z',
      authors: [{ name: 'Luc', url: 'https://news.example.org/luc' }],
      image: { source: 'https://news.example.org/bac.jpg' },
      tags: ['mer'],
    })
  })

  test('JSON Feed that gives its version as a number, and its text plain', () => {
    const { draft } = itemOf(
      '{"version":"1.1","items":[{"id":"1","content_text":"First <line>.\\n\\nSecond one."}]}',
    )
    expect(draft.headline).toBe('First <line>.')
    expect(draft.body).toHaveLength(2)
  })

  test('without items it is an empty feed, not a fault', () => {
    expect(feedOf('<rss version="2.0"><channel></channel></rss>').items).toEqual([])
  })
})

describe('recordings of an item stand ahead of its text', () => {
  test('RSS, unless the text plays them', () => {
    const item = (text: string) =>
      itemOf(
        `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>P</title><item><title>The talk</title><enclosure url="/talk.mp3?from=rss" length="9" type="audio/mpeg"/><enclosure url="/film.mp4" type="video/mp4"/><itunes:duration>1:02:03</itunes:duration><description><![CDATA[${text}]]></description></item></channel></rss>`,
      ).draft
    const { body, summary } = item(TEXT)
    expect(body[0]).toEqual({
      type: 'audio',
      source: 'https://news.example.org/talk.mp3?from=rss',
      title: 'The talk',
      duration: 3723,
    })
    expect(body).toHaveLength(3)
    expect(summary).toMatch(/^The ferry/)
    const played = item(`${TEXT}<audio src="/talk.mp3" title="In the text"></audio>`).body
    expect(played.filter(({ type }) => type === 'audio')).toEqual([
      { type: 'audio', source: 'https://news.example.org/talk.mp3', title: 'In the text' },
    ])
  })

  test('Atom and JSON Feed, under titles of their own', () => {
    const atom = itemOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><title>The talk</title><id>1</id><link rel="enclosure" type="audio/ogg" href="/talk.ogg" title="Part one"/><content type="html">Words.</content></entry></feed>',
    ).draft
    expect(atom.body[0]).toEqual({
      type: 'audio',
      source: 'https://news.example.org/talk.ogg',
      title: 'Part one',
    })
    const attachment = { url: '/talk.m4a', mime_type: 'audio/mp4', duration_in_seconds: 61.6 }
    const json = itemOf(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'P',
        items: [{ id: '1', title: 'The talk', content_text: 'Words.', attachments: [attachment] }],
      }),
    ).draft
    expect(json.body[0]).toMatchObject({ source: expect.stringMatching(/m4a$/), duration: 62 })
  })
})

describe('what an item leaves out', () => {
  test('only a summary: the article is partial, and its link tells where the whole is', () => {
    const { draft, partial, link } = itemOf(
      rss(
        '<item><title>Short</title><link>https://a.example/1</link><description>A word.</description></item>',
      ),
    )
    expect({ partial, link }).toEqual({ partial: true, link: 'https://a.example/1' })
    expect(draft.summary).toBe('A word.')
  })

  test('a title: the first words stand for it', () => {
    expect(
      itemOf(rss('<item><description>Just a note on the tide.</description></item>')).draft
        .headline,
    ).toBe('Just a note on the tide.')
  })

  test('its own elements: Dublin Core and Media RSS are read in their place', () => {
    const { draft } = itemOf(
      rss(
        '<item><dc:title>From the core</dc:title><dc:date>2026-02-03T04:05:06Z</dc:date><media:group><media:description>In a group.</media:description><media:content url="https://a.example/p.png" medium="image"/></media:group></item>',
      ),
    )
    expect(draft).toMatchObject({
      headline: 'From the core',
      published: '2026-02-03T04:05:06Z',
      summary: 'In a group.',
      image: { source: 'https://a.example/p.png' },
    })
  })

  test('words of any kind: there is no article', () => {
    expect(feedOf(rss('<item><author>a@example.org</author></item>')).items).toEqual([])
  })

  test('a link: its guid names it for good', () => {
    const id = (title: string) =>
      itemOf(rss(`<item><guid>tag:7</guid><title>${title}</title></item>`)).draft.id
    expect(id('Before')).toBe(id('After'))
  })

  test('a lasting address: its guid, Atom id or JSON id names it for good', () => {
    const link = (session: number) => `https://a.example/ferry?sid=${session}`
    const formats: ((session: number) => string)[] = [
      (at) => rss(`<item><guid>17</guid><title>x</title><link>${link(at)}</link></item>`),
      (at) =>
        `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><id>urn:17</id><title>x</title><link href="${link(at)}"/></entry></feed>`,
      (at) =>
        JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'P',
          items: [{ id: '17', url: link(at), title: 'x', content_text: 'x' }],
        }),
      (at) =>
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>P</title></channel><item rdf:about="urn:17"><title>x</title><link>${link(at)}</link></item></rdf:RDF>`,
    ]
    for (const format of formats) {
      const [one, two] = [itemOf(format(1)), itemOf(format(2))]
      expect(one.draft.id).toBe(two.draft.id)
      expect(one.draft.id).toMatch(/^ferry-[0-9a-f]{10}$/)
      expect(one.guid).toBe(two.guid)
    }
  })

  test('a guid of its own: its address tells it from the others that have it too', () => {
    const item = (name: string) =>
      `<item><guid>news</guid><title>${name}</title><link>https://a.example/${name}</link></item>`
    const { items } = feedOf(rss(item('one') + item('two')))
    expect(items.map(({ guid }) => guid)).toEqual([undefined, undefined])
    expect(new Set(items.map(({ draft }) => draft.id)).size).toBe(2)
  })

  test('an address of its own: its guid tells it from the others that lead to the same page', () => {
    const item = (title: string, guid: string) =>
      `<item><title>${title}</title><link>https://a.example/</link>${guid}</item>`
    const { items } = feedOf(
      rss(item('One', '<guid>g1</guid>') + item('Two', '<guid>g2</guid>') + item('Three', '')),
    )
    expect(items.map(({ link }) => link)).toEqual([undefined, undefined, undefined])
    expect(items[0]!.draft).toMatchObject({ id: 'g1', url: 'https://a.example/' })
    expect(new Set(items.map(({ draft }) => draft.id)).size).toBe(3)
    const twice = feedOf(rss(item('One', '<guid>g1</guid>').repeat(2))).items
    expect(new Set(twice.map(({ draft }) => draft.id)).size).toBe(1)
    expect(twice[0]!.link).toBe('https://a.example/')
  })

  test('where it came from in its address: the id is the same with and without', () => {
    const id = (link: string) =>
      itemOf(rss(`<item><title>x</title><link>${link}</link></item>`)).draft.id
    expect(id('https://a.example/one?utm_medium=rss')).toBe(id('https://a.example/one'))
    expect(id('http://www.a.example/one#top')).toBe(id('https://a.example/one'))
    expect(id('https://a.example/one?page=2')).not.toBe(id('https://a.example/one'))
  })
})

describe('feeds that are not quite XML', () => {
  test.each([
    ['stray ampersands', 'Fish & chips, A&B', 'Fish & chips, A&B'],
    ['entities of HTML', 'caf&eacute; &mdash; open', 'café — open'],
    ['unknown entities', 'one &blorb; two', 'one &blorb; two'],
    ['control characters', 'one\u0003 two\u0000', 'one two'],
    ['Windows quotes as control characters', 'don\u0092t', 'don’t'],
    ['Windows quotes as references', 'don&#146;t &#x93;so&#x94;', 'don’t “so”'],
    ['markup in a title', '&lt;b&gt;Bold&lt;/b&gt; claim', 'Bold claim'],
    ['a script in a title', 'Safe&lt;script&gt;alert(1)&lt;/script&gt; words', 'Safe words'],
  ])('%s', (_, written, read) => {
    expect(itemOf(rss(`<item><title>${written}</title></item>`)).draft.headline).toBe(read)
  })

  test('something before the declaration, even a byte order mark', () => {
    expect(
      itemOf(`\ufeff\n\n<!-- made by hand -->${rss('<item><title>Here</title></item>')}`).draft
        .headline,
    ).toBe('Here')
  })

  test('cut off in the middle, the whole items are kept', () => {
    const whole = rss('<item><title>One</title></item><item><title>Two</title></item>')
    const { items } = feedOf(whole.slice(0, whole.indexOf('Two')))
    expect(items.map(({ draft }) => draft.headline)).toEqual(['One'])
  })

  test('one item that is not well-formed costs only itself', () => {
    const { title, items } = feedOf(
      rss(
        '<item><title>One</title></item><item><title>Two<link>x</link></item><item><title>Three</title><description><b>x</i></description></item><item><title>Four</title></item>',
      ),
    )
    expect(title).toBe('The Paper')
    expect(items.map(({ draft }) => draft.headline)).toEqual(
      expect.arrayContaining(['One', 'Four']),
    )
  })

  test('line breaks inside the strings of a JSON Feed', () => {
    const text =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Two\nlines"}]}'
    expect(itemOf(text).draft.headline).toBe('Two lines')
  })

  test('a JSON Feed cut off in the middle', () => {
    const whole = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The Paper',
      authors: [{ name: 'Ada' }],
      items: [
        { id: '1', title: 'One "}]', authors: [{ name: 'Ben' }] },
        { id: '2', title: 'Two' },
      ],
    })
    const cut = ['Two"}]}', 'wo"}]}', '"}]}', '}]}'].map((end) => whole.slice(0, -end.length))
    for (const text of cut) {
      const { items } = feedOf(text)
      expect(items.map(({ draft }) => draft.headline)).toEqual(['One "}]'])
    }
    const firstItem = whole.slice(0, whole.indexOf('"Ben"}') + 6)
    expect(feedOf(firstItem).items).toEqual([])
  })

  test('markup in a description that is not escaped', () => {
    const { draft } = itemOf(
      rss(
        '<item><title>x</title><description><p>One.</p><p>Two <b>bold</b>.</p></description></item>',
      ),
    )
    expect(draft.body).toEqual([
      { type: 'paragraph', runs: ['One.'] },
      { type: 'paragraph', runs: ['Two ', { type: 'strong', runs: ['bold'] }, '.'] },
    ])
  })

  test('a document type quoted inside an article stays where it is', () => {
    const { draft } = itemOf(
      rss(
        '<item><title>On pages</title><content:encoded><![CDATA[<p>Begin with</p><pre>&lt;!DOCTYPE html&gt; and [ so on</pre><p>The end.</p>]]></content:encoded></item>',
      ),
    )
    expect(articleText(draft)).toContain('<!DOCTYPE html> and [ so on')
    expect(articleText(draft)).toContain('The end.')
  })
})

describe('encodings', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1')
  const title = (bytes: Uint8Array, contentType?: string) =>
    parseFeed(decodeSource(defined<Encoded>({ bytes, contentType }), 'feed'), { url }).items[0]!
      .draft.headline

  test('the one HTTP names', () => {
    const bytes = latin(rss('<item><title>\x93D\xe9j\xe0 vu\x94</title></item>'))
    expect(title(bytes, 'text/xml; charset=windows-1252')).toBe('“Déjà vu”')
  })

  test('the one the declaration names', () => {
    const text = rss('<item><title>\xcf\xf0\xe8\xe2\xe5\xf2</title></item>')
    expect(title(latin(text.replace('?>', ' encoding="windows-1251"?>')))).toBe('Привет')
  })

  test('UTF-16 by its mark', () => {
    const text = rss('<item><title>Привет</title></item>')
    expect(title(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('Привет')
  })

  test('UTF-8 that is called something else', () => {
    const text = rss('<item><title>Déjà</title></item>').replace('?>', ' encoding="iso-8859-1"?>')
    expect(title(new TextEncoder().encode(text))).toBe('Déjà')
  })
})

describe('hostile feeds', () => {
  test('entities of a document type are neither expanded nor fetched', ({ task }) => {
    task.meta.fault = [63]
    const bomb = rss('<item><title>&lol2; &file;</title></item>').replace(
      '<rss',
      '<!DOCTYPE rss [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;"><!ENTITY file SYSTEM "file:///etc/passwd">]><rss',
    )
    expect(itemOf(bomb).draft.headline).toBe('&lol2; &file;')
  })

  test('addresses that are none of the web are no links and no pictures', () => {
    const { draft, link } = itemOf(
      rss(
        '<item><title>x</title><link>javascript:alert(1)</link><content:encoded><![CDATA[<p><a href="javascript:alert(1)">go</a></p><img src="file:///etc/passwd">]]></content:encoded></item>',
      ),
    )
    expect(link).toBeUndefined()
    expect(JSON.stringify(draft)).not.toMatch(/javascript:|file:/)
    expect(runsText((draft.body[0] as { runs: string[] }).runs)).toBe('go')
  })

  const many = 100_000
  test.each([
    ['elements in elements', rss(`<item><title>t</title><description>${'<b>'.repeat(many)}`)],
    ['CDATA in CDATA', rss('<![CDATA['.repeat(many))],
    ['comments that never end', '<!--'.repeat(many)],
    ['brackets in a document type', `<!DOCTYPE ${'['.repeat(many)}`],
    ['ampersands', rss(`<item><title>${'&'.repeat(many)}</title></item>`)],
    [
      'brackets in a name',
      rss(`<item><title>t</title><author>${'&lt;('.repeat(many)}</author></item>`),
    ],
    ['lists in lists', `{"version":"https://jsonfeed.org/version/1.1","items":${'['.repeat(many)}`],
    [
      'values of the wrong kind',
      '{"version":"1","items":[null,1,"x",[],{"id":{},"title":[1],"tags":{"a":1},"authors":3}]}',
    ],
  ])('%s end in articles or one clear error, soon', { timeout: 20_000 }, (_, text) => {
    try {
      feedOf(text)
    } catch (error) {
      expect(error).toBeInstanceOf(PressError)
      expect((error as PressError).message).toContain(url)
    }
  })

  test.each(['', 'null', '[]', '{"items":3}', '<html><body>Log in</body></html>', '\u0000\u0001'])(
    'no feed: %j',
    (text) => {
      expect(() => feedOf(text)).toThrow(PressError)
    },
  )
})

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus/feeds')

describe.skipIf(!existsSync(CORPUS))('the corpus of feeds', () => {
  const files = existsSync(CORPUS)
    ? readdirSync(CORPUS, { recursive: true, withFileTypes: true })
        .filter(
          (entry) => entry.isFile() && /\.(?:xml|rss|atom|rdf|json)(?:\.gz)?$/.test(entry.name),
        )
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : []
  const read = (path: string) =>
    path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)
  const parsed = new Map<string, ReturnType<typeof parseFeed>>()
  const parse = (path: string) => {
    const feed = parsed.get(path) ?? parseFile(path)
    parsed.set(path, feed)
    return feed
  }
  const parseFile = (path: string) => {
    const bytes = read(path)
    const start = new TextDecoder('latin1').decode(bytes.subarray(0, 2000))
    const contentType = /Header:\s*Content-type:\s*(.*)/i.exec(start)?.[1]
    return parseFeed(decodeSource(defined<Encoded>({ bytes, contentType }), 'feed'), { url })
  }

  test('no file ends in anything but articles or an error with a remedy', () => {
    const odd: string[] = []
    let articles = 0
    for (const path of files) {
      try {
        articles += parse(path).items.length
      } catch (error) {
        if (!(error instanceof PressError) || !error.remedy) odd.push(`${path}: ${error}`)
      }
    }
    expect(odd).toEqual([])
    expect(articles).toBeGreaterThan(1300)
  })

  test('every item of the real feeds is there', () => {
    const real = files.filter((path) => {
      const name = relative(CORPUS, path)
      return (
        /^(?:feed-rs\/|rss-parser\/input|netnewswire|feed-reader)/.test(name) &&
        /\.(?:xml|rss|atom)(?:\.gz)?$/.test(name) &&
        !/unrecognized|\/xml\//.test(name)
      )
    })
    expect(real.length).toBeGreaterThan(50)
    const lacking = real.flatMap((path) => {
      const text = new TextDecoder()
        .decode(read(path))
        .replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '')
      const written = text.match(/<(?:item|entry)[\s>]/g)?.length ?? 0
      const found = parse(path).items.length
      return found === written ? [] : [`${relative(CORPUS, path)}: ${found} of ${written}`]
    })
    expect(lacking).toEqual([])
  })
})
