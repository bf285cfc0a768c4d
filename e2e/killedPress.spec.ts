import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { copyFolder, freshFolder, longwave, longwaveAt, ROOT, writeFiles } from './longwave.ts'
import { fault } from './reliability.ts'

const YESTERDAY = '2026-11-22T09:00:00Z'
const TODAY = '2026-11-23T09:00:00Z'

function writeArticles(folder: string, from: number, to: number): void {
  for (let number = from; number <= to; number++) {
    writeFiles(folder, {
      [`news/number-${number}.md`]: [
        `---\ntitle: Number ${number}\ndate: 2026-11-${String((number % 20) + 1).padStart(2, '0')}T08:00:00Z\n---`,
        `The text of number ${number}. ${'More of it. '.repeat(200)}`,
        number % 4 === 0 ? '\n![A square](../square.svg)\n' : '',
      ].join('\n'),
      'square.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="7" height="40"/></svg>',
    })
  }
}

const argumentsFor = (folder: string) => [
  'press',
  join(folder, 'publication.json'),
  '--out',
  join(folder, 'out'),
  '--key',
  join(folder, 'secret.key.json'),
]

/** Every file of what is published, by its digest. */
function published(folder: string): Record<string, string> {
  const out = join(folder, 'out')
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
    .filter((name) => statSync(join(out, name)).isFile())
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ]),
  )
}

/** @returns once it is dead, whether of itself or not */
function kill(child: ChildProcess, after: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

test(
  'a press that is killed leaves the old edition or the new one, and the next run writes the same bytes',
  fault(80),
  async () => {
    test.setTimeout(300_000)
    const folder = freshFolder('killed')
    writeFiles(folder, {
      'publication.json': JSON.stringify({
        id: 'killed',
        title: 'The Killed',
        language: 'en',
        sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
      }),
    })
    writeArticles(folder, 1, 3)
    longwaveAt(YESTERDAY, ...argumentsFor(folder))
    const old = published(folder)['head.json']
    writeArticles(folder, 4, 12)
    const whole = copyFolder(folder, 'whole')
    const begun = Date.now()
    longwaveAt(TODAY, ...argumentsFor(whole))
    const duration = Date.now() - begun
    const { 'head.json': complete, ...rest } = published(whole)
    expect(complete).not.toBe(old)

    const heads = new Set<string | undefined>()
    for (const part of [0.65, 0.9]) {
      const struck = copyFolder(folder, 'struck')
      const child = spawn(
        process.execPath,
        [
          '--import',
          pathToFileURL(join(import.meta.dirname, 'printed.mjs')).href,
          join(ROOT, 'dist/press/longwave.js'),
          ...argumentsFor(struck),
        ],
        { stdio: 'ignore', env: { ...process.env, LONGWAVE_PRINTED: TODAY } },
      )
      await kill(child, duration * part)
      const head = published(struck)['head.json']
      heads.add(head)
      expect([old, complete]).toContain(head)
      expect(longwave('verify', join(struck, 'out'))).toContain('all as signed')
      longwaveAt(TODAY, ...argumentsFor(struck))
      const { 'head.json': again, ...files } = published(struck)
      expect(files).toEqual(rest)
      // Killed behind its last write, the next run has nothing new to say, and dates the head anew.
      if (head === old) expect(again).toBe(complete)
    }
    expect(heads).toContain(old)
  },
)
