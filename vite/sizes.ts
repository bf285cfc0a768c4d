import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'
import { listBuild } from '../src/bundle/appBuild.ts'
import { sha256 } from '../src/bundle/digest.ts'
import { APP, filesUnder, ROOT } from './paths.ts'
import { FURTHER_FOLDER, FURTHER_SCRIPTS, RETIRED, WORKER } from './workerScripts.ts'

/**
 * The budget of a first front page or article until its text is there and its links work (bytes, brotli): the page, the
 * scripts of these modules and the words of a language.
 */
const FIRST_LOAD = 56 * 1024
const FIRST_MODULES = ['index.html', 'src/app/navigation/linkClicks.ts']

type Chunk = Rolldown.OutputChunk

/**
 * Prints the sizes of a first visit and of the worker's scripts, and stops a build that is over a budget. Prints the digest
 * that names the build, which `longwave verify --app` prints of its sites.
 */
export function sizes(): Plugin {
  let first: string[] = []
  return {
    name: 'longwave:sizes',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      // A reader of a language other than English waits for its words; the largest file stands for all.
      const [words] = chunks
        .filter(({ facadeModuleId }) => facadeModuleId?.endsWith('.ts?first'))
        .sort((a, b) => brotli(b.code) - brotli(a.code))
      const roots = FIRST_MODULES.map((name) => {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === join(ROOT, name))
        return chunk ?? this.error(`no chunk begins with ${name} (vite/sizes.ts, FIRST_MODULES)`)
      })
      const scripts = roots.flatMap((chunk) => staticClosure(chunk, bundle))
      if (words) scripts.push(words.fileName)
      first = ['index.html', ...new Set(scripts)]
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        // The files are read from the disk, because other plugins change them after they have been generated.
        const weighed = first.map((name) => ({ name, bytes: weigh(name) }))
        for (const { name, bytes } of weighed) print(bytes, name)
        const firstLoad = weighed.reduce((total, { bytes }) => total + bytes, 0)
        const rows = [
          { name: 'first load', bytes: firstLoad, budget: FIRST_LOAD },
          { name: 'worker', bytes: weigh('sw.js'), budget: WORKER.budget },
          ...Object.entries(FURTHER_SCRIPTS).map(([name, { budget }]) => ({
            name: `worker: ${name}`,
            bytes: weigh(furtherScript(name)),
            budget,
          })),
          { name: 'retired worker', bytes: weigh('sw-retired.js'), budget: RETIRED.budget },
        ]
        for (const { name, bytes, budget } of rows) {
          console.log(`${name} ${bytes} of ${budget} bytes (brotli)`)
        }
        const list = await listBuild(filesUnder(APP), async (name) =>
          Uint8Array.from(readFileSync(join(APP, name))),
        )
        console.log(`app build ${await sha256(list)}`)
        const over = rows.filter(({ bytes, budget }) => bytes > budget).map(({ name }) => name)
        if (over.length > 0) {
          throw new Error(
            `over the byte budget: ${over.join(', ')} (vite/sizes.ts, workerScripts.ts)`,
          )
        }
      },
    },
  }
}

const brotli = (source: string | Uint8Array) => brotliCompressSync(source).length
const weigh = (name: string) => brotli(readFileSync(join(APP, name)))

/** @returns the file name of a further script, which has a digest in it */
function furtherScript(name: string): string {
  const file = filesUnder(join(APP, FURTHER_FOLDER)).find((it) => it.startsWith(`${name}-`))
  if (!file) throw new Error(`${FURTHER_FOLDER} has no ${name}`)
  return `${FURTHER_FOLDER}/${file}`
}

const print = (bytes: number, name: string) => console.log(`${String(bytes).padStart(8)}  ${name}`)

/** @returns the file names of a chunk and of all chunks that it imports statically, which the browser needs to run it */
function staticClosure(chunk: Chunk, bundle: Rolldown.OutputBundle): string[] {
  const imported = chunk.imports.flatMap((name) => {
    const file = bundle[name]
    return file?.type === 'chunk' ? staticClosure(file, bundle) : []
  })
  return [chunk.fileName, ...imported]
}
