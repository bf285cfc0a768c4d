import { expect, test } from '@playwright/test'
import { ENGINES, type Engine } from './engines.ts'
import { Host } from './host.ts'
import { freshFolder, SAMPLE_SITE } from './longwave.ts'

const SYNCED = `return document.documentElement.dataset.synced !== undefined`
const HEADING = `return document.querySelector('main h1, h1')?.textContent?.trim() ?? ''`
const CONTROLLED = `return navigator.serviceWorker?.controller != null`

async function until(engine: Engine, script: string, timeout = 30_000) {
  await expect.poll(() => engine.run(script).catch(() => false), { timeout }).toBeTruthy()
}

for (const kind of ENGINES) {
  test(`${kind.name}: one visit, then without the network`, async () => {
    test.skip(kind.missing !== undefined, kind.missing)
    test.setTimeout(120_000)
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
