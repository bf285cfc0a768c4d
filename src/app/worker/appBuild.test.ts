import { beforeEach, describe, expect, test } from 'vitest'
import { fillWorker, listBuild } from '#bundle/appBuild.ts'
import type { Bytes } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import { type AppFiles, runningBuild, vouchedFor, waitingBuild } from './appBuild.ts'

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)

const PAGE = '<html lang="en" dir="ltr"><script src="./assets/index.js"></script><!--head-->'
const WORKER =
  'store("shell.html", "sha256-__SHELL_DIGEST__"); store("build.txt", "sha256-__BUILD_DIGEST__")'

/** A version of the app, as it lies on its host and on a device. */
async function version(name: string) {
  const script = `assets/index-${name}.js`
  const app: Record<string, string> = {
    [script]: `start("${name}")`,
    'assets/words/fa.js': 'words()',
    'index.html': `${PAGE}${name}`,
    'sw.js': `${WORKER}; run("${name}")`,
  }
  const list = await listBuild(Object.keys(app), async (path) => bytesOf(app[path]!))
  const shell = `${PAGE}${name}`
    .replace(
      '<!--head-->',
      `<meta http-equiv="Content-Security-Policy" content="">
    <meta name="longwave-base" content="/">
    <link rel="alternate" type="application/rss+xml" title="${name}" href="/feed.xml">`,
    )
    .replace('./', '/')
  const filled = { shell: await sha256(bytesOf(shell)), list: await sha256(list) }
  const files = new Map([
    [script, bytesOf(app[script]!)],
    ['shell.html', bytesOf(shell)],
    ['build.txt', list],
    ['sw.js', bytesOf(fillWorker(app['sw.js']!, filled))],
  ])
  return { script, files, digest: await sha256(list) }
}

type Version = Awaited<ReturnType<typeof version>>
let running: Version
let waiting: Version
beforeEach(async () => {
  running = await version('one')
  waiting = await version('two')
})

/** A device with versions of the app, of which the first is in use, and a host that sends a worker. */
function device(
  versions: Version[],
  hosts: Bytes | undefined = versions.at(-1)?.files.get('sw.js'),
): AppFiles {
  return {
    base: '/',
    fetchFile: async (path) => (path === 'sw.js' ? hosts : versions[0]?.files.get(path)),
    storedFiles: async (path) =>
      path === 'sw.js' ? [] : versions.flatMap(({ files }) => files.get(path) ?? []),
  }
}

const changed = (version: Version, path: string, text = 'evil()'): Version => ({
  ...version,
  files: new Map([...version.files, [path, bytesOf(text)]]),
})

describe('the build in use', () => {
  test('is known by its list, and is whole with the files that this device has of it', async () => {
    const { script, digest } = running
    expect(await runningBuild(device([running, waiting]), script)).toEqual({
      digest,
      isWhole: true,
    })
  })

  test.each(['assets/index-one.js', 'shell.html'])('is not whole with another %s', async (path) => {
    const build = await runningBuild(device([changed(running, path)]), running.script)
    expect(build).toEqual({ digest: running.digest, isWhole: false })
  })

  test('is not known to a page of an older version, nor without a list', async () => {
    expect(await runningBuild(device([waiting]), running.script)).toBeUndefined()
    expect(await runningBuild(device([]), running.script)).toBeUndefined()
    const broken = changed(running, 'build.txt', 'a login page')
    expect(await runningBuild(device([broken]), running.script)).toBeUndefined()
  })
})

describe('the build that waits', () => {
  test('is the one that the worker of the host stores', async () => {
    expect(await waitingBuild(device([running, waiting]))).toBe(waiting.digest)
  })

  test('is none where the worker is another one than that of its list', async () => {
    const worker = new TextDecoder().decode(waiting.files.get('sw.js'))
    const hostile = bytesOf(`${worker}; evil()`)
    expect(await waitingBuild(device([running, waiting], hostile))).toBe('none')
  })

  test('is none where the worker comes with the list of another build', async () => {
    const worker = new TextDecoder().decode(running.files.get('sw.js'))
    const hostile = bytesOf(worker.replace('run("one")', 'evil()'))
    expect(await waitingBuild(device([running], hostile))).toBe('none')
  })

  test('is none where it has stored another script', async () => {
    const other = changed(waiting, waiting.script)
    expect(await waitingBuild(device([running, other]))).toBe('none')
  })

  test('is none where the worker has no list of its files', async () => {
    expect(await waitingBuild(device([running, waiting], bytesOf('run("zero")')))).toBe('none')
  })

  test('is not known without a network, nor where the host has yet another version', async () => {
    const offline = { ...device([running, waiting]), fetchFile: async () => undefined }
    expect(await waitingBuild(offline)).toBeUndefined()
    const { files } = await version('three')
    expect(await waitingBuild(device([running, waiting], files.get('sw.js')))).toBeUndefined()
  })
})

test.each([
  ['signed', 'a', ['b', 'a'], true],
  ['signed', 'a', ['b', 'a'], false],
  ['unsigned', 'c', ['b', 'a'], true],
  ['unsigned', 'none', ['b', 'a'], true],
  ['unchecked', 'c', ['b', 'a'], false],
  ['unchecked', undefined, ['b', 'a'], true],
  [undefined, 'a', undefined, true],
  [undefined, 'a', [], true],
] as const)(
  'it is %s: build %s, where an edition names %j that is the newest: %s',
  (found, build, named, isFresh) => {
    expect(vouchedFor(build, named && [...named], isFresh)).toBe(found)
  },
)
