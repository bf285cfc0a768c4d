import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'
import { checkPublicationFile } from './publicationFile.ts'

const good = {
  id: 'org.example.news',
  title: 'The Example',
  language: 'en',
  sections: [{ id: 'news', title: 'News', sources: ['feed.xml'] }],
}
const section = good.sections[0]!

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
    /sections\[1\]\.id: "News" differs from the id of an earlier section, "news", only in capitals/,
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
