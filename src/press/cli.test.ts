import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
// The press is built for this run, so that the test never runs an older build. The build lies below the project, where
// Node finds the libraries.
const BUILD = join(ROOT, '.cache', `cli-test-${process.pid}`)
const BIN = join(BUILD, 'press/longwave.js')

let all: string
let folder: string
let commands: ChildProcess

beforeAll(async () => {
  all = await mkdtemp(join(tmpdir(), 'longwave-cli-'))
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  const args = ['build', '--mode', 'press', '--logLevel', 'error', '--outDir', join(BUILD, 'press')]
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  const built = spawn(process.execPath, [vite, ...args, '--emptyOutDir'], { cwd: ROOT, env })
  const [code] = await once(built, 'exit')
  if (code !== 0) throw new Error(`the press cannot be built (${code})`)
  const address = pathToFileURL(join(BUILD, 'press/cli.js')).href
  commands = fork(join(import.meta.dirname, 'testing/commandProcess.mjs'), [address], {
    env: environment(),
    execArgv: [],
  })
  await once(commands, 'message')
})
afterAll(async () => {
  commands.disconnect()
  await rm(BUILD, { recursive: true, force: true })
  await rm(all, { recursive: true, force: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(all, 'work-'))
})

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

const environment = () => ({
  ...process.env,
  LONGWAVE_CACHE: join(all, 'cache'),
  LONGWAVE_DEBUG: '',
  LONGWAVE_KEY: '',
  XDG_CONFIG_HOME: join(all, 'config'),
})

/** Starts the program in a process of its own. */
function start(args: string[]): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], { cwd: folder, env: environment() })
}

/** Runs a command line in a process that has loaded the program already. */
async function longwave(...args: string[]): Promise<Ended> {
  commands.send({ args, folder })
  const [{ status, printed, complained }] = await once(commands, 'message')
  return { code: status, stdout: printed, stderr: complained }
}

/** Runs the program itself and returns its output and its exit code. */
async function runProgram(...args: string[]): Promise<Ended> {
  const child = start(args)
  let stdout = ''
  let stderr = ''
  child.stdout!.on('data', (text) => {
    stdout += text
  })
  child.stderr!.on('data', (text) => {
    stderr += text
  })
  const [code] = await once(child, 'close')
  return { code, stdout, stderr }
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(join(folder, name, '..'), { recursive: true })
  await writeFile(join(folder, name), text)
}

const VERBS = ['press', 'site', 'extract', 'verify', 'serve', 'keygen', 'init', 'retire', 'rotate']

describe('help', () => {
  test('names every verb', async () => {
    const { code, stdout } = await longwave('--help')
    expect(code).toBe(0)
    for (const verb of VERBS) expect(stdout).toMatch(new RegExp(`^  ${verb} `, 'm'))
  })

  test('of each verb has its options and examples', async () => {
    for (const verb of VERBS) {
      const { code, stdout, stderr } = await longwave(verb, '--help')
      expect({ verb, code, stderr }).toEqual({ verb, code: 0, stderr: '' })
      expect(stdout).toContain(`Usage: longwave ${verb}`)
      expect(stdout).toContain(`$ longwave ${verb}`)
    }
  })

  test('the version is the package’s', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    expect(await runProgram('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
  })
})

test('the program ends with the code of what went wrong', async () => {
  expect(await runProgram('verify', 'none')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/none: there is no such folder/),
  })
  await write('b.xml', 'nothing')
  expect(await runProgram('press', 'b.xml', '--title', 'T', '--out', 'out')).toMatchObject({
    code: 1,
  })
})

describe('misuse ends with 2, and says what to do', () => {
  test.each([
    ['nothing at all', [], /Usage: longwave/],
    ['an unknown verb', ['prses'], /unknown command 'prses'[\s\S]*press/],
    ['an unknown option', ['verify', 'x', '--fast'], /unknown option '--fast'/],
    ['no source', ['press'], /missing required argument 'source'/],
    ['no such file', ['press', 'none.json'], /none\.json: there is no such file.*longwave init/],
    ['sources without a title', ['press', 'a.xml', '--out', 'o'], /--title: is missing/],
    ['sources without a folder', ['press', 'a.xml', '--title', 'T'], /--out: is missing/],
    [
      'an address that is none',
      ['extract', 'x.html', '--url', 'nope'],
      /--url nope: this is not a valid address/,
    ],
    ['a title that is none', ['press', 'a', '--title', ' ', '--out', 'o'], /--title: is empty/],
    [
      'a language that is none',
      ['press', 'a', '--title', 'T', '--out', 'o', '--language', 'x'],
      /--language x: is not a language tag/,
    ],
    [
      'a port that is none',
      ['serve', '.', '--port', '99999'],
      /--port 99999: is not a port number/,
    ],
    ['a folder that is none', ['serve', 'none'], /none: there is no such folder/],
    ['nothing to verify', ['verify', 'none'], /none: there is no such folder/],
    [
      'a base that is no path',
      ['site', 'p.json', '--base', 'news'],
      /--base news: is not a valid path/,
    ],
  ])('%s', async (_, args, words) => {
    const { code, stderr, stdout } = await longwave(...args)
    expect(code).toBe(2)
    expect(stderr).toMatch(words)
    expect(stdout).toBe('')
  })

  test('a publication file with a field that is none: its place and what there is', async () => {
    await write('publication.json', '{"id":"a","title":"A","language":"en","sectoins":[]}')
    const { code, stderr } = await longwave('press', 'publication.json')
    expect(code).toBeGreaterThan(0)
    expect(stderr).toMatch(/publication\.json: sect/)
  })

  test('a publication file that is not JSON: its line', async () => {
    await write('publication.json', '{\n  "id": "a",\n  "title" "A"\n}')
    const { code, stderr } = await longwave('press', 'publication.json')
    expect(code).toBeGreaterThan(0)
    expect(stderr).toMatch(/publication\.json \(line 3, column \d+\): this is not JSON/)
  })
})

