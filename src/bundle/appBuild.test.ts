import { describe, expect, test } from 'vitest'
import {
  compareBuild,
  emptyPage,
  fillWorker,
  formatBuild,
  listBuild,
  parseBuild,
} from './appBuild.ts'
import type { Bytes } from './base64.ts'
import { sha256 } from './digest.ts'

const bytesOf = (text: string): Bytes => new TextEncoder().encode(text)

const TEMPLATE = `<html lang="en" dir="ltr">
  <head>
    <!--head-->
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="./icons/icon.svg">
    <script>var base = document.querySelector('[name=longwave-base]')</script>
    <script type="module" src="./assets/index.js"></script>
  </head>
  <body><div id="app"><!--app--></div></body>
</html>`

/** The shell as a press writes it (src/press/site/formatHead.ts; src/press/commands/verifyApp.test.ts uses the press itself). */
const SHELL = `<html lang="fa" dir="rtl">
  <head>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
    <title>A &lt;title&gt; of $&amp; signs</title>
    <meta name="longwave-base" content="/news/">
    <meta property="og:title" content="&quot;Quoted&quot;">
    <link rel="alternate" type="application/rss+xml" title="News" href="/news/feed.xml">
    <link rel="alternate" type="application/feed+json" title="News" href="/news/feed.json">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/news/icons/icon.svg">
    <script>var base = document.querySelector('[name=longwave-base]')</script>
    <script type="module" src="/news/assets/index.js"></script>
  </head>
  <body><div id="app"><noscript><p class="panel" lang="fa" dir="rtl">Words</p></noscript><p id="damaged" hidden lang="fa" dir="rtl">Words</p></div></body>
</html>`

const WORKER =
  'shell("__SHELL_REVISION__", "sha256-__SHELL_DIGEST__"); list("__BUILD_REVISION__", "sha256-__BUILD_DIGEST__")'

const APP: Record<string, string> = {
  'assets/index.js': 'start()',
  'assets/worker/delivery.js': 'deliver()',
  'icons/icon.svg': '<svg/>',
  'index.html': TEMPLATE,
  'sw.js': WORKER,
}

/** A site made of the app above, by the names of its files. */
async function makeSite() {
  const list = await listBuild(Object.keys(APP), async (name) => bytesOf(APP[name]!))
  const filled = { shell: await sha256(bytesOf(SHELL)), list: await sha256(list) }
  const files: Record<string, string> = {
    ...APP,
    'index.html': 'the front page',
    'shell.html': SHELL,
    'sw.js': fillWorker(WORKER, filled),
  }
  const compare = (base?: string) =>
    compareBuild(
      parseBuild(list)!,
      async (name) => (files[name] === undefined ? undefined : bytesOf(files[name])),
      base,
    )
  return { files, list, compare }
}

test('a site is what the list of its build says, whatever its title, language and path are', async () => {
  const { compare, list } = await makeSite()
  expect(await compare()).toEqual({ differing: [], missing: [] })
  expect(await compare('/news/')).toEqual({ differing: [], missing: [] })
  expect([...parseBuild(list)!.keys()]).toEqual([
    'assets/index.js',
    'assets/worker/delivery.js',
    'index.html',
    'sw.js',
  ])
})

describe('a file with another byte differs', () => {
  test.each([
    ['a script', 'assets/index.js', 'assets/index.js'],
    ['a script of the worker', 'assets/worker/delivery.js', 'assets/worker/delivery.js'],
    ['the worker', 'sw.js', 'sw.js'],
  ])('%s', async (_, name, found) => {
    const { files, compare } = await makeSite()
    files[name] += ' '
    expect(await compare()).toEqual({ differing: [found], missing: [] })
  })
})

test('a file that is not there is missing', async () => {
  const { files, compare } = await makeSite()
  delete files['assets/index.js']
  expect(await compare()).toEqual({ differing: [], missing: ['assets/index.js'] })
})

describe('a shell that runs anything else is not the page of the build', () => {
  const CODE: [what: string, from: string, to: string][] = [
    [
      'a script among the elements of the head',
      '<title>',
      '<script src="/evil.js"></script><title>',
    ],
    ['a script in the title', '</title>', '</title><script>evil()</script><title></title>'],
    [
      'a script among the words',
      'Words</p></noscript>',
      'Words<script>evil()</script></p></noscript>',
    ],
    [
      'a handler on an element',
      '<p id="damaged" hidden',
      '<p id="damaged" onclick="evil()" hidden',
    ],
    ['another address of the page', '<title>', '<base href="https://evil.example/"><title>'],
    [
      'a jump to another page',
      '<title>',
      '<meta http-equiv="refresh" content="0; url=/evil"><title>',
    ],
    [
      'a referrer with whole addresses',
      '<title>',
      '<meta name="referrer" content="unsafe-url">\n    <title>',
    ],
    ['a style', '<title>', '<link rel="stylesheet" href="/evil.css"><title>'],
    ['another script of the app', 'assets/index.js', 'assets/evil.js'],
    ['a changed script in the page', 'var base =', 'evil(); var base ='],
    ['a script behind the words', '</body>', '<script>evil()</script></body>'],
  ]
  test.each(CODE)('%s', (_, from, to) => {
    const hostile = SHELL.replace(from, () => to)
    expect(hostile).not.toBe(SHELL)
    expect(emptyPage(hostile)).not.toBe(TEMPLATE)
  })

  test.each([
    ['another host', 'https://evil.example/'],
    ['another host without a scheme', '//evil.example/'],
  ])('scripts from %s', (_, base) => {
    expect(emptyPage(SHELL.replaceAll('"/news/', () => `"${base}`))).not.toBe(TEMPLATE)
  })

  test('scripts from another folder of its host', () => {
    const moved = SHELL.replaceAll('/news/', '/evil/')
    expect(emptyPage(moved)).toBe(TEMPLATE)
    expect(emptyPage(moved, '/news/')).not.toBe(TEMPLATE)
  })
})

describe('only a list that a press would write is one', () => {
  const line = (path: string) => `${'a'.repeat(64)} ${path}\n`
  test.each([
    ['unsorted', `${line('sw.js')}${line('index.html')}`],
    ['with a path twice', `${line('index.html')}${line('index.html')}${line('sw.js')}`],
    [
      'with a file above the site',
      `${line('assets/../../key')}${line('index.html')}${line('sw.js')}`,
    ],
    [
      'with a file that is none of the app',
      `${line('head.json')}${line('index.html')}${line('sw.js')}`,
    ],
    ['without a worker', line('index.html')],
    ['cut short', `${line('index.html')}${line('sw.js').slice(0, -1)}`],
    ['a page', '<!doctype html>'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(parseBuild(bytesOf(text))).toBeUndefined()
  })

  test('and one that is read is written with the same bytes', () => {
    const text = `${line('assets/a-b_c.js')}${line('index.html')}${line('sw.js')}`
    expect(formatBuild(parseBuild(bytesOf(text))!)).toEqual(bytesOf(text))
  })
})
