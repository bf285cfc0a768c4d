// `npm start`: builds everything, presses this sample with a key of its own, and serves the site.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const longwave = join(root, 'dist/press/longwave.js')
const vite = join(root, 'node_modules/vite/bin/vite.js')
const site = join(root, '.cache/site')
const port = process.env.PORT || '4173'

function run(what, ...args) {
  console.log(what)
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

/** Checks the port before the build, which takes longer than a developer would wait to hear of it. */
async function checkPort() {
  const probe = createServer()
  probe.listen(Number(port), '127.0.0.1')
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

try {
  await checkPort()
} catch (error) {
  const why =
    error.code === 'EADDRINUSE'
      ? `port ${port}: another program is using it already. Stop that program, or choose another: PORT=8000 npm start`
      : `port ${port}: cannot be used (${error.code ?? error.message}). Choose another: PORT=8000 npm start`
  console.error(`longwave: ${why}`)
  process.exit(1)
}

for (const [what, ...mode] of [
  ['Building the app …'],
  ['Building its pages for the press …', '--mode', 'prerender'],
  ['Building the press …', '--mode', 'press'],
]) {
  run(what, vite, 'build', '--logLevel', 'warn', ...mode)
}
// The sample is pressed from a copy, because the press keeps files beside publication.json, and each developer has a root of
// their own.
const sources = join(root, '.cache/sample')
const key = join(root, '.cache/sample.key.json')
const KEPT = ['root', '.gitignore', 'longwave.state.json', 'publication.articles.json']
for (const name of existsSync(sources) ? readdirSync(sources) : []) {
  if (!KEPT.includes(name)) rmSync(join(sources, name), { recursive: true })
}
cpSync(join(root, 'src/sample'), sources, { recursive: true })
// A site that an earlier version pressed has its root in it, and the press takes it over.
if (![sources, site].some((folder) => existsSync(join(folder, 'root/1.json')))) {
  // What it says of keys is for publishers.
  const init = [longwave, 'init', sources, '--key', key, '--root-key', key]
  const { status } = spawnSync(process.execPath, init, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}
run(
  'Pressing the sample publication …',
  longwave,
  'site',
  join(sources, 'publication.json'),
  '--out',
  site,
  '--key',
  key,
)
// The page /specimen/, which readers' sites do not have (src/press/site/appFiles.ts).
for (const name of readdirSync(join(root, 'dist/app/assets'))) {
  if (!name.startsWith('specimen')) continue
  copyFileSync(join(root, 'dist/app/assets', name), join(site, 'assets', name))
}
const server = spawn(process.execPath, [longwave, 'serve', site, '--port', port], {
  stdio: 'inherit',
})
// Ctrl-C reaches both; this one waits for the server to have stopped.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => server.kill())
server.on('exit', (code) => process.exit(code ?? 0))
