import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

const root = import.meta.dirname

/**
 * Three outputs: the app (with its worker), the same pages for Node (`--mode prerender`), and the
 * command line (`--mode press`). The worker is a build of its own, so that it shares no chunk with pages.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'press') return press
  if (mode === 'prerender') return prerender
  return app
})

/** What comes after the first paint (the router), or only other pages or a browser without a worker need. */
const LAZY = new RegExp(
  [
    '/src/delivery/',
    '/src/library/(?:budget|choices|copy|evict|openArticles|reading|recordings|reopen|search|shelve|withRoom)',
    '/src/bundle/(?!card|images)',
    '/src/app/about/',
    '/src/app/article/RecordingLink',
    '/src/app/evicted/',
    '/src/app/fonts/',
    '/src/app/keys/',
    '/src/app/listen/',
    '/src/app/preferences/',
    '/src/app/publications/',
    '/src/app/reading/(?!opening|wordCount)',
    '/src/app/search/',
    '/src/app/settings/',
    '/src/app/specimen/',
    '/src/app/styles/loadStyles',
    '/src/app/ui/PreferenceControls\\.tsx',
    '/src/app/front/speakBreaking\\.ts',
    '/src/app/(?:followLinks|liveRegion|notice|routes)\\.ts',
    '/src/app/offline/(?:changedArticle|clockWords|fetchAgain|fetchRecording|follow[A-Z]\\w+|keepForGood|lacks|fromHost|newVersion|optional|secondCopy|wipe)\\.ts',
    '/src/app/language/(?:failureWords|formatSize|lackingDates|ownNames)\\.ts',
    '/src/app/language/(?!en\\.ts\\?first)[a-z]{2,3}(?:-[A-Z][a-z]{3})?\\.ts',
    '@fontsource',
    '@noble/ed25519',
    '@tanstack/',
  ].join('|'),
)

/** Languages are kept on the devices that speak them; English is everybody's last resort. */
const WORDS = /\/language\/(?!en\.)[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.ts\?/

/** Files of the app that come to a device when it first needs them, and stay (src/service-worker/optional.ts). */
const OPTIONAL = /^assets\/(?:words|fonts)\//

const app = {
  base: './',
  plugins: [
    wordParts(),
    solid(),
    smallPreload(),
    trustedTemplates(),
    inlineStyles(),
    fontLicences(),
    serviceWorker(),
    sizes(),
    testsInNode(),
  ],
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    // Of what a chunk needs, nothing is loaded ahead (PRELOAD): the list of it would be dead weight.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (
        _: string,
        names: string[],
        { hostType }: { hostType: 'html' | 'js' },
      ) => (hostType === 'html' ? names : []),
    },
    // Every picture and style stands in a file of its own or in the page; nothing as data:.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }: { facadeModuleId: string | null }) =>
          WORDS.test(facadeModuleId ?? '')
            ? 'assets/words/[name]-[hash].js'
            : 'assets/[name]-[hash].js',
        assetFileNames: ({ names }: { names: string[] }) =>
          names[0]?.endsWith('.woff2')
            ? 'assets/fonts/[name]-[hash][extname]'
            : 'assets/[name]-[hash][extname]',
        // One file for everything a front page or an article needs: each further one is another trip
        // through the worker on every start.
        codeSplitting: {
          // Each file of the app is a line in the worker's list, so what belongs together is one, too.
          groups: [
            { name: 'main', test: (id: string) => !LAZY.test(id), priority: 3 },
            {
              name: 'deliver',
              test: /\/src\/(?:delivery\/|library\/(?:budget|choices|evict|shelve))/,
            },
            { name: 'copy', test: /\/src\/library\/copy/, priority: 1 },
            {
              name: 'recordings',
              test: /library\/recordings|bundle\/audio|article\/RecordingLink|listen\/(?:mediaKeys|[rR]ecording)/,
              priority: 2,
              includeDependenciesRecursively: false,
            },
            { name: 'secondCopy', test: /offline\/secondCopy/ },
            { name: 'fonts', test: /\/app\/fonts\/|@fontsource/ },
            { name: 'preferences', test: /\/app\/(?:preferences\/|ui\/PreferenceControls)/ },
            {
              name: 'afterwards',
              priority: 2,
              test: /\/app\/(?:front\/speak|keys\/|language\/f(?:ailure|ormat)|liveRegion|notice|offline\/(?:changed|clock|follow|keepFor|newVersion|optional)|reading\/(?:list|paged|states)|styles\/loadStyles)|library\/(?:reading|withRoom)/,
            },
          ],
        },
      },
    },
  },
  test: {
    // Nothing here wants a pretended browser: what needs one is tested in a real one (e2e/).
    environment: 'node' as const,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'bench/**/*.test.mjs'],
    setupFiles: ['.ci/unitSetup.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores everywhere this runs.
    maxWorkers: 2,
  },
}

