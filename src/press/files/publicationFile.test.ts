import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'
import {
  checkPublicationFile,
  type PublicationFile,
  type SourceEntry,
  sourceName,
} from './publicationFile.ts'

const good = {
  id: 'org.example.news',
  title: 'The Example',
  language: 'en',
  sections: [{ id: 'news', title: 'News', sources: ['feed.xml'] }],
}
const section = good.sections[0]!
const BREAKING = { id: 'b', published: '2026-11-23T09:30:00Z', expires: '2026-11-24T09:30:00Z' }

test('everything the schema knows is in the guide', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../../docs/publication.md'), 'utf8')
  const fields = [
    ...Object.keys(schema.properties),
    ...Object.keys(schema.properties.breaking.properties),
    ...Object.keys(schema.properties.keep.properties),
    ...Object.keys(schema.$defs.section.properties),
    ...Object.keys(schema.$defs.section.properties.image.properties),
    ...Object.keys(schema.$defs.source.properties),
  ]
  for (const field of fields) {
    expect(guide, field).toMatch(new RegExp(`[\`{" ,]${field.replace('$', '\\$')}[\`}" ,]`))
  }
})

test('every verb and option of the command line is in the guide', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../../docs/publication.md'), 'utf8')
  const program = await readFile(join(import.meta.dirname, '../cli.ts'), 'utf8')
  const verbs = [...program.matchAll(/\.command\('(\w+)'\)/g)].map(([, verb]) => verb!)
  expect(verbs.length).toBeGreaterThan(6)
  for (const verb of verbs) {
    const part = guide.split(`### longwave ${verb}\n`)[1]?.split('\n### ')[0]
    expect(part, verb).toContain(`longwave ${verb}`)
    const code = program.split(`.command('${verb}')`)[1]!.split(".command('")[0]!
    for (const [, option] of code.matchAll(/\.option\(\s*'(--[\w-]+)/g)) {
      expect(part, `${verb} ${option}`).toMatch(new RegExp(`\`${option}[ \`]`))
    }
  }
})

test.each<[string, unknown, RegExp]>([
  ['a field missing', { ...good, title: undefined }, /p\.json: title: this field is missing/],
  ['a field too many', { ...good, sectoins: [] }, /p\.json: there is no such field|sectoins/],
  ['an id with a space', { ...good, id: 'my news' }, /p\.json: id: "my news" is not allowed/],
  ['no section', { ...good, sections: [] }, /p\.json: sections: this is empty/],
  [
    'a source of two kinds',
    { ...good, sections: [{ ...section, sources: [{ feed: 'a', pages: 'b' }] }] },
    /sections\[0\]\.sources\[0\]: this names no source, or more than one/,
  ],
  [
    'two sections of one id',
    { ...good, sections: [section, section] },
    /sections\[1\]\.id: "news" is the id of an earlier section/,
  ],
  [
    'two sections whose ids differ only in capitals',
    { ...good, sections: [section, { ...section, id: 'News' }] },
    /sections\[1\]\.id: "News" differs only in case from "news", the id of an earlier section/,
  ],
  [
    'a kind that is none',
    { ...good, sections: [{ ...section, kind: 'zine' }] },
    /Allowed: section, blog/,
  ],
  [
    'a day that is none',
    {
      ...good,
      breaking: {
        id: 'a',
        text: 'b',
        published: '2026-02-30T25:00:00Z',
        expires: '2026-11-24T12:00:00Z',
      },
    },
    /breaking\.published: ".*" is not a valid date/,
  ],
  [
    'a day that its month does not have',
    {
      ...good,
      breaking: {
        id: 'a',
        text: 'b',
        published: '2026-02-28T10:00:00Z',
        expires: '2026-02-30T10:00:00Z',
      },
    },
    /breaking\.expires: "2026-02-30T10:00:00Z" is not a valid date/,
  ],
  [
    'two sections whose ids differ only in case',
    { ...good, sections: [section, { ...section, id: 'News' }] },
    /sections\[1\]\.id: "News" differs only in case from "news"/,
  ],
  [
    'a picture of a section that has no valid address',
    { ...good, sections: [{ ...section, image: 'https://[' }] },
    /sections\[0\]\.image: its source is not a valid address/,
  ],
  [
    'an address with a query',
    { ...good, url: 'https://news.example/?x=1' },
    /p\.json: url: "https:\/\/news\.example\/\?x=1" is not allowed here\. .*query/,
  ],
  [
    'a mirror with a user name',
    { ...good, mirrors: ['https://m.example/', 'https://ada@m.example/'] },
    /p\.json: mirrors\[1\]: .*user name/,
  ],
  [
    'a mirror that the URL parser refuses',
    { ...good, mirrors: ['https://[mirror]/'] },
    /p\.json: mirrors\[0\]: "https:\/\/\[mirror\]\/" is not a valid address/,
  ],
  [
    'an address that is not encrypted',
    { ...good, url: 'http://news.example/' },
    /p\.json: url: "http:\/\/news\.example\/" begins with http:\/\//,
  ],
  [
    "a mirror on the reader's own network",
    { ...good, url: 'https://news.example/', mirrors: ['https://192.168.1.1/'] },
    /p\.json: mirrors\[0\]: "https:\/\/192\.168\.1\.1\/" is on a private network/,
  ],
  ...[
    'https://[::7f00:1]/',
    'https://router.home/',
    'https://nas.lan/',
    'https://224.0.0.251/',
  ].map((mirror): [string, unknown, RegExp] => [
    `a mirror on the reader's own network in other words, ${mirror}`,
    { ...good, url: 'https://news.example/', mirrors: [mirror] },
    /p\.json: mirrors\[0\]: ".*" is on a private network/,
  ]),
  ...['\u3164', '\u2800\u200b', '\u{1d159}', 'News\u202e', 'The\u2028Example'].map(
    (title): [string, unknown, RegExp] => [
      `a title that shows nothing or reads as another, ${JSON.stringify(title)}`,
      { ...good, title },
      /p\.json: title: .*shows nothing.*letters/,
    ],
  ),
  [
    'a section whose title shows nothing',
    { ...good, sections: [{ ...section, title: '\u3164' }] },
    /p\.json: sections\[0\]\.title: .*shows nothing/,
  ],
  [
    'urgent news that shows nothing',
    { ...good, breaking: { ...BREAKING, text: '\u2800' } },
    /p\.json: breaking\.text: .*shows nothing/,
  ],
  [
    'two sources of one id',
    {
      ...good,
      sections: [
        {
          ...section,
          sources: [
            { id: 'a', feed: 'b' },
            { id: 'a', feed: 'c' },
          ],
        },
      ],
    },
    /sources\[1\]\.id: "a" is the name of another source/,
  ],
  [
    'a source with the id that is the path of another',
    { ...good, sections: [{ ...section, sources: ['./wire/', { id: 'wire', feed: 'c' }] }] },
    /sources\[1\]\.id: "wire" is the name of another source/,
  ],
  [
    'a source that replaces one that is still there',
    {
      ...good,
      sections: [
        {
          ...section,
          sources: [
            'https://a.example/feed',
            { feed: 'b', replaces: 'http://www.a.example/feed/' },
          ],
        },
      ],
    },
    /sources\[1\]\.replaces: "https:\/\/a\.example\/feed" is still a source/,
  ],
  [
    'a source that replaces one that is still there under an id',
    {
      ...good,
      sections: [
        {
          ...section,
          sources: [
            { id: 'wire', feed: 'a' },
            { feed: 'b', replaces: 'a' },
          ],
        },
      ],
    },
    /sources\[1\]\.replaces: "a" is still a source/,
  ],
  [
    'two sources that replace the same one',
    {
      ...good,
      sections: [
        {
          ...section,
          sources: [
            { feed: 'b', replaces: 'a' },
            { feed: 'c', replaces: ['x', 'a'] },
          ],
        },
      ],
    },
    /sources\[1\]\.replaces: "a" is replaced by two sources/,
  ],
  ['a list instead of an object', [], /p\.json: this must be an object/],
])('%s is refused by its place, with a remedy', (_, value, words) => {
  try {
    checkPublicationFile(JSON.parse(JSON.stringify(value)), 'p.json')
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(PressError)
    expect((error as PressError).message).toMatch(words)
    expect((error as PressError).remedy).toBeTruthy()
  }
})

test.each<Partial<PublicationFile>>([
  { url: 'http://localhost:4173/', mirrors: ['http://127.0.0.1:4174/'] },
  { url: 'https://news.example', mirrors: ['http://expyuzz4wqqyqhjn.onion/'] },
  { mirrors: ['http://127.0.0.1:4174/'] },
])('%j are addresses a publication may have', (fields) => {
  expect(checkPublicationFile({ ...good, ...fields }, 'p.json')).toMatchObject(fields)
})

test.each<[SourceEntry, string]>([
  ['./news/', 'news'],
  [{ markdown: 'news' }, 'news'],
  ['http://www.a.example/feed/', 'https://a.example/feed'],
  [{ feed: 'https://a.example/?feed=rss' }, 'https://a.example?feed=rss'],
  [{ id: 'wire', feed: 'https://a.example/feed' }, 'wire'],
  ['.', '.'],
])('%j is remembered as %s', (entry, name) => {
  expect(sourceName(entry)).toBe(name)
})
