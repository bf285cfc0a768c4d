import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { fontLicences } from './vite/fontLicences.ts'
import { inlineStyles } from './vite/inlineStyles.ts'
import { serviceWorker } from './vite/serviceWorker.ts'
import { sizes } from './vite/sizes.ts'
import { smallPreload } from './vite/smallPreload.ts'
import { testsInNode } from './vite/testsInNode.ts'
import { trustedTemplates } from './vite/trustedTemplates.ts'
import { wordParts } from './vite/wordParts.ts'

/**
 * Three outputs: the app (with its worker), the same pages for Node (`--mode prerender`), and the
 * command line (`--mode press`). The worker is a build of its own, so that it shares no chunk with pages.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'press') return press
  if (mode === 'prerender') return prerender
  return app
})

/** Languages are kept on the devices that speak them; English is everybody's last resort. */
const WORDS = /\/language\/(?!en\.)[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.ts\?/

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
    // Nothing that a chunk needs is loaded ahead (vite/smallPreload.ts): the list of it would be dead weight.
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
      // Most are said of modules that several chunks share and only some import dynamically, which is intended.
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
        // One file for all that the first page imports: each further one would be another trip through the worker at
        // every start. What several later parts share is one file, too, as each file is a line in the worker's list.
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
    // Nothing here wants a pretended browser: what needs one is tested in a real one (e2e/).
    environment: 'node' as const,
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'bench/**/*.test.mjs', '.ci/**/*.test.mjs'],
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
