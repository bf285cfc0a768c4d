import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Run } from '#bundle/article.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from '../../article/draft.ts'
import { parseHtml } from './parseHtml.ts'
import { toBlocks } from './toBlocks.ts'

const base = 'https://example.org/news/one/'

function blocks(html: string): DraftBlock[] {
  return toBlocks(parseHtml(html).body, { base, language: 'en' })
}

function runs(html: string): Run[] {
  const [first] = blocks(html)
  return first && 'runs' in first ? first.runs : []
}

describe('inline content', () => {
  test('keeps emphasis, code, breaks and links, relative ones resolved', () => {
    expect(
      runs('<p>A <b>bold</b> and <em>soft</em> <a href="../two/">word</a><br>more</p>'),
    ).toEqual([
      'A ',
      { type: 'strong', runs: ['bold'] },
      ' and ',
      { type: 'emphasis', runs: ['soft'] },
      ' ',
      { type: 'link', url: 'https://example.org/news/two/', runs: ['word'] },
      { type: 'break' },
      'more',
    ])
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<b>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.org/1',
  ])('a link to %j keeps its words alone', (href) => {
    expect(runs(`<p><a href="${href.replaceAll('"', '&quot;')}">words</a></p>`)).toEqual(['words'])
  })

  test('links of mail and to articles of the same publication stay', () => {
    expect(runs('<p><a href="mailto:a@example.org">mail</a></p>')).toEqual([
      { type: 'link', url: 'mailto:a@example.org', runs: ['mail'] },
    ])
    expect(runs('<p><a href="article:fa-how">how</a></p>')).toEqual([
      { type: 'link', url: 'article:fa-how', runs: ['how'] },
    ])
  })

  test('a passage in another language is marked with its direction', () => {
    expect(runs('<p>They said <span lang="fa">سلام</span> to us.</p>')).toEqual([
      'They said ',
      { type: 'language', language: 'fa', direction: 'rtl', runs: ['سلام'] },
      ' to us.',
    ])
  })

  test('a block in the other direction is marked, whether or not the source says so', () => {
    const inside = (language: string, html: string) =>
      toBlocks(parseHtml(html).body, { base: 'https://example.org/', language }).map(
        ({ language, direction }) => [language, direction].join(' '),
      )
    const english = '<p>The long wave is back on the air, she said.</p>'
    const persian = '<blockquote><p>مهندسان می‌گویند آنتن تازه است.</p></blockquote>'
    expect(inside('fa', english + persian)).toEqual([' ltr', ' '])
    expect(inside('en', english + persian)).toEqual([' ', 'fa rtl'])
    expect(inside('fa', '<p>iPhone</p><p>Reuters گزارش داد که رادیو برگشته است.</p>')).toEqual([
      ' ',
      ' ',
    ])
  })

  test('bidirectional overrides and control characters are left out', () => {
    expect(runs('<p>exe\u202efdp\u0007 done</p>')).toEqual(['exefdp done'])
  })
})

describe('blocks', () => {
  test('headings begin at level 2 without gaps', () => {
    const found = blocks('<h1>One</h1><p>a</p><h4>Two</h4><p>b</p>')
    expect(found.filter(({ type }) => type === 'heading')).toMatchObject([
      { level: 2, runs: ['One'] },
      { level: 3, runs: ['Two'] },
    ])
  })

  test('lists nest, with numbers kept', () => {
    expect(blocks('<ol start="3"><li>c<ul><li>inner</li></ul></li></ol>')).toMatchObject([
      {
        type: 'list',
        ordered: true,
        start: 3,
        items: [[{ type: 'paragraph' }, { type: 'list', ordered: false }]],
      },
    ])
  })

  test('a quotation knows who said it', () => {
    expect(blocks('<blockquote><p>Words.</p><footer>— A. Speaker</footer></blockquote>')).toEqual([
      {
        type: 'quote',
        blocks: [{ type: 'paragraph', runs: ['Words.'] }],
        cite: 'A. Speaker',
      },
    ])
  })

  test('code keeps its white space and its language', () => {
    expect(blocks('<pre><code class="language-ts">if (a) {\n  b\n}</code></pre>')).toEqual([
      { type: 'code', text: 'if (a) {\n  b\n}', syntax: 'ts' },
    ])
  })

  test('a table of data stays one, a table for layout is only its content', () => {
    const [data] = blocks(
      '<table><tr><th>a</th><th>b</th></tr><tr><td colspan=2>1</td></tr></table>',
    )
    expect(data).toMatchObject({
      type: 'table',
      rows: [[{ header: true }, { header: true }], [{ columns: 2 }]],
    })
    expect(blocks('<table><tr><td><p>Only text.</p></td></tr></table>')).toEqual([
      { type: 'paragraph', runs: ['Only text.'] },
    ])
  })

  test('players and posts become labelled links', () => {
    expect(
      blocks('<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film"></iframe>'),
    ).toEqual([
      {
        type: 'embed',
        url: 'https://www.youtube.com/watch?v=abcdefghijk',
        title: 'A film',
        provider: 'youtube.com',
      },
    ])
    const post = blocks(
      '<blockquote class="twitter-tweet"><p>Hello</p><a href="https://twitter.com/a/status/1">date</a></blockquote>',
    )
    expect(post.at(-1)).toMatchObject({ type: 'embed', url: 'https://twitter.com/a/status/1' })
  })

  test('recordings are called by their caption, label or file, once each', () => {
    expect(
      blocks(
        `<audio src="/talk.mp3" title="A talk"></audio>
         <figure><audio controls><source src="a.wav"><source src="a.ogg" type="audio/ogg"></audio><figcaption>The <b>bells</b></figcaption></figure>
         <audio src="/talk.mp3"></audio><audio src="Fog%20horn.m4a?x=1"></audio>
         <audio src="file:///etc/passwd"></audio><audio src="data:audio/mpeg;base64,AAAA"></audio>`,
      ),
    ).toEqual([
      { type: 'audio', source: 'https://example.org/talk.mp3', title: 'A talk' },
      { type: 'audio', source: 'https://example.org/news/one/a.ogg', title: 'The bells' },
      {
        type: 'audio',
        source: 'https://example.org/news/one/Fog%20horn.m4a?x=1',
        title: 'Fog horn.m4a',
      },
    ])
  })

  test('what is hidden or no content is left out', () => {
    expect(
      blocks(
        '<p hidden>a</p><p style="display:none">b</p><script>c</script><style>d</style><template><p>e</p></template><button>f</button><p>shown</p>',
      ),
    ).toEqual([{ type: 'paragraph', runs: ['shown'] }])
  })
})

