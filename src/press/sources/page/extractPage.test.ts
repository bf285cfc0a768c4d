import { describe, expect, test } from 'vitest'
import { articleText } from '../../article/articleText.ts'
import { PressError } from '../../report/PressError.ts'
import { decodeSource } from '../decodeSource.ts'
import { extractPage } from './extractPage.ts'

const url = 'https://news.example.org/2026/11/the-mast.html'

const SENTENCES = [
  'The mast on the hill has stood since the spring of 1931, and no one in the village remembers the view without it.',
  'On Monday two engineers climbed it for the last time, with a lamp, a rope and a photograph of the first crew.',
  'The transmitter below, they said, will be kept warm for another year, in case the new one falls silent in winter.',
  'Listeners wrote letters, some of them long, and the station read three of them on the air in the same evening.',
]
const BODY = SENTENCES.map((sentence) => `<p>${sentence}</p>`).join('\n')

function page(body: string, head = '<title>The last climb</title>'): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`
}

const decoded = (bytes: Uint8Array) => decodeSource({ bytes }, 'page')

describe('what a page says of its article', () => {
  test('is taken from JSON-LD', () => {
    const draft = extractPage(
      page(
        `<article><h1>The last climb</h1>${BODY}</article>`,
        `<title>The last climb | The Paper</title><script type="application/ld+json">${JSON.stringify(
          {
            '@context': 'https://schema.org',
            '@graph': [
              { '@type': 'WebSite', name: 'The Paper' },
              {
                '@type': 'NewsArticle',
                headline: 'The last climb',
                datePublished: '2026-11-20T08:00:00+02:00',
                dateModified: '2026-11-21T08:00:00Z',
                author: [
                  { '@type': 'Person', name: 'Ada Voss', url: 'https://news.example.org/ada' },
                  { '@type': 'Person', name: 'Ben Okri' },
                ],
                keywords: ['radio', 'masts'],
                image: { url: 'https://news.example.org/mast.jpg' },
              },
            ],
          },
        )}</script>`,
      ),
      { url },
    )
    expect(draft).toMatchObject({
      headline: 'The last climb',
      published: '2026-11-20T06:00:00Z',
      modified: '2026-11-21T08:00:00Z',
      authors: [{ name: 'Ada Voss', url: 'https://news.example.org/ada' }, { name: 'Ben Okri' }],
      tags: ['radio', 'masts'],
      image: { source: 'https://news.example.org/mast.jpg' },
      language: 'en',
      direction: 'ltr',
    })
  })

  const jsonLd = (script: string) =>
    extractPage(
      page(
        `<article>${BODY}</article>`,
        `<title>The Paper</title><script type="application/ld+json">${script}</script>`,
      ),
      { url },
    )

  test.each([
    ['line breaks', '{"@type":"Article","headline":"The last\nclimb"}'],
    ['control characters', '{"@type":"Article","headline":"The last\u0001climb"}'],
    ['surplus commas', '{"@type":"Article","tags":["a",],"headline":"The last climb",}'],
    ['a missing comma', '{"@type":"Article"\n"headline":"The last climb"}'],
    ['comments', '{"@type":"Article", //"Report",\n"headline":"The last climb"}'],
    ['CDATA', '//<![CDATA[\n{"@type":"Article","headline":"The last climb"};\n//]]>'],
    [
      'CDATA in comments',
      '/* <![CDATA[ */{"@type":"Article","headline":"The last climb",}/* ]]> */',
    ],
  ])('is taken from faulty JSON-LD: %s', (_, script) => {
    expect(jsonLd(script).headline).toBe('The last climb')
  })

  test('is not taken from JSON-LD that was cut off', () => {
    expect(jsonLd('{"@type":"Article","headline":"The last cl').headline).toBe('The Paper')
  })

  test('quotes without end in many scripts of JSON-LD take no long time', {
    timeout: 10_000,
  }, () => {
    const script = `{"@type":"Article","headline":"${'a"a'.repeat(10_000)}"}`
    const scripts = Array(50).fill(script).join('</script><script type="application/ld+json">')
    expect(jsonLd(scripts).headline).toBeTruthy()
  })

  test('else from OpenGraph and meta', () => {
    const draft = extractPage(
      page(
        `<article><h1>The last climb</h1>${BODY}</article>`,
        '<title>x</title><meta property="og:title" content="The last climb"><meta property="article:published_time" content="2026-11-20"><meta name="author" content="By Ada Voss and Ben Okri">',
      ),
      { url },
    )
    expect(draft).toMatchObject({
      headline: 'The last climb',
      published: '2026-11-20T00:00:00Z',
      authors: [{ name: 'Ada Voss' }, { name: 'Ben Okri' }],
    })
  })

  test('a canonical address is believed on its own host alone', () => {
    const of = (canonical: string, at = url) =>
      extractPage(
        page(BODY, `<title>The last climb</title><link rel="canonical" href="${canonical}">`),
        { url: at },
      ).url
    expect(of('https://news.example.org/the-mast')).toBe('https://news.example.org/the-mast')
    expect(of('https://www.news.example.org/the-mast')).toBe(
      'https://www.news.example.org/the-mast',
    )
    for (const [canonical, at] of [
      ['https://bank.example.com/login', url],
      ['https://www.bbc.co.uk/news/1', 'https://evil.co.uk/1'],
      ['https://honest.github.io/1', 'https://evil.github.io/1'],
      ['https://[site.url]/x', url],
    ] as const) {
      expect(of(canonical, at)).toBe(at)
    }
  })

  test('a description that is printed nowhere is no standfirst', () => {
    const head =
      '<title>The last climb</title><meta name="description" content="Two engineers, a lamp, and the end of a long story.">'
    const silent = extractPage(page(`<article><h1>The last climb</h1>${BODY}</article>`, head), {
      url,
    })
    expect(silent.standfirst).toBeUndefined()
    expect(silent.summary).toBe('Two engineers, a lamp, and the end of a long story.')
    const printed = extractPage(
      page(
        `<header><h1>The last climb</h1><h2>Two engineers, a lamp, and the end of a long story.</h2></header><article>${BODY}</article>`,
        head,
      ),
      { url },
    )
    expect(printed.standfirst).toBe('Two engineers, a lamp, and the end of a long story.')
  })
})

