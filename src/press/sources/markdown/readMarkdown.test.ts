import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { articleText } from '../../article/articleText.ts'
import type { Draft } from '../../article/draft.ts'
import { PressError } from '../../report/PressError.ts'
import { readSource } from '../readSource.ts'
import { readMarkdown } from './readMarkdown.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'longwave-markdown-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function read(text: string | Uint8Array, name = 'one.md'): Promise<Draft> {
  const path = join(root, name)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  return (await readMarkdown(path, { root, language: 'en' }))!
}

describe('front matter', () => {
  test('in YAML gives an article its fields', async () => {
    const draft = await read(`---
title: "Ferries: a return"
kicker: Harbour
standfirst: Two boats, four crossings.
date: 2026-11-23 09:30:00 +0200
modified: 2026-11-24
dateline: Ystad
authors:
  - Ada Voss
  - {name: Ben Okri, url: https://news.example.org/ben}
tags: [boats, sea]
lang: en_GB
image: {src: boat.jpg, alt: A boat at the quay, caption: The first one, credit: Cy Lund}
correction: {date: 2026-11-25, text: The boat is blue.}
canonical: https://news.example.org/ferries
---
It is back.
`)
    expect(draft).toMatchObject({
      id: 'one',
      headline: 'Ferries: a return',
      kicker: 'Harbour',
      standfirst: 'Two boats, four crossings.',
      summary: 'Two boats, four crossings.',
      published: '2026-11-23T07:30:00Z',
      modified: '2026-11-24T00:00:00Z',
      dateline: 'Ystad',
      authors: [{ name: 'Ada Voss' }, { name: 'Ben Okri', url: 'https://news.example.org/ben' }],
      tags: ['boats', 'sea'],
      language: 'en-GB',
      url: 'https://news.example.org/ferries',
      image: {
        source: pathToFileURL(join(root, 'boat.jpg')).href,
        alt: 'A boat at the quay',
        caption: ['The first one'],
        credit: 'Cy Lund',
      },
      correction: { date: '2026-11-25T00:00:00Z', text: 'The boat is blue.' },
    })
  })

  test('in TOML, with the date in the path a site would give it', async () => {
    const draft = await read(`+++
path = "2024/12/12/Core"
title = "The core"
authors = ["Niko"]
[taxonomies]
tags = ["team"]
+++
Text.
`)
    expect(draft).toMatchObject({
      headline: 'The core',
      published: '2024-12-12T00:00:00Z',
      authors: [{ name: 'Niko' }],
      tags: ['team'],
    })
  })

  test('may be missing: the first heading is the headline, and is not printed twice', async () => {
    const draft = await read('# The *return*\n\nIt is back.\n', '2026-11-23-return.md')
    expect(draft).toMatchObject({
      id: 'return',
      headline: 'The return',
      published: '2026-11-23T00:00:00Z',
      body: [{ type: 'paragraph', runs: ['It is back.'] }],
    })
  })

  test.each([
    ['true', 'draft: true'],
    ['not published', 'published: false'],
  ])('keeps a draft back: %s', async (_, field) => {
    expect(await read(`---\ntitle: x\n${field}\n---\ntext`)).toBeUndefined()
  })

  test.each([
    ['a colon in a title', '---\ntitle: a: b: c\n---\ntext', /front matter.*quotation marks/],
    [
      'a billion laughs',
      `---\na: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i ? `b${i - 1}` : 'a'},*${i ? `b${i - 1}` : 'a'}]`).join('\n')}\n---\n# x\n\ntext`,
      /front matter/,
    ],
    ['YAML nested past sense', `---\na: ${'['.repeat(50_000)}\n---\n# x`, /front matter/],
    ['YAML indented past sense', `---\n${'- '.repeat(30_000)}a\n---\n# x\n\ntext`, /front matter/],
    ['front matter without end', `---\n${'a: b\n'.repeat(20_000)}---\n# x`, /64 KiB/],
    ['TOML nested past sense', `+++\na = ${'['.repeat(5000)}\n+++\n# x`, /front matter/],
    ['no headline', 'Only text.', /no headline/],
    [
      'a correction without a date',
      '---\ntitle: x\ncorrection: words\n---\ntext',
      /correction needs/,
    ],
    ['bytes that are not UTF-8', Uint8Array.of(0x23, 0x20, 0xff, 0xfe), /not UTF-8/],
  ])('%s: the error names the file and the remedy', async (_, text, words) => {
    const error = await read(text).then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(PressError)
    expect((error as PressError).message).toMatch(words)
    expect((error as PressError).message).toContain(join(root, 'one.md'))
    expect((error as PressError).remedy).toBeTruthy()
  })

  test.each([
    ['executable tags', '---\ntitle: !!js/function "function(){}"\n---\n# Real\n\ntext'],
    ['reserved names', '---\n__proto__: {polluted: true}\nconstructor: x\ntitle: Fine\n---\ntext'],
    [
      'fields of the wrong kind',
      '---\ntitle: [a]\ntags: {a: 1}\nauthors: 7\nimage: [1]\ndate: {}\n---\n# Real\n\ntext',
    ],
  ])('%s do no harm', async (_, text) => {
    const draft = await read(text)
    expect(draft.headline).toBeTruthy()
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('text', () => {
  test('code stays as it is written, tags of site generators around it go', async () => {
    const { body } = await read(`# x

{% include nav.html %}
Words{: .lead} before. {{< youtube x >}}

## Part {#part}

\`\`\`rust,ignore
println!("{:?} {% raw %}", x);
\`\`\`

Inline \`{:.2}\`.
`)
    expect(body).toEqual([
      { type: 'paragraph', runs: ['Words before.'] },
      { type: 'heading', level: 2, runs: ['Part'] },
      { type: 'code', text: 'println!("{:?} {% raw %}", x);', syntax: 'rust' },
      { type: 'paragraph', runs: ['Inline ', { type: 'code', runs: ['{:.2}'] }, '.'] },
    ])
  })

  test('footnotes stand at the end, below a line', async () => {
    const { body } = await read('# x\n\nSaid[^1] so.\n\n[^1]: By *whom*?\n')
    expect(body).toEqual([
      { type: 'paragraph', runs: ['Said', { type: 'sup', runs: ['1'] }, ' so.'] },
      { type: 'rule' },
      {
        type: 'list',
        ordered: true,
        items: [[{ type: 'paragraph', runs: ['By ', { type: 'emphasis', runs: ['whom'] }, '?'] }]],
      },
    ])
  })

  test('tables, lists of tasks and quotations', async () => {
    const { body } = await read(
      '# x\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n> Said.\n',
    )
    expect(body[0]).toMatchObject({
      type: 'table',
      rows: [
        [{ header: true }, { header: true }],
        [{ runs: ['1'] }, { runs: ['2'] }],
      ],
    })
    expect(articleText({ headline: '', body } as unknown as Draft)).toMatch(/☑ done\s+☐ open/)
    expect(body[2]).toMatchObject({ type: 'quote' })
  })

  test('a picture alone in its line is a figure with caption and credit', async () => {
    const { image, body } = await read(
      '# x\n\nText.\n\n![A boat](/p/boat.jpg "The first | Cy Lund")\n',
      'fa/one.md',
    )
    expect(image).toBeUndefined()
    // The address is resolved from the top of the folder, as on a site made from it.
    expect(body[1]).toEqual({
      type: 'figure',
      source: pathToFileURL(join(root, 'p/boat.jpg')).href,
      alt: 'A boat',
      caption: ['The first'],
      credit: 'Cy Lund',
    })
  })

  test('HTML in it is read, scripts and odd addresses are not', async () => {
    const draft = await read(
      '# x\n\n<div>Some <b>bold</b></div>\n\n<script>alert(1)</script>\n\n[go](javascript:alert(1)) [on](data:text/html,x)\n',
    )
    expect(draft.body).toEqual([
      { type: 'paragraph', runs: ['Some ', { type: 'strong', runs: ['bold'] }] },
      { type: 'paragraph', runs: ['go on'] },
    ])
  })
})

test.each([
  ['stars', '*a**'.repeat(10_000)],
  ['strokes', '~~a'.repeat(10_000)],
  ['stars in lines', '*a**\n'.repeat(10_000)],
  ['brackets', '['.repeat(50_000)],
  ['quotations', '>'.repeat(100_000)],
  ['tags', '{%'.repeat(100_000)],
])('many %s end soon', { timeout: 15_000 }, async (_, text) => {
  expect((await read(`# x\n\nBefore.\n\n${text}`)).body[0]).toEqual({
    type: 'paragraph',
    runs: ['Before.'],
  })
})

describe('a folder of articles', () => {
  test('languages come from the folders, ids from the paths, links between files become articles', async () => {
    await mkdir(join(root, 'fa'))
    await mkdir(join(root, 'zh-hans'))
    await writeFile(
      join(root, 'fa/one.md'),
      '# یک\n\n[دو](../zh-hans/2026-01-02-two.md#x) و [بیرون](https://a.example/README.md)\n',
    )
    await writeFile(join(root, 'zh-hans/2026-01-02-two.md'), '# 二\n\n[一](../fa/one.md)\n')
    await writeFile(join(root, 'fa/README.md'), '# How this folder works\n')
    const drafts: Draft[] = []
    for await (const item of readSource({ markdown: '.' }, { folder: root, language: 'en' })) {
      expect(item).not.toHaveProperty('error')
      if ('draft' in item) drafts.push(item.draft)
    }
    expect(drafts.map(({ id, language, direction }) => [id, language, direction])).toEqual([
      ['fa-one', 'fa', 'rtl'],
      ['zh-hans-two', 'zh-Hans', 'ltr'],
    ])
    expect(JSON.stringify(drafts[0]!.body)).toContain('"article:zh-hans-two"')
    expect(JSON.stringify(drafts[0]!.body)).toContain('"https://a.example/README.md"')
    expect(JSON.stringify(drafts[1]!.body)).toContain('"article:fa-one"')
  })
})

describe('ids and names', () => {
  test('a link leads to the id its target chose', async () => {
    await mkdir(join(root, 'posts'))
    await writeFile(join(root, 'posts/two.md'), '---\nid: the-second\n---\n# Two\n\ntext')
    await writeFile(join(root, 'posts/three.md'), '---\nslug: third\n---\n# Three\n\ntext')
    await writeFile(join(root, 'posts/broken.md'), '---\nid: [\n---\n# Broken\n\ntext')
    const { body } = await read(
      '# One\n\n[a](two.md) [b](/posts/three.md) [c](broken.md) [d](gone.md) [e](../../etc/x.md)\n',
      'posts/one.md',
    )
    const links = JSON.stringify(body).match(/"article:[^"]*"|"file:[^"]*"/g)
    expect(links).toEqual([
      '"article:the-second"',
      '"article:posts-third"',
      '"article:posts-broken"',
      '"article:posts-gone"',
    ])
    expect((await readMarkdown(join(root, 'posts/three.md'), { root, language: 'en' }))!.id).toBe(
      'posts-third',
    )
  })

  test.each([
    ['[Ada Voss, Ben Okri]', ['Ada Voss', 'Ben Okri']],
    ['["Ada Voss, Ben Okri, and Cy Lund"]', ['Ada Voss', 'Ben Okri', 'Cy Lund']],
    ['Ada Voss & Ben Okri', ['Ada Voss', 'Ben Okri']],
    ['"Voss, Ada"', ['Voss, Ada']],
    ['Ink and Paper', ['Ink and Paper']],
    ['Niko', ['Niko']],
    ['山田太郎、佐藤花子', ['山田太郎', '佐藤花子']],
    ['Ada Voss <ada@example.org>', ['Ada Voss']],
  ])('authors: %s', async (written, names) => {
    const { authors } = await read(`---\ntitle: x\nauthors: ${written}\n---\ntext`)
    expect(authors.map(({ name }) => name)).toEqual(names)
  })
})

const CORPUS = join(import.meta.dirname, '../../../../../shared/corpus/markdown')

describe.skipIf(!existsSync(CORPUS))('the corpus of Markdown', () => {
  async function all(name: string) {
    const drafts: Draft[] = []
    const source = { markdown: join(CORPUS, name) }
    for await (const item of readSource(source, { folder: '/', language: 'en' })) {
      if ('error' in item) throw item.error
      drafts.push(item.draft)
    }
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length)
    return drafts
  }

  test('a guide in 29 languages: each in its own, written its own way', async () => {
    const drafts = await all('opensource-guide')
    expect(drafts).toHaveLength(118)
    const directions = new Map(drafts.map(({ language, direction }) => [language, direction]))
    expect(directions.size).toBe(29)
    const rtl = [...directions].filter(([, direction]) => direction === 'rtl')
    expect(rtl.map(([language]) => language).sort()).toEqual(['ar', 'fa'])
    for (const { body, standfirst } of drafts) {
      expect(body.length).toBeGreaterThan(5)
      expect(standfirst).toBeTruthy()
    }
  })

  test('a blog with dates in its paths, authors and code', async () => {
    const drafts = await all('rust-blog')
    expect(drafts.length).toBeGreaterThan(200)
    expect(drafts.filter(({ published }) => published === undefined)).toEqual([])
    expect(drafts.filter(({ authors }) => authors.length === 0)).toEqual([])
    expect(
      drafts.filter(({ body }) => body.some(({ type }) => type === 'code')).length,
    ).toBeGreaterThan(80)
  })
})
