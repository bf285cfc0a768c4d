import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { ENGINES, type Engine, test } from '../support/engines.ts'
import { ROOT } from '../support/folders.ts'
import { scriptPath } from '../support/scripts.ts'
import { expect } from '../support/test.ts'

/*
 * Dates, titles and addresses are judged by means of the engine: its calendar, its properties of characters, and its URL
 * parser. A device of any engine has to come to the same verdicts.
 */

/** The device and its network in words that only a URL parser understands. */
const PRIVATE = [
  'https://①②⑦.0.0.1/',
  'https://127。0。0。1/',
  'https://%31%32%37.0.0.1/',
  'https://ⓛocalhost/',
  'https://localhost../',
  'https://0/',
  'https://017700000001/',
  'https://0xc0a80001/',
  'https://[::ffff:192.168.0.1]/',
  'https://[::127.0.0.1]/',
  'https://[::7f]/',
  'https://[64:ff9b::10.0.0.1]/',
  'https://[2002:7f00:1::]/',
  'https:\\\\10.0.0.1\\',
  'https:127.0.0.1/',
]
const PUBLIC = ['https://mirror.example/', 'https://[2606:4700::1111]/', 'https://خبر.example/']

const WAIT_MS = 60_000

/** Runs an expression that gives a promise, since scripts of a remote control cannot wait for one. */
async function answer(engine: Engine, expression: string): Promise<unknown> {
  await engine.run(
    `window.answer = undefined
     Promise.resolve(${expression}).then((it) => { window.answer = JSON.stringify(it) }, (error) => { window.answer = JSON.stringify(String(error)) })`,
  )
  const settled = () => engine.run<string | null>('return window.answer ?? null')
  await expect.poll(settled, { timeout: WAIT_MS }).not.toBeNull()
  return JSON.parse((await settled())!)
}

for (const kind of ENGINES) {
  test(`${kind.name}: every file, title, date and address is judged as the format says`, async ({
    serveMemory,
    openEngine,
  }) => {
    test.skip(kind.missing !== undefined, kind.missing)
    const home = await serveMemory()
    const folder = join(ROOT, 'src/bundle/vectors')
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.ts') || !extname(name)) continue
      const type = 'application/octet-stream'
      home.own.set(`vectors/${name}`, { type, body: readFileSync(join(folder, name)) })
    }
    const body = readFileSync(scriptPath('harness.js'))
    home.own.set('harness.js', { type: 'text/javascript', body })
    const page = '<!doctype html><script type="module" src="harness.js"></script>'
    home.own.set('', { type: 'text/html', body: page })
    const engine = await openEngine(kind)
    await engine.goto(home.address)
    await expect.poll(() => engine.run('return window.longwave !== undefined')).toBe(true)
    const mirrors = JSON.stringify([...PRIVATE, ...PUBLIC])
    expect(await answer(engine, `longwave.asked(${mirrors})`)).toEqual(PUBLIC)
    expect(await answer(engine, 'longwave.vectors(new URL("vectors/", location.href))')).toEqual([])
  })
}