describe('the body', () => {
  test('is the article without what stands around it', () => {
    const draft = extractPage(
      page(`
        <nav><a href="/">Home</a> <a href="/news">News</a></nav>
        <main><article>
          <h1>The last climb</h1>
          <div class="byline">By <a href="/ada">Ada Voss</a></div>
          <p>Published 20 November 2026, 08:00</p>
          <div class="share-bar"><a href="#">Share on Facebook</a></div>
          <p>${SENTENCES[0]}</p>
          <p><strong>READ MORE: <a href="/other">Ten hills you should see before you are old</a></strong></p>
          <p>${SENTENCES[1]}</p>
          <div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story from the hill.</p></div>
          <h2>A warm transmitter</h2>
          <p>${SENTENCES[2]}</p>
          <p>Advertisement</p>
          <blockquote><p>We shall miss it.</p></blockquote>
          <ul><li>A lamp</li><li>A rope</li></ul>
          <p>${SENTENCES[3]}</p>
          <h3>Related articles</h3>
          <ul><li><a href="/1">The hill in the fog, seen from below</a></li><li><a href="/2">How a valve is made by hand</a></li></ul>
          <p>Copyright 2026 The Paper. All rights reserved.</p>
        </article></main>
        <section class="comments"><p>First! And a long comment that goes on for quite a while, to look like text.</p></section>
        <footer>Imprint</footer>`),
      { url },
    )
    expect(articleText(draft).split(/\n+/)).toEqual([
      SENTENCES[0],
      SENTENCES[1],
      'A warm transmitter',
      SENTENCES[2],
      'We shall miss it.',
      'A lamp',
      'A rope',
      SENTENCES[3],
    ])
  })

  test('is found where the page gives its text in JSON-LD, however it is wrapped', () => {
    const draft = extractPage(
      page(
        `<h1>The last climb</h1>
         <div class="x1"><div class="a">${SENTENCES[0]}</div><div class="a" hidden>${SENTENCES[1]}</div></div>
         <div class="x2">${'<p>A long list of terms and conditions, which is text, but no one came here for it, and it goes on.</p>'.repeat(1)}</div>
         <div class="x1"><div class="a">${SENTENCES[2]}</div><div class="a">${SENTENCES[3]}</div></div>`,
        `<title>The last climb</title><script type="application/ld+json">${JSON.stringify({
          '@type': 'Article',
          headline: 'The last climb',
          articleBody: SENTENCES.join(' '),
        })}</script>`,
      ),
      { url },
    )
    for (const sentence of SENTENCES) expect(articleText(draft)).toContain(sentence)
  })

  test('a caption in a box of its own goes with its picture', () => {
    const draft = extractPage(
      page(
        `<article><h1>The last climb</h1><p>${SENTENCES[0]}</p><p>${SENTENCES[1]}</p><p>${SENTENCES[3]}</p>
         <div class="picture-box"><img src="/mast.jpg" alt="A mast."><div class="img-caption">The mast at dusk.</div></div>
         <p>${SENTENCES[2]}</p></article>`,
      ),
      { url },
    )
    expect(draft.body.find(({ type }) => type === 'figure')).toMatchObject({
      source: 'https://news.example.org/mast.jpg',
      alt: 'A mast.',
      caption: ['The mast at dusk.'],
    })
    expect(articleText(draft)).not.toContain('dusk')
  })

  test('in Persian is Persian, right to left, whatever the template says', () => {
    const persian =
      'دکل روی تپه از بهار سال ۱۳۱۰ آنجا ایستاده است و هیچ‌کس در روستا چشم‌انداز را بدون آن به یاد نمی‌آورد، گفت پیرمرد.'
    const draft = extractPage(
      page(
        `<article><h1>آخرین صعود</h1>${`<p>${persian}</p><p>${persian} دوباره.</p><p>${persian} و باز.</p>`}</article>`,
        '<title>آخرین صعود</title>',
      ),
      { url },
    )
    expect(draft).toMatchObject({ headline: 'آخرین صعود', language: 'fa', direction: 'rtl' })
  })
})