const prerender = {
  plugins: [
    wordParts(),
    solid({ ssr: true, solid: { generate: 'ssr' as const, hydratable: false } }),
  ],
  ssr: { noExternal: true as const },
  build: {
    ssr: 'src/app/prerender.tsx',
    outDir: 'dist/prerender',
    copyPublicDir: false,
    target: 'node20',
    reportCompressedSize: false,
  },
}

const press = {
  build: {
    ssr: true,
    outDir: 'dist/press',
    copyPublicDir: false,
    target: 'node20',
    reportCompressedSize: false,
    rollupOptions: {
      // `cli` runs command lines for whoever imports it; `longwave` is the program.
      input: { longwave: 'src/press/longwave.ts', cli: 'src/press/cli.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        banner: '#!/usr/bin/env node',
      },
    },
  },
}

/**
 * Vite's own way of loading a chunk preloads what it depends on, with a kilobyte for older browsers and for errors.
 * Here no chunk needs but the main one, and a chunk with styles of its own loads them itself; its name for the error is
 * kept (src/app/offline/update.ts).
 */
const PRELOAD = `export const __vitePreload = (load) => load().catch((error) => {
  dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload: error }))
  throw error
})`

function smallPreload(): Plugin {
  return {
    name: 'longwave:small-preload',
    transform: (_, id) => (id.includes('vite/preload-helper') ? PRELOAD : null),
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || file.isEntry || !file.viteMetadata?.importedCss.size) continue
        this.error(`styles of a lazy chunk are not loaded (import them as ?url): ${file.fileName}`)
      }
    },
  }
}

/**
 * A language is one file of two parts, and nobody who opens a front page should wait for the second:
 * `xx.ts?first` and `xx.ts?later` are the file without the other part, `xx.ts?name` is the language's own name.
 */
function wordParts(): Plugin {
  return {
    name: 'longwave:word-parts',
    enforce: 'post',
    transform(code, id) {
      const [, part] =
        /\/language\/[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.ts\?(first|later|name)$/.exec(id) ?? []
      if (!part) return null
      if (part === 'name') {
        const [, name] = /\bname: ("[^"]+"|'[^']+')/.exec(code)!
        return { code: `export const name = ${name}`, map: null }
      }
      for (const node of this.parse(code).body.reverse()) {
        if (node.type !== 'ExportNamedDeclaration') continue
        const [of] =
          node.declaration?.type === 'VariableDeclaration' ? node.declaration.declarations : []
        if (of?.id.type !== 'Identifier' || of.id.name === part) continue
        code = code.slice(0, node.start) + code.slice(node.end)
      }
      return { code, map: null }
    },
  }
}

/**
 * solid-js 1.9 makes its templates by one assignment to innerHTML, which Trusted Types refuse (F17).
 * The markup is the compiler's, never an article's, so it goes through the app's own policy.
 */
function trustedTemplates(): Plugin {
  const sink = /\bt\.innerHTML = html\b/g
  let replaced = 0
  return {
    name: 'longwave:trusted-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!/solid-js\/web\/dist\/(?:web|dev)\.js/.test(id)) return null
      replaced += code.match(sink)?.length ?? 0
      return {
        code: `import { trusted as longwaveTrusted } from ${JSON.stringify(join(root, 'src/app/trustedTypes.ts'))}\n${code.replace(sink, 't.innerHTML = longwaveTrusted.createHTML(html)')}`,
        map: null,
      }
    },
    buildEnd() {
      if (replaced !== 1) {
        this.error(`solid-js/web has ${replaced} template sinks where one was expected (F17)`)
      }
    },
  }
}

