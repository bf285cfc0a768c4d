import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ENGINES, type Engine, test } from '../support/engines.ts'
import { fault, recordShown } from '../support/faultRecords.ts'
import { copyFolder, freshFolder } from '../support/folders.ts'
import { ONLY_THOROUGH } from '../support/sample.ts'
import { expect } from '../support/test.ts'

const HEADING = `return document.querySelector('main h1, h1')?.textContent?.trim() ?? ''`
const LATEST = `return document.querySelector('#latest h3 a')?.textContent.trim()`
const STATE = `return document.querySelector('.footer .delivery').textContent`

/** A script is run again when its page is replaced during the run. */
const until = (engine: Engine, script: string) =>
  expect.poll(() => engine.run(script).catch(() => false)).toBeTruthy()

const untilSynced = (engine: Engine, version: number) =>
  until(engine, `return document.documentElement.dataset.synced === '${version}'`)

const untilControlled = (engine: Engine) =>
  until(engine, 'return navigator.serviceWorker?.controller != null')

const untilFailed = (engine: Engine, code: string) =>
  until(engine, `return document.documentElement.dataset.failed === '${code}'`)

const untilLatest = (engine: Engine, headline: string) =>
  expect.poll(() => engine.run(LATEST).catch(() => undefined)).toBe(headline)

/** Opens the newest article by a click on its link, without loading a page from the network. */
async function openLatest(engine: Engine, headline: string) {
  await until(engine, `return document.documentElement.dataset.ready === ''`)
  await engine.run(`document.querySelector('#latest h3 a').click()`)
  await expect.poll(() => engine.run(HEADING).catch(() => undefined)).toBe(headline)
}

/**
 * Reads while the host is gone: front page, article and its image, search, and a text size that is chosen and stored.
 */
async function readWithoutNetwork(engine: Engine, address: string, headline: string) {
  await engine.goto(address)
  await untilLatest(engine, headline)
  await openLatest(engine, headline)
  await until(
    engine,
    `const images = [...document.querySelectorAll('main img')]
     for (const image of images) image.scrollIntoView()
     return images.length > 0 && images.every((image) => image.naturalWidth > 0)`,
  )
  await engine.goto(`${address}search/`)
  await until(engine, `return document.querySelector('input[type=search]') !== null`)
  await engine.run(
    `const field = document.querySelector('input[type=search]')
     field.value = ${JSON.stringify(headline)}
     field.dispatchEvent(new Event('input', { bubbles: true }))`,
  )
  await until(engine, `return document.querySelector('main h2')?.textContent === '1 article found'`)
  await engine.goto(`${address}settings/`)
  await until(engine, `return /of 60.*used/.test(document.querySelector('main').textContent)`)
  await engine.run(`document.querySelector('input[name=size][value=lg]').click()`)
  await engine.goto(address)
  await until(engine, `return document.documentElement.dataset.size === 'lg'`)
}

for (const kind of ENGINES) {
  test(
    `${kind.name}: altered and older editions are refused, a page from the back/forward cache shows the new edition, and everything can be read without the network`,
    fault(3, 9, 55),
    async ({ newsroom, serve, openEngine }) => {
      test.skip(kind.missing !== undefined, kind.missing)
      const first = await newsroom.publish()
      const older = copyFolder(newsroom.site, 'older')
      const mirror = copyFolder(newsroom.site, 'mirror')
      const deploy = (site: string) => cpSync(site, mirror, { recursive: true })
      const host = await serve(mirror)
      const profile = freshFolder('engine')
      const engine = await openEngine(kind, { profile })
      await engine.goto(host.address)
      await untilSynced(engine, 1)
      await untilControlled(engine)

      const second = await newsroom.publish()
      const before = new Set(readdirSync(join(mirror, 'bundles')))
      deploy(newsroom.site)
      for (const name of readdirSync(join(mirror, 'bundles'))) {
        if (!before.has(name)) flipBit(join(mirror, 'bundles', name))
      }
      await engine.goto(host.address)
      await untilFailed(engine, 'wrong-digest')
      await until(engine, `${STATE}.includes('refused')`)
      recordShown(await engine.run(STATE), 3)
      expect(await engine.run(LATEST)).toBe(first)

      deploy(newsroom.site)
      await engine.goto(host.address)
      await untilSynced(engine, 2)
      await untilLatest(engine, second)

      const third = await newsroom.publish()
      deploy(newsroom.site)
      await engine.goto(`${host.address}about/`)
      await untilSynced(engine, 3)
      await engine.run('history.back()')
      await untilLatest(engine, third)

      deploy(older)
      await engine.goto(host.address)
      await untilFailed(engine, 'rollback')
      await until(engine, `${STATE}.includes('older edition')`)
      recordShown(await engine.run(STATE), 9)
      expect(await engine.run(LATEST)).toBe(third)

      await host.stop()
      if (!engine.keepsProfile) return readWithoutNetwork(engine, host.address, third)
      await engine.close()
      await readWithoutNetwork(await openEngine(kind, { profile }), host.address, third)
    },
  )
}

// Chromium without service workers stands for it: e2e/app/missingFeatures.spec.ts.
test('Firefox: a private window without service workers keeps the news, and says what is lost', {
  ...fault(73),
  ...ONLY_THOROUGH,
}, async ({ newsroom, openEngine }) => {
  const firefox = ENGINES.find(({ name }) => name === 'Firefox')!
  test.skip(firefox.missing !== undefined, firefox.missing)
  const headline = await newsroom.publish()
  const engine = await openEngine(firefox, {
    prefs: {
      'browser.privatebrowsing.autostart': true,
      // Firefox had no service workers in private windows for years.
      'dom.serviceWorkers.enabled': false,
    },
  })
  await engine.goto(newsroom.address)
  await untilSynced(engine, 1)
  await until(engine, `${STATE}.includes('not the app')`)
  recordShown(await engine.run(STATE))
  // The open page still works without the network.
  await newsroom.host.stop()
  await openLatest(engine, headline)
})

function flipBit(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(path, bytes)
}