describe('encodings', () => {
  const japanese =
    '<html lang="ja"><head><meta charset="Shift_JIS"><title>A</title></head><body><article><h1>A</h1>'
  // 「これは長い文章です。」 in Shift_JIS.
  const sentence = [
    0x82, 0xb1, 0x82, 0xea, 0x82, 0xcd, 0x92, 0xb7, 0x82, 0xa2, 0x95, 0xb6, 0x8f, 0xcd, 0x82, 0xc5,
    0x82, 0xb7, 0x81, 0x42,
  ]

  test('are the ones the page declares', () => {
    const bytes = Buffer.concat([
      Buffer.from(japanese),
      ...Array.from({ length: 12 }, () =>
        Buffer.concat([
          Buffer.from('<p>'),
          Buffer.from(sentence),
          Buffer.from(sentence),
          Buffer.from('</p>'),
        ]),
      ),
    ])
    expect(articleText(extractPage(decoded(bytes), { url }))).toContain('これは長い文章です。')
  })

  test('but bytes that are UTF-8 all through are UTF-8', () => {
    const bytes = new TextEncoder().encode(
      `<html><head><meta charset="gb2312"><title>Über Türme</title></head><body><article><h1>Über Türme</h1>${BODY}</article>`,
    )
    expect(extractPage(decoded(bytes), { url }).headline).toBe('Über Türme')
  })
})

describe('a page that holds no article', () => {
  test.each([
    ['no text', page('<h1>Loading</h1><div id="app"></div>', '<title>Loading</title>')],
    ['no headline', page(BODY, '')],
    ['nothing', decoded(new Uint8Array())],
    ['no page at all', decoded(new Uint8Array([0, 1, 2, 255, 254, 3]))],
  ])('is an error with a remedy: %s', (_, text) => {
    expect(() => extractPage(text, { url })).toThrow(PressError)
    expect(() => extractPage(text, { url })).toThrow(/^https:\/\/news\.example\.org.*feed\.$/)
  })
})