/**
 * vite-plugin-solid asks for browser and development builds in every test; the press and its libraries
 * run in Node, and are tested as they ship.
 */
function testsInNode(): Plugin {
  return {
    name: 'longwave:tests-in-node',
    enforce: 'post',
    configEnvironment(_, { resolve }) {
      if (!process.env.VITEST || !resolve?.conditions) return
      resolve.conditions = resolve.conditions.filter((name) => !/^(?:browser|dev)/.test(name))
    },
  }
}

/** The styles of the first view stand in the page: a round trip costs more than all of them. */
function inlineStyles(): Plugin {
  return {
    name: 'longwave:inline-styles',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      let html = String(page.source)
      for (const [tag, href] of html.matchAll(
        /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g,
      )) {
        const style = bundle[href!]
        if (style?.type !== 'asset') continue
        html = html
          .replace(tag, '')
          // Before the script of the page, which asks them for a colour.
          .replace('<script>', (script) => `<style>${String(style.source).trim()}</style>${script}`)
        delete bundle[href!]
      }
      page.source = html
    },
  }
}

/** Fonts may be passed on if their licences come with them (SIL Open Font License 1.1, condition 2). */
function fontLicences(): Plugin {
  return {
    name: 'longwave:font-licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const fonts = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.woff2') ? file.originalFileNames : [],
      )
      const packages = new Set(fonts.map((name) => name.slice(0, name.indexOf('/files/'))))
      this.emitFile({
        type: 'asset',
        fileName: 'assets/fonts/LICENSE.txt',
        source: [...packages]
          .map((folder) => readFileSync(join(root, folder, 'LICENSE'), 'utf8'))
          .join('\n\n'),
      })
    },
  }
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** Builds sw.js after the app, with the list of files the app really has. */
function serviceWorker(): Plugin {
  return {
    name: 'longwave:service-worker',
    apply: 'build',
    closeBundle: {
      sequential: true,
      handler: async () => {
        const out = join(root, 'dist/app')
        const optional = JSON.stringify(files(out).filter((name) => OPTIONAL.test(name)))
        const version = createHash('sha256').update(optional).digest('hex').slice(0, 16)
        const list = `assets/optional-${version}.json`
        writeFileSync(join(out, list), optional)
        // index.html is only the template of pages; a site's own shell.html is precached in its place.
        const precached = files(out).filter(
          (name) =>
            !OPTIONAL.test(name) &&
            // For those who work on the app: no reader comes there.
            !/^assets\/specimen/.test(name) &&
            // But icon.svg: Chromium asks for it at each change of address, so its host would hear of every article opened.
            !/^(?:index\.html|sw(?:-ed25519|-retired)?\.js|robots\.txt|manifest\.webmanifest|icons\/.*png)$/.test(
              name,
            ),
        )
        const digest = (url: string, encoding: 'hex' | 'base64') =>
          createHash('sha256')
            .update(readFileSync(join(out, url)))
            .digest(encoding)
        const entries = precached.map((url) => ({
          url,
          revision: url.startsWith('assets/') ? null : digest(url, 'hex').slice(0, 16),
          integrity: `sha256-${digest(url, 'base64')}`,
        }))
        const buildScript = (input: string, entryFileNames: string) =>
          build({
            configFile: false,
            root,
            publicDir: false,
            logLevel: 'warn',
            define: {
              __PRECACHE__: JSON.stringify(entries),
              __OPTIONAL__: JSON.stringify(list),
              'process.env.NODE_ENV': '"production"',
            },
            plugins: [nothingDynamic()],
            build: {
              outDir: out,
              emptyOutDir: false,
              target: 'es2022',
              reportCompressedSize: false,
              rollupOptions: {
                input: join(root, 'src/service-worker', input),
                output: { format: 'iife', entryFileNames, codeSplitting: false },
              },
            },
          })
        await buildScript('sw.ts', 'sw.js')
        await buildScript('nobleScript.ts', 'sw-ed25519.js')
        await buildScript('retired.ts', 'sw-retired.js')
      },
    },
  }
}

