import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { firstPaint } from './vite/firstPaint.ts'
import { inlineStyles } from './vite/inlineStyles.ts'
import { licences } from './vite/licences.ts'
import { serviceWorker } from './vite/serviceWorker.ts'
import { sizes } from './vite/sizes.ts'
import { smallPreload } from './vite/smallPreload.ts'
import { testsInNode } from './vite/testsInNode.ts'
import { trustedTemplates } from './vite/trustedTemplates.ts'
import { wordParts } from './vite/wordParts.ts'

/**
 * Builds one of three outputs: the app with its worker, the same pages for Node (`--mode prerender`), or the command line
 * (`--mode press`). The worker is a build of its own, so that it shares no chunk with pages.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'press') return press
  if (mode === 'prerender') return prerender
  return app
})

/** Matches the words of languages that are stored on first use. English is not among them: it is the fallback for all. */
const WORDS = /\/language\/(?!en\.)[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.ts\?/

const app = {
  base: './',
  plugins: [
    wordParts(),
    solid(),
    smallPreload(),
    trustedTemplates(),
    firstPaint(),
    inlineStyles(),
    licences(),
    serviceWorker(),
    sizes(),
    testsInNode(),
  ],
  build: {
    outDir: 'dist/app',
    target: 'es2022',
    // Chunks do not preload their dependencies (vite/smallPreload.ts), so the lists of these are left out.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (
        _: string,
        names: string[],
        { hostType }: { hostType: 'html' | 'js' },
      ) => (hostType === 'html' ? names : []),
    },
    // Every image and style is in a file of its own or in the page, none in a data: address.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      // The warnings are mostly of modules that several chunks share and only some import dynamically, which is intended.
      checks: { ineffectiveDynamicImport: false, pluginTimings: false },
      output: {
        chunkFileNames: ({ facadeModuleId }: { facadeModuleId: string | null }) =>
          WORDS.test(facadeModuleId ?? '')
            ? 'assets/words/[name]-[hash].js'
            : 'assets/[name]-[hash].js',
        assetFileNames: ({ names }: { names: string[] }) =>
          names[0]?.endsWith('.woff2')
            ? 'assets/fonts/[name]-[hash][extname]'
            : 'assets/[name]-[hash][extname]',
        // The first page is in one file, because each further file is another request to the worker at every start. Modules
        // that several later chunks share are in one file as well, because each file is an entry of the worker's list.
        codeSplitting: {
          groups: [
            { name: 'main', tags: ['$initial' as const], priority: 1 },
            { name: 'shared', minShareCount: 2 },
          ],
        },
      },
    },
  },
  test: {
    // Unit tests need no simulated browser: code that needs a browser is tested in a real one (e2e/).
    environment: 'node' as const,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'bench/**/*.test.mjs', '.ci/**/*.test.mjs'],
    setupFiles: ['.ci/unitSetup.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two workers, for machines with two cores.
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
    // No comments that name the path of each module: it differs where node_modules is a link.
    rollupOptions: { experimental: { attachDebugInfo: 'none' as const } },
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
      // `longwave` is the program; `cli` is a module that runs command lines for code that imports it.
      input: { longwave: 'src/press/longwave.ts', cli: 'src/press/cli.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        banner: '#!/usr/bin/env node',
      },
    },
  },
}