describe('from nothing to a publication', () => {
  test('init, press, verify, serve', async () => {
    expect(await longwave('init', 'mine')).toMatchObject({ code: 0, stderr: '' })
    const pressed = await longwave('press', 'mine/publication.json', '--out', 'out')
    expect(pressed.code).toBe(0)
    expect(pressed.stdout).toMatch(/^The Example: edition 1, 2 articles \(2 new\)/)
    expect(pressed.stdout + pressed.stderr).not.toMatch(/problem|there are no|key/)
    expect(await longwave('verify', 'out')).toMatchObject({ code: 0 })
    const child = start(['serve', 'out', '--port', '0'])
    const [said] = await once(child.stdout!, 'data')
    const address = String(said).split('\n')[0]!
    expect(await longwave('verify', address)).toMatchObject({ code: 0 })
    child.kill('SIGINT')
    const again = await longwave('press', 'mine/publication.json', '--out', 'out')
    expect(again.stdout).toMatch(/edition 2, 2 articles \(nothing new\)/)
    const twice = await longwave('init', 'mine')
    expect(twice).toMatchObject({ code: 2 })
    expect(twice.stderr).toMatch(/root.1\.json: exists already/)
  })

  test('verify ends with 1 where something is wrong, a line for each fault', async () => {
    await longwave('init', '.')
    await longwave('press', 'publication.json')
    const [bundle] = await readdir(join(folder, 'out/bundles'))
    await writeFile(join(folder, 'out/bundles', bundle!), 'x', { flag: 'a' })
    const { code, stdout } = await longwave('verify', 'out')
    expect(code).toBe(1)
    expect(stdout).toContain(`bundles/${bundle}`)
    expect(stdout).toMatch(/out: \d faults? in \d+ files\n$/)
  })

  test('without a publication file: sources, a title and a folder', async () => {
    await write('wire.xml', rss('First', 'Second'))
    await write('notes/a.md', '# A note\n\nText of it.')
    const { code, stdout } = await longwave(
      'press',
      'wire.xml',
      'notes',
      '--title',
      'Läsning',
      '--language',
      'sv',
      '--out',
      'out',
    )
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Läsning: edition 1, 3 articles/)
    // The root lies beside the published folder, and no key lies near it.
    expect(await readdir(folder)).toEqual([
      'notes',
      'out',
      'out.articles.json',
      'out.root',
      'out.state.json',
      'wire.xml',
    ])
    expect(await longwave('verify', 'out')).toMatchObject({ code: 0 })
  })

  test('a source that fails is told of, and the rest is pressed', async () => {
    await write('a.md', '# Fine\n\nText.')
    await write('b.xml', '<html><body>Log in</body></html>')
    const { code, stdout, stderr } = await longwave(
      'press',
      'a.md',
      'b.xml',
      '--title',
      'T',
      '--out',
      'out',
    )
    expect(code).toBe(0)
    expect(stderr).toMatch(/b\.xml: /)
    expect(stdout).toMatch(/1 article \(1 new\), 1 problem reported above/)
  })

  test('nothing at all to press ends with 1', async () => {
    await write('b.xml', 'nothing')
    const { code, stderr } = await longwave('press', 'b.xml', '--title', 'T', '--out', 'out')
    expect(code).toBe(1)
    expect(stderr).toMatch(/none of the sources yields an article/)
  })

  test('keygen makes a key once, and never over another', async () => {
    const { code, stdout } = await longwave('keygen', '--out', 'keys/mine.key.json')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^key [0-9a-f]{64}$/m)
    const before = await readFile(join(folder, 'keys/mine.key.json'), 'utf8')
    // The secret key is never printed.
    expect(stdout).not.toContain(JSON.parse(before).secret)
    const again = await longwave('keygen', '--out', 'keys/mine.key.json')
    expect(again.code).toBe(1)
    expect(again.stderr).toMatch(/never overwritten/)
    expect(await readFile(join(folder, 'keys/mine.key.json'), 'utf8')).toBe(before)
  })

  test('keys are replaced, by as many as the root asks for, and old ones are of no use', async () => {
    const run = async (...args: string[]) => {
      const { code, stderr } = await longwave(...args)
      return code === 0 ? 'done' : stderr
    }
    for (const name of ['new', 'a', 'b', 'c']) await run('keygen', '--out', `${name}.key.json`)
    const old = 'old.key.json'
    await longwave('init', '.', '--key', old, '--root-key', old)
    await longwave('press', 'publication.json', '--key', old)
    // The root goes to two of three keys, and the editions to another key.
    const three = ['--root', 'a.key.json', 'b.key.json', 'c.key.json', '--threshold', '2']
    const rotated = ['rotate', 'out', '--sign', old, '--release', 'new.key.json', ...three]
    expect(await run(...rotated)).toBe('done')
    expect(await run('verify', 'out')).toBe('done')
    expect(await run('press', 'publication.json', '--key', old)).toMatch(/signed with another key/)
    expect(await run('press', 'publication.json', '--key', 'new.key.json')).toBe('done')

    // Neither one of the three keys nor the first key is enough.
    for (const sign of ['a.key.json', old]) {
      const alone = await run('rotate', 'out', '--sign', sign, '--release', 'new.key.json')
      expect(alone).toMatch(/root\/3\.json: is not signed by enough keys.*asks for 2/)
    }
    const two = ['--sign', 'a.key.json', 'c.key.json', '--release', 'b.key.json']
    expect(await run('rotate', 'out', ...two)).toBe('done')
    const { stdout } = await longwave('verify', 'out')
    expect(stdout).toMatch(/edition 4, .*all as signed/)

    // A run killed after the root and before the edition is finished by the same command line.
    const head = await readFile(join(folder, 'out/head.json'))
    const again = ['--sign', 'b.key.json', 'c.key.json', '--release', 'a.key.json']
    expect(await run('rotate', 'out', ...again)).toBe('done')
    await writeFile(join(folder, 'out/head.json'), head)
    expect(await run('rotate', 'out', ...again)).toBe('done')
    expect(await run('verify', 'out')).toBe('done')
    for (const roots of ['out/root', 'root']) {
      expect((await readdir(join(folder, roots))).sort()).toEqual(
        [1, 2, 3, 4].map((version) => `${version}.json`),
      )
    }
  })
})

