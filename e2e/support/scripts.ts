import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { ROOT, WORK } from './folders.ts'

/** Scripts for pages of the tests, which import modules of the app. */
const SCRIPTS = {
  'harness.js': 'delivery/harness.ts',
  'pageApi.js': 'model/pageApi.ts',
  'renderedPages.js': 'model/renderedPages.ts',
}

export const scriptPath = (name: keyof typeof SCRIPTS) => join(WORK, 'scripts', name)

/** Leaves out the names of languages: only the settings need them, and no page here shows those (vite/wordParts.ts). */
const nameless: Plugin = {
  name: 'longwave:nameless',
  load: (id) => (id.endsWith('.ts?name') ? "export const name = ''" : null),
}

/** Builds all scripts, once for the whole run (globalSetup.ts). */
export async function buildScripts(): Promise<void> {
  for (const [name, entry] of Object.entries(SCRIPTS)) {
    await build({
      configFile: false,
      root: ROOT,
      logLevel: 'error',
      publicDir: false,
      plugins: [solid(), nameless],
      build: {
        outDir: join(WORK, 'scripts'),
        emptyOutDir: false,
        minify: false,
        lib: { entry: join(ROOT, 'e2e', entry), formats: ['es'], fileName: () => name },
        rollupOptions: { output: { codeSplitting: false } },
      },
    })
  }
}