describe('pictures', () => {
  test('have alt, caption and credit, each its own', () => {
    expect(
      blocks(
        '<figure><img src="a.jpg" alt="A mast."><figcaption>At night. <span class="credit">Photo: B. Name</span></figcaption></figure>',
      ),
    ).toEqual([
      {
        type: 'figure',
        source: 'https://example.org/news/one/a.jpg',
        alt: 'A mast.',
        caption: ['At night.'],
        credit: 'B. Name',
      },
    ])
  })

  test.each([
    ['lazy', '<img src="data:image/gif;base64,R0lGOD" data-src="big.jpg" alt="">'],
    ['srcset', '<img src="small.jpg" srcset="small.jpg 320w, big.jpg 1280w" alt="">'],
    [
      'a data: address in a srcset',
      '<img src="small.jpg" srcset="data:image/gif;base64,R0lGOD 1920w, big.jpg 1280w" alt="">',
    ],
    [
      'a fault in a srcset',
      '<img src="small.jpg" srcset="small.jpg wide, tiny.jpg 1280w" data-src="big.jpg" alt="">',
    ],
    [
      'picture',
      '<picture><source srcset="big.jpg 1280w" type="image/jpeg"><img src="small.jpg" alt=""></picture>',
    ],
    [
      'noscript',
      '<img src="data:image/gif;base64,R0lGOD" alt=""><noscript><img src="big.jpg" alt=""></noscript>',
    ],
  ])('the best file is found: %s', (_, html) => {
    expect(blocks(html)).toMatchObject([
      { type: 'figure', source: 'https://example.org/news/one/big.jpg' },
    ])
  })

  test('commas inside an address of a srcset are part of it', () => {
    const html =
      '<img src="a.jpg" srcset="w_640,q_80/a.jpg 640w,w_1280,q_80/b.jpg 1280w, c.jpg 320w" alt="">'
    expect(blocks(html)).toMatchObject([
      { type: 'figure', source: 'https://example.org/news/one/w_1280,q_80/b.jpg' },
    ])
  })

  test('counting pixels and spacers are no pictures', () => {
    expect(blocks('<p>t</p><img src="t.gif" width=1 height=1><img src="/spacer.gif">')).toEqual([
      { type: 'paragraph', runs: ['t'] },
    ])
  })
})

describe('limits', () => {
  const deep = (open: string) => `<p>before</p>${open.repeat(30_000)}inside`

  test.each(['<div>', '<b>', '<span>', '<ul><li>', '<blockquote>', '<a href="/x">'])(
    'thousands of %s in each other end nowhere',
    (open) => {
      const found = blocks(deep(open))
      expect(JSON.stringify(found)).toContain('inside')
      expect(nesting(found)).toBeLessThan(LIMITS.depth)
    },
  )

  test('no more blocks and runs than a reader takes', () => {
    const found = blocks('<p>a <b>b</b> c</p>'.repeat(30_000))
    expect(found.length).toBeLessThanOrEqual(LIMITS.blocks)
  })
})

function nesting(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map(nesting))
}

const corpus = join(import.meta.dirname, '../../../../../shared/corpus/sanitise')

describe.skipIf(!existsSync(corpus))('attacks of ../shared/corpus/sanitise', () => {
  const attacks: string[] = []
  if (existsSync(corpus)) {
    for (const path of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
      const file = join(corpus, path)
      if (!statSync(file).isFile() || /\.(?:png|jpe?g|svgz)$/.test(path)) continue
      const text = readFileSync(file, 'utf8')
      attacks.push(text, ...text.split('\n'))
      if (path.endsWith('.json')) attacks.push(...strings(JSON.parse(text)))
    }
  }

  test('leave text, pictures and checked links, nothing else', () => {
    expect(attacks.length).toBeGreaterThan(3000)
    for (const attack of attacks) {
      for (const url of addresses(blocks(attack))) {
        expect(url, attack.slice(0, 300)).toMatch(
          /^(?:https?:\/\/|mailto:|data:image\/(?:png|jpe?g|webp|gif|avif)[;,])/i,
        )
        expect(url, attack.slice(0, 300)).not.toMatch(/[\u0000-\u0020]/)
      }
    }
  })
})

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(strings)
}

/** Every value that an app could put into an attribute; all other values are shown as text. */
function addresses(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'string' && /^(?:url|source)$/.test(name) ? [inner] : addresses(inner),
  )
}