const rss = (...titles: string[]) =>
  `<rss version="2.0"><channel><title>Wire</title>${titles
    .map((title) => `<item><title>${title}</title><description>Words.</description></item>`)
    .join('')}</channel></rss>`

describe('extract', () => {
  test('prints a line per article, in order, errors among them, and ends with 1', async () => {
    await write('a.md', '# The first\n\nText of the first.')
    await write('broken.html', '<html><body></body></html>')
    await write('wire.xml', rss('Second', 'Third'))
    const { code, stdout } = await longwave(
      'extract',
      'a.md',
      'none.html',
      'broken.html',
      'wire.xml',
    )
    expect(code).toBe(1)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(
      lines.map(({ input, error, headline }) => (error ? [input, 'error'] : [input, headline])),
    ).toEqual([
      ['a.md', 'The first'],
      ['none.html', 'error'],
      ['broken.html', 'error'],
      [expect.stringContaining('wire.xml'), 'Second'],
      [expect.stringContaining('wire.xml'), 'Third'],
    ])
    expect(lines[0]).toMatchObject({
      language: 'en',
      direction: 'ltr',
      text: expect.stringContaining('Text of the first.'),
    })
    expect(lines[1].error).toContain('none.html')
  })

  test('names each file of a folder as it was reached from here', async () => {
    await write('some/a.md', '# The first\n\nText of the first.')
    await write('some/below/b.md', '---\ntitle: [\n---\n\nText.')
    const { stdout } = await longwave('extract', 'some')
    const inputs = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).input)
    expect(inputs).toEqual([join('some', 'a.md'), join('some', 'below', 'b.md')])
  })

  test('ends with 0 where every input was read, and prints nothing else', async () => {
    await write('a.md', '# The first\n\nText of the first.')
    expect(await longwave('extract', 'a.md')).toMatchObject({ code: 0, stderr: '' })
  })
})

describe('serve', () => {
  test('says where, answers, and stops when told to', async () => {
    await write('head.json', '{}')
    await write('index.html', 'hello')
    const child = start(['serve', '.', '--port', '0'])
    let said = ''
    child.stdout!.on('data', (text) => {
      said += text
    })
    while (!said.includes('Ctrl-C')) await once(child.stdout!, 'data')
    const address = said.split('\n')[0]!
    expect(address).toMatch(/^http:\/\/localhost:\d+\/$/)
    expect(await (await fetch(address)).text()).toBe('hello')
    const port = new URL(address).port
    const second = await longwave('serve', '.', '--port', port)
    expect(second.code).toBe(1)
    expect(second.stderr).toContain(`port ${port}: another program is using it already.`)
    child.kill('SIGINT')
    const [code, signal] = await once(child, 'exit')
    if (process.platform !== 'win32') expect([code, signal]).toEqual([0, null])
  })
})
