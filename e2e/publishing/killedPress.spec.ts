import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { fault } from '../support/faultRecords.ts'
import { copyFolder, freshFolder, ROOT, writeFiles } from '../support/folders.ts'
import { giveKey, longwave, longwaveAt, markdown } from '../support/press.ts'
import { THOROUGH } from '../support/sample.ts'
import { expect, test } from '../support/test.ts'

const DAYS = ['2026-11-21T09:00:00Z', '2026-11-22T09:00:00Z', '2026-11-23T09:00:00Z'] as const
const TODAY = DAYS[2]

const drawing = (width: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="${width}" height="40"/></svg>`

/** @param image name of an image beside the article's folder, which only this article shows */
function writeArticle(folder: string, number: number, image?: string): void {
  const picture = image === undefined ? '' : `\n\n![A rectangle](../${image}.svg)`
  writeFiles(folder, {
    [`news/number-${number}.md`]: markdown(
      { title: `Number ${number}`, date: `2026-11-0${number}T08:00:00Z` },
      `The text of number ${number}. ${'More of it. '.repeat(200)}${picture}`,
    ),
    ...(image === undefined ? {} : { [`${image}.svg`]: drawing(number) }),
  })
}

const pressArguments = (folder: string) => [
  'press',
  join(folder, 'publication.json'),
  '--out',
  join(folder, 'out'),
  '--key',
  join(folder, 'publisher.key.json'),
]

const press = (folder: string, instant: string) => longwaveAt(instant, ...pressArguments(folder))

/** Digest of every published file, by its path. */
function published(folder: string): Record<string, string> {
  const out = join(folder, 'out')
  const names = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(out, name)).isFile())
    .sort()
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(out, name)))
        .digest('hex'),
    ]),
  )
}

/**
 * Presses in a process of its own, which is killed right before a write.
 * @param at number of that write; without it, the process is not killed
 * @returns the writes it has made
 */
async function pressUntil(folder: string, at?: number): Promise<string[]> {
  const support = (name: string) => pathToFileURL(join(ROOT, 'src/press/testing', name)).href
  const child = fork(join(ROOT, 'dist/press/longwave.js'), pressArguments(folder), {
    execArgv: ['--import', support('fixedClock.mjs'), '--import', support('killAtWrite.mjs')],
    stdio: 'ignore',
    env: {
      ...process.env,
      LONGWAVE_PRINTED: TODAY,
      LONGWAVE_CACHE: join(ROOT, '.cache/pictures'),
      LONGWAVE_WATCHED: join(folder, 'out'),
      LONGWAVE_KILL_AT: String(at),
    },
  })
  const writes: string[] = []
  child.on('message', (write) => writes.push(String(write)))
  const signal = await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
  expect(signal).toBe(at === undefined ? null : 'SIGKILL')
  return writes
}

test(
  'a press that is killed leaves the old edition or the new one, and the next run writes the same bytes',
  fault(80),
  async () => {
    const folder = freshFolder('killed')
    writeFiles(folder, {
      'publication.json': JSON.stringify({
        id: 'killed',
        title: 'The Killed',
        language: 'en',
        sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
      }),
    })
    // The second edition no longer has the image of the first one, so the third run deletes it.
    writeArticle(folder, 1, 'first')
    writeArticle(folder, 2)
    await giveKey(folder)
    await press(folder, DAYS[0])
    rmSync(join(folder, 'news/number-1.md'))
    await press(folder, DAYS[1])
    const before = published(folder)['head.json']
    writeArticle(folder, 3, 'third')
    writeArticle(folder, 4)

    const whole = copyFolder(folder, 'whole')
    const writes = await pressUntil(whole)
    const complete = published(whole)
    expect(complete['head.json']).not.toBe(before)
    await press(whole, TODAY)
    const pressedAgain = published(whole)

    const headWritten = writes.indexOf('rename head.json')
    // Two moments: all files of the new edition are written except its head; the new head is written, and old images
    // are still to be deleted.
    const moments = [headWritten, writes.findIndex((write) => write.startsWith('rm images/'))]
    expect(Math.min(...moments)).toBeGreaterThan(-1)
    for (const at of THOROUGH ? writes.keys() : moments) {
      await test.step(`before ${writes[at]}`, async () => {
        const struck = copyFolder(folder, 'struck')
        await pressUntil(struck, at)
        const isNew = at > headWritten
        expect(published(struck)['head.json']).toBe(isNew ? complete['head.json'] : before)
        expect(await longwave('verify', join(struck, 'out'))).toContain('all as signed')
        // When the new edition is complete, the next run adds nothing to it and only dates it anew.
        await press(struck, TODAY)
        expect(published(struck)).toEqual(isNew ? pressedAgain : complete)
      })
    }
  },
)
