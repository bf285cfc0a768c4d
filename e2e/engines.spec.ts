import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { ENGINES, type Engine } from './engines.ts'
import { Host } from './host.ts'
import { copyFolder, freshFolder, SAMPLE_SITE } from './longwave.ts'
import { fault, told } from './reliability.ts'

const SYNCED = `return document.documentElement.dataset.synced !== undefined`
const HEADING = `return document.querySelector('main h1, h1')?.textContent?.trim() ?? ''`
const CONTROLLED = `return navigator.serviceWorker?.controller != null`

async function until(engine: Engine, script: string, timeout = 30_000) {
  await expect.poll(() => engine.run(script).catch(() => false), { timeout }).toBeTruthy()
}

for (const kind of ENGINES) {
  test(`${kind.name}: one visit, then without the network`, async () => {
    test.skip(kind.missing !== undefined, kind.missing)
    test.setTimeout(300_000)
    const host = await Host.of(SAMPLE_SITE)
    const profile = freshFolder('engine')
    let engine = await kind.open(profile)
    try {
      await engine.goto(host.address)
      await until(engine, SYNCED)
      await until(engine, CONTROLLED)
      const title = await engine.run(HEADING)
      await host.stop()
      if (engine.keepsProfile) {
        await engine.close()
        engine = await kind.open(profile)
      }
      await engine.goto(host.address)
      await until(engine, `return document.querySelectorAll('main h3 a').length > 8`)
      expect(await engine.run(HEADING)).toBe(title)

      const headline = await engine.run<string>(
        `const all = document.querySelectorAll('#latest h3 a')
         const last = all[all.length - 1]
         last.click()
         return last.textContent.trim()`,
      )
      await until(
        engine,
        `return document.querySelector('h1')?.textContent.trim() === ${JSON.stringify(headline)}`,
      )
      await until(
        engine,
        `for (const img of document.querySelectorAll('main img')) img.scrollIntoView()
         return [...document.querySelectorAll('main img')].every((img) => img.naturalWidth > 0)`,
      )
    } finally {
      await engine.close()
      await host.stop()
    }
  })
}

const WORDS = `return document.querySelector('.footer .delivery').textContent`
const LATEST = `return document.querySelector('#latest h3 a')?.textContent.trim()`

for (const kind of ENGINES) {
  test(
    `${kind.name}: an edition changed on its way is refused, told, and comes when it is whole`,
    fault(3),
    async () => {
      test.skip(kind.missing !== undefined, kind.missing)
      test.setTimeout(300_000)
      const newsroom = new Newsroom()
      const first = newsroom.press()
      const mirror = copyFolder(newsroom.site, 'mirror')
      const host = await Host.of(mirror)
      const engine = await kind.open(freshFolder('engine'))
      try {
        await engine.goto(host.address)
        await until(engine, SYNCED)
        await until(engine, CONTROLLED)
        const second = newsroom.press()
        const before = new Set(readdirSync(join(mirror, 'bundles')))
        cpSync(newsroom.site, mirror, { recursive: true })
        for (const name of readdirSync(join(mirror, 'bundles'))) {
          if (before.has(name)) continue
          const path = join(mirror, 'bundles', name)
          const bytes = readFileSync(path)
          bytes[bytes.length >> 1]! ^= 1
          writeFileSync(path, bytes)
        }
        await engine.goto(host.address)
        await until(engine, `return document.documentElement.dataset.failed === 'wrong-digest'`)
        await until(engine, `${WORDS}.includes('refused')`)
        told(await engine.run(WORDS))
        expect(await engine.run(LATEST)).toBe(first)

        cpSync(newsroom.site, mirror, { recursive: true })
        await engine.goto(host.address)
        await until(engine, `return document.documentElement.dataset.synced === '2'`)
        await engine.goto(host.address)
        await until(engine, `${LATEST} === ${JSON.stringify(second)}`)
      } finally {
        await engine.close()
        await host.stop()
      }
    },
  )
}

