import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PublicationRow, ReadingRow } from '#library/schema.ts'
import { ENGINES, type Engine, test } from '../support/engines.ts'
import { ROOT } from '../support/folders.ts'
import { Library } from '../support/library.ts'
import { SENTENCE } from '../support/newsroom.ts'
import { longwave, markdown } from '../support/press.ts'
import { THOROUGH } from '../support/sample.ts'
import { expect } from '../support/test.ts'

/*
 * The app and the press of the version before, built from its commit, meet those of this version. Building them takes
 * minutes, so these tests belong to `npm run thorough` alone.
 */

/** The last commit with reading rules 1 and version 1 of the database. */
const VERSION_BEFORE = 'f4029d3'

// One after the other, because the version before is built once.
test.describe.configure({ mode: 'default' })

/** Presses as the version before did. */
async function pressBefore(folder: string): Promise<void> {
  const { buildOf, commitOf } = await import(pathToFileURL(join(ROOT, 'bench/buildOf.mjs')).href)
  const press = join(buildOf(commitOf(VERSION_BEFORE)), 'dist/press/longwave.js')
  execFileSync(process.execPath, [press, ...siteArguments(folder)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LONGWAVE_CACHE: join(folder, 'cache') },
  })
}

/** Presses as an operator does who has replaced the press and changed nothing else. */
const pressOn = (folder: string) => longwave(...siteArguments(folder))

const siteArguments = (folder: string) => [
  'site',
  join(folder, 'publication.json'),
  '--out',
  join(folder, 'site'),
  '--key',
  join(folder, 'publisher.key.json'),
]

const LONG_READ = 'A long read'

/** A script is run again when its page is replaced during the run. */
const until = (engine: Engine, script: string) =>
  expect.poll(() => engine.run(script).catch(() => false)).toBeTruthy()

const untilSynced = (engine: Engine, version: number) =>
  until(engine, `return document.documentElement.dataset.synced === '${version}'`)

const untilShown = (engine: Engine, headline: string, selector = '#latest h3 a') =>
  until(
    engine,
    `return document.querySelector(${JSON.stringify(selector)})?.textContent.trim() === ${JSON.stringify(headline)}`,
  )

/** Opens the newest article by its link. */
async function openLatest(engine: Engine, headline: string): Promise<void> {
  await untilShown(engine, headline)
  await until(engine, `return document.documentElement.dataset.ready === ''`)
  await engine.run(`document.querySelector('#latest h3 a').click()`)
  await untilShown(engine, headline, 'main h1')
  await until(engine, `return document.querySelector('.progress[aria-valuenow]') !== null`)
}

const ADD = `document.getElementById('add-publication').closest('form')`

/** Adds a publication by its address, as a reader does. */
async function addPublication(engine: Engine, site: string, address: string): Promise<void> {
  await engine.goto(`${site}publications/`)
  await until(engine, `return document.documentElement.dataset.ready === ''`)
  await engine.run(
    `const form = ${ADD}
     const field = form.querySelector('input')
     field.value = ${JSON.stringify(address)}
     field.dispatchEvent(new Event('input', { bubbles: true }))
     form.querySelector('button').click()`,
  )
  await until(
    engine,
    `return ${ADD}.querySelector('.state').textContent.includes('is on this device')`,
  )
}

/** The marks in the database, whatever version it has. */
async function marksIn(engine: Engine): Promise<Record<string, ReadingRow>> {
  const entries = await new Library(engine, 'longwave').entries<ReadingRow>('reading')
  return Object.fromEntries(entries.map(([key, row]) => [(key as string[])[1], row]))
}

for (const kind of THOROUGH ? ENGINES : []) {
  test(`${kind.name}: the app of the version before asks for an update and keeps the news, and the new app has everything that its reader made`, async ({
    newsroom,
    openNewsroom,
    openEngine,
  }) => {
    test.skip(kind.missing !== undefined, kind.missing)
    newsroom.pressWith = pressBefore
    newsroom.write({
      'news/long.md': markdown(
        { title: LONG_READ, date: '2026-10-30T08:00:00Z' },
        `${SENTENCE.repeat(5)}\n\n`.repeat(30),
      ),
    })
    await newsroom.press()
    const other = await openNewsroom({ id: 'other', title: 'The Other' })
    other.pressWith = pressBefore
    await other.publish()

    const engine = await openEngine(kind)
    await engine.goto(newsroom.address)
    await untilSynced(engine, 1)
    await until(engine, 'return navigator.serviceWorker.controller !== null')
    await addPublication(engine, newsroom.address, other.address)
    await engine.goto(`${newsroom.address}settings/`)
    await until(engine, `return document.querySelector('input[name=size][value=lg]') !== null`)
    await until(engine, `return document.documentElement.dataset.ready === ''`)
    await engine.run(`document.querySelector('input[name=size][value=lg]').click()`)
    await engine.run(`document.querySelector('input[name=theme][value=dark]').click()`)
    await engine.goto(newsroom.address)
    await openLatest(engine, LONG_READ)
    await expect
      .poll(async () => {
        await engine.run(`scrollBy({ top: 300, behavior: 'instant' })`)
        return (await marksIn(engine)).long?.locator?.index ?? 0
      })
      .toBeGreaterThan(0)

    // The press of this version goes on with the folder, and brings the new app with its edition.
    newsroom.pressWith = pressOn
    const second = await newsroom.publish()
    await engine.goto(newsroom.address)
    await until(engine, `return document.documentElement.dataset.failed === 'from-the-future'`)
    await until(
      engine,
      `return document.querySelector('.footer .delivery').textContent.includes('needs a newer version of the app')`,
    )
    await openLatest(engine, LONG_READ)
    const marks = await marksIn(engine)
    expect(marks.long?.locator).toBeDefined()

    const useIt = `[...document.querySelectorAll('#notice button')].find((it) => it.textContent === 'Use it now')`
    await until(engine, `return ${useIt} !== undefined`)
    await engine.goto(newsroom.address)
    await until(engine, `return ${useIt} !== undefined`)
    await engine.run(`${useIt}.click()`)
    await untilSynced(engine, 2)
    await untilShown(engine, second)
    expect(await marksIn(engine)).toEqual(marks)
    const { theme, size } = await engine.run<DOMStringMap>(
      'return { ...document.documentElement.dataset }',
    )
    expect({ theme, size }).toEqual({ theme: 'dark', size: 'lg' })
    const rows = await new Library(engine, 'longwave').rows<PublicationRow>('publications')
    expect(rows.map(({ id, address }) => [id, address]).sort()).toEqual([
      ['newsroom', newsroom.address],
      ['other', other.address],
    ])

    // The place in the article, and both publications, are there without a network.
    await newsroom.host.stop()
    await other.host.stop()
    await engine.goto(`${newsroom.address}article/long/`)
    await untilShown(engine, LONG_READ, 'main h1')
    await until(engine, 'return scrollY > 0')
    await engine.goto(`${newsroom.address}publications/`)
    await until(engine, `return document.querySelector('main').textContent.includes('The Other')`)
  })
}
