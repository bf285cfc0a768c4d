import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillWorker, listBuild } from '#bundle/appBuild.ts'
import type { Bytes } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { SiteEdition } from '../publication/pressPublication.ts'
import type { Report } from '../report/Report.ts'
import { startServer } from '../server/startServer.ts'
import { Pages } from '../site/Pages.ts'
import { Project } from '../testing/Project.ts'
import { reportOf, verifyApp } from './verifyApp.ts'

const quiet: Report = { progress() {}, note() {}, problem() {} }
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)
const shellWords = (tag: string) =>
  `<noscript><p class="panel" lang="${tag}" dir="rtl">Needs scripts.</p></noscript><p id="damaged" hidden lang="${tag}" dir="rtl">Damaged.</p>`

let project: Project
beforeEach(async () => {
  project = await Project.open({ title: '"A" & <b>title</b> of $& signs', language: 'fa' })
})
afterEach(() => project.close())

/** A small app, whose page is that of the project. */
async function appOf(script: string) {
  const template = (await readFile('index.html', 'utf8')).replace(
    '/src/app/main.tsx',
    './assets/index.js',
  )
  const files: Record<string, string> = {
    'index.html': template,
    'sw.js':
      'start("__SHELL_REVISION__", "__SHELL_DIGEST__", "__BUILD_REVISION__", "__BUILD_DIGEST__")',
    'assets/index.js': script,
    'assets/specimen.js': 'show()',
  }
  const list = await listBuild(Object.keys(files), async (name) => bytesOf(files[name]!))
  return { files, template, list, build: await sha256(list) }
}

/** Puts an app around an edition, as `longwave site` does with the one that has been built. */
async function pressSite(script: string, base = '/news/') {
  const { files, template, list, build } = await appOf(script)
  const stageSite = async ({ release, fingerprint }: SiteEdition, stage: Stage) => {
    const site = {
      base,
      publication: './',
      id: release.id,
      root: fingerprint as PublicationKey,
      floor: 0,
    }
    const publication = { ...release, key: site.root }
    const rendered = {
      html: shellWords('fa'),
      title: release.title,
      language: 'fa',
      direction: 'rtl' as const,
    }
    const shell = bytesOf(
      new Pages(template, site, undefined, release).format(rendered, {
        kind: 'shell',
        publication,
      }),
    )
    await stage('shell.html', shell)
    await stage('assets/index.js', bytesOf(files['assets/index.js']!))
    await stage('build.txt', list)
    const filled = { shell: await sha256(shell), list: build }
    await stage('sw.js', bytesOf(fillWorker(files['sw.js']!, filled)))
  }
  const { release } = await project.press({ build, stageSite })
  return { build, release }
}
type Stage = (path: string, bytes: Uint8Array) => Promise<unknown>

test('prints the digest of the app of a site, and the edition that names it', async () => {
  const { build, release } = await pressSite('start()')
  expect(release.app).toEqual([build])
  const verified = await verifyApp(project.out, quiet)
  expect(verified).toEqual({ build, named: true, edition: 1, faults: [] })
  expect(reportOf('site', verified)).toEqual([`site: app build ${build}, named by edition 1`])
})

test('finds the same at an address, and scripts that come from another path', async () => {
  const served = await startServer({ folder: project.folder, host: '127.0.0.1', port: 0 })
  try {
    const { build } = await pressSite('start()', '/out/')
    const address = new URL('/out/', served.address).href
    expect(await verifyApp(address, quiet)).toMatchObject({ build, named: true, faults: [] })
    await pressSite('start()', '/elsewhere/')
    const { faults } = await verifyApp(address, quiet)
    expect(faults).toEqual([expect.stringMatching(/^shell\.html: is not the file/)])
  } finally {
    await served.stop()
  }
})

describe('names the fault', () => {
  const change = async (name: string, to: (text: string) => string) => {
    const path = join(project.out, name)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, to(await readFile(path, 'utf8').catch(() => '')))
  }
  const FAULTS: [what: string, damage: () => Promise<void>, found: RegExp[]][] = [
    [
      'a changed script',
      () => change('assets/index.js', () => 'evil()'),
      [/^assets\/index\.js: is not/],
    ],
    ['a changed worker', () => change('sw.js', (text) => `${text};evil()`), [/^sw\.js: is not/]],
    [
      'another script in the page, of which the worker does not know',
      () =>
        change('shell.html', (text) =>
          text.replace('</body>', '<script src="evil.js"></script></body>'),
        ),
      [/^shell\.html: is not/, /^sw\.js: is not/],
    ],
    [
      'the list of another build',
      async () => writeFile(join(project.out, 'build.txt'), (await appOf('another()')).list),
      [
        /^assets\/index\.js: is not/,
        /^sw\.js: is not/,
        /^head\.json: edition 1 does not name this build$/,
      ],
    ],
    [
      'a page of the developers with other code',
      () => change('assets/specimen.js', () => 'evil()'),
      [/^assets\/specimen/],
    ],
    ['an edition that cannot be read', () => change('head.json', () => '{}'), [/^head\.json/]],
  ]
  test.each(FAULTS)('%s', async (_, damage, found) => {
    await pressSite('start()')
    await damage()
    const verified = await verifyApp(project.out, quiet)
    expect(verified.faults).toEqual(found.map((it) => expect.stringMatching(it)))
    expect(reportOf('site', verified).at(-1)).toContain('see above')
  })

  test('a folder without an app', async () => {
    await project.press()
    await expect(verifyApp(project.out, quiet)).rejects.toThrow(/has no build\.txt/)
    await expect(verifyApp(project.path('nowhere'), quiet)).rejects.toThrow(
      /there is no such folder/,
    )
  })
})

describe('the builds that an edition vouches for', () => {
  test('the newest stands first, and those of the editions before stay', async () => {
    const first = await pressSite('first()')
    const second = await pressSite('second()')
    expect(second.release.app).toEqual([second.build, first.build])
    const back = await pressSite('first()')
    expect(back.release.app).toEqual([first.build, second.build])
  })

  test('pressing the publication alone keeps what the site beside it has', async () => {
    const { build } = await pressSite('first()')
    expect((await project.press()).release.app).toEqual([build])
  })

  test('a publication that never had a site names none', async () => {
    const { release } = await project.press()
    expect(release.app).toBeUndefined()
  })

  test('they are eight at most', async () => {
    const builds: string[] = []
    for (let count = 1; count <= 10; count++)
      builds.unshift((await pressSite(`build${count}()`)).build)
    const { release } = await project.press()
    expect(release.app).toEqual(builds.slice(0, 8))
    expect((await readFile(join(project.out, 'head.json'))).length).toBeLessThanOrEqual(3072)
  })

  test('in a head that is long already, it is the newest alone', async () => {
    await pressSite('first()')
    const long = '新'.repeat(300)
    const [published, expires] = ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z']
    await project.configure({
      title: long,
      breaking: { id: 'long', text: long, published, expires },
    })
    const { build, release } = await pressSite('second()')
    expect(release.app).toEqual([build])
  })
})