for (const kind of ENGINES) {
  test(
    `${kind.name}: an older edition is refused; what is here is found, counted and shown in the chosen size`,
    fault(9),
    async () => {
      test.skip(kind.missing !== undefined, kind.missing)
      test.setTimeout(300_000)
      const newsroom = new Newsroom()
      newsroom.press()
      const older = copyFolder(newsroom.site, 'older')
      const mirror = copyFolder(newsroom.site, 'mirror')
      const host = await Host.of(mirror)
      const engine = await kind.open(freshFolder('engine'))
      try {
        await engine.goto(host.address)
        await until(engine, SYNCED)
        await until(engine, CONTROLLED)
        const second = newsroom.press()
        cpSync(newsroom.site, mirror, { recursive: true })
        await engine.goto(host.address)
        await until(engine, `return document.documentElement.dataset.synced === '2'`)
        cpSync(older, mirror, { recursive: true })
        await engine.goto(host.address)
        await until(engine, `return document.documentElement.dataset.failed === 'rollback'`)
        await until(engine, `${WORDS}.includes('older edition')`)
        told(await engine.run(WORDS))
        expect(await engine.run(LATEST)).toBe(second)

        await host.stop()
        await engine.goto(`${host.address}search/`)
        await until(engine, `return document.querySelector('input[type=search]') !== null`)
        await engine.run(
          `const field = document.querySelector('input[type=search]')
           field.value = 'number 2'
           field.dispatchEvent(new Event('input', { bubbles: true }))`,
        )
        await until(
          engine,
          `return document.querySelector('main h2')?.textContent === '1 article found'`,
        )
        await engine.goto(`${host.address}settings/`)
        await until(engine, `return /of 60.*used/.test(document.querySelector('main').textContent)`)
        await engine.run(`document.querySelector('input[name=size][value=lg]').click()`)
        await engine.goto(host.address)
        await until(engine, `return document.documentElement.dataset.size === 'lg'`)
      } finally {
        await engine.close()
        await host.stop()
      }
    },
  )
}

for (const kind of ENGINES) {
  test(
    `${kind.name}: a page that was put aside shows the edition that has come meanwhile`,
    fault(55),
    async () => {
      test.skip(kind.missing !== undefined, kind.missing)
      test.setTimeout(300_000)
      const newsroom = new Newsroom()
      newsroom.press()
      const host = await Host.of(newsroom.site)
      const engine = await kind.open(freshFolder('engine'))
      try {
        await engine.goto(host.address)
        await until(engine, SYNCED)
        await until(engine, CONTROLLED)
        const second = newsroom.press()
        await engine.goto(`${host.address}about/`)
        await until(engine, `return document.documentElement.dataset.synced === '2'`)
        await engine.run('history.back()')
        await until(engine, `${LATEST} === ${JSON.stringify(second)}`)
      } finally {
        await engine.close()
        await host.stop()
      }
    },
  )
}

test(
  'Firefox without service workers, in a private window: the page keeps the news, and says what is lost',
  fault(73),
  async () => {
    const kind = ENGINES.find(({ name }) => name === 'Firefox')!
    test.skip(kind.missing !== undefined, kind.missing)
    test.setTimeout(300_000)
    const host = await Host.of(SAMPLE_SITE)
    const engine = await kind.open(freshFolder('engine'), {
      'browser.privatebrowsing.autostart': true,
      // As private windows were in Firefox for years.
      'dom.serviceWorkers.enabled': false,
    })
    try {
      await engine.goto(host.address)
      await until(engine, SYNCED)
      await until(engine, `${WORDS}.includes('not the app')`)
      told(await engine.run(WORDS))
      // The page that is open reads on without the network.
      await host.stop()
      const headline = await engine.run<string>(
        `const link = document.querySelector('#latest h3 a')
         link.click()
         return link.textContent.trim()`,
      )
      await until(
        engine,
        `return document.querySelector('h1')?.textContent.trim() === ${JSON.stringify(headline)}`,
      )
    } finally {
      await engine.close()
      await host.stop()
    }
  },
)