/**
 * A worker may not have dynamic imports, and one that is bundled makes the bundler wrap every module: what a page loads
 * when it needs it is simply there. Few browsers need the verifier, so it is a script of its own, which the worker imports
 * there (src/service-worker/verifyByNoble.ts).
 */
function nothingDynamic(): Plugin {
  const verifier = './verifyByNoble.ts'
  return {
    name: 'longwave:nothing-dynamic',
    enforce: 'pre',
    resolveId: (source) =>
      source === verifier ? join(root, 'src/service-worker/verifyByNoble.ts') : null,
    transform(code) {
      const imports: string[] = []
      const direct = code.replace(/await import\(('[^']+')\)/g, (_, source: string) => {
        imports.push(`\nimport * as imported${imports.length} from ${source}`)
        return `imported${imports.length - 1}`
      })
      return imports.length > 0 ? direct + imports.join('') : null
    },
  }
}

/** What a first visit may cost, in bytes after brotli: all an article needs, and the worker apart. */
const BUDGET = { firstLoad: 56 * 1024, worker: 20 * 1024 }

/** Chunks no front page or article waits for. */
const LATER = new Set([
  'AboutPage',
  'EvictedPage',
  'PublicationsPage',
  'SearchPage',
  'SettingsPage',
  'afterwards',
  'checkImage',
  'copy',
  'deliver',
  'evict',
  'fetchArticle',
  'fonts',
  'formatSize',
  'fromHost',
  'images',
  'lacks',
  'lackingDates',
  'listen',
  'notice',
  'openListen',
  'panel',
  'place',
  'preferences',
  'recordings',
  'reopen',
  'search',
  'secondCopy',
  'shelve',
  'specimenPage',
  'startKeys',
  'syncPublication',
  'verifyByNoble',
])

function sizes(): Plugin {
  let names: string[] = []
  const brotli = (source: string | Uint8Array) => brotliCompressSync(source).length
  const weigh = (name: string) => brotli(readFileSync(join(root, 'dist/app', name)))
  return {
    name: 'longwave:sizes',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const first = Object.values(bundle).flatMap((file) => {
        const { fileName } = file
        if (file.type === 'chunk') {
          const [, words] = /\.ts\?(first|later)$/.exec(file.facadeModuleId ?? '') ?? []
          return LATER.has(file.name)
            ? []
            : [{ fileName, words, bytes: words ? brotli(file.code) : 0 }]
        }
        const counted =
          /\.(?:html|css)$/.test(fileName) && !LATER.has(file.names[0]?.replace('.css', '') ?? '')
        return counted ? [{ fileName, words: undefined, bytes: 0 }] : []
      })
      // Whoever does not read in English waits for one language, here the longest.
      const [longest] = first
        .filter(({ words }) => words === 'first')
        .sort((a, b) => b.bytes - a.bytes)
      names = first.filter((it) => !it.words || it === longest).map(({ fileName }) => fileName)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        // As written: other plugins have had their say by then.
        const first = names.map((name) => ({ name, bytes: weigh(name) }))
        const firstLoad = first.reduce((total, { bytes }) => total + bytes, 0)
        const worker = weigh('sw.js')
        for (const { name, bytes } of first) console.log(`${String(bytes).padStart(8)}  ${name}`)
        console.log(`first load ${firstLoad} of ${BUDGET.firstLoad} bytes (brotli)`)
        console.log(`worker ${worker} of ${BUDGET.worker} bytes (brotli)`)
        if (firstLoad > BUDGET.firstLoad || worker > BUDGET.worker) {
          throw new Error('the app is over its byte budget (vite.config.ts, BUDGET)')
        }
      },
    },
  }
}
