import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { notePackages, writeLicences } from './licences.ts'
import { APP, filesUnder, ROOT } from './paths.ts'
import { staticImports } from './staticImports.ts'
import { FURTHER_FOLDER, FURTHER_SCRIPTS, RETIRED, WORKER } from './workerScripts.ts'

/** Files of the app that a device fetches and stores when it first needs them (src/service-worker/optional.ts). */
const OPTIONAL = /^assets\/(?:words|fonts)\//

/**
 * Files that the worker does not store: the template of pages (each site has a shell.html of its own, which is precached in
 * its place), the worker's scripts, files that only crawlers and installers ask for, and the specimen, which readers do not
 * open. A page with a worker checks no signatures itself, so it does not need the check for browsers without Ed25519 (the
 * worker has its own). icons/icon.svg is stored, because Chromium asks for it at each change of address, which would tell the host when an
 * article is opened.
 */
const NOT_KEPT = new RegExp(
  `^(?:index\\.html|sw(?:-\\w+)?\\.js|robots\\.txt|licences\\.txt|manifest\\.webmanifest|icons/.*png|assets/(?:specimen|verifyByNoble).*|${FURTHER_FOLDER}/.*)$`,
)

/** Builds the scripts of the worker after the app, with the list of the files that the app then has. */
export function serviceWorker(): Plugin {
  return {
    name: 'longwave:service-worker',
    apply: 'build',
    closeBundle: {
      sequential: true,
      handler: async () => {
        const further: Record<string, string> = {}
        for (const [name, { input }] of Object.entries(FURTHER_SCRIPTS)) {
          further[name] = await buildScript(input, `${FURTHER_FOLDER}/${name}-[hash].js`, {
            __FURTHER__: JSON.stringify(further),
          })
        }
        const optional = JSON.stringify(filesUnder(APP).filter((name) => OPTIONAL.test(name)))
        const list = `assets/optional-${digestOf(optional, 'hex').slice(0, 16)}.json`
        writeFileSync(join(APP, list), optional)
        const kept = filesUnder(APP).filter((name) => !OPTIONAL.test(name) && !NOT_KEPT.test(name))
        await buildScript(WORKER.input, 'sw.js', {
          __PRECACHE__: JSON.stringify(kept.map(precacheEntry)),
          __OPTIONAL__: JSON.stringify(list),
          __FURTHER__: JSON.stringify(further),
        })
        await buildScript(RETIRED.input, 'sw-retired.js')
        writeLicences()
      },
    },
  }
}

function precacheEntry(url: string) {
  const bytes = readFileSync(join(APP, url))
  return {
    url,
    // Assets already have a digest in their names.
    revision: url.startsWith('assets/') ? null : digestOf(bytes, 'hex').slice(0, 16),
    integrity: `sha256-${digestOf(bytes, 'base64')}`,
  }
}

function digestOf(data: string | Uint8Array, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(data).digest(encoding)
}

/** @returns the name of the one file that it is built into */
async function buildScript(
  input: string,
  output: string,
  define: Record<string, string> = {},
): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    publicDir: false,
    logLevel: 'warn',
    define: { ...define, 'process.env.NODE_ENV': '"production"' },
    plugins: [staticImports()],
    build: {
      outDir: APP,
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      rollupOptions: {
        input: join(ROOT, input),
        output: { format: 'iife', entryFileNames: output, codeSplitting: false },
      },
    },
  })
  if (Array.isArray(built) || !('output' in built)) throw new Error(`${input}: no single output`)
  const [script] = built.output
  notePackages(script.moduleIds)
  return script.fileName
}
