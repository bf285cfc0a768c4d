// `npm run snapshots [ariaSnapshots|screenReader|visual]`: stores how pages are now as how they should be. Needs `npm
// run build`. A person reads the changes in the diff before they are committed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const what = process.argv.slice(2).map((name) => `${name}.spec`)
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '--config=e2e',
    ...(what.length > 0 ? what : ['ariaSnapshots.spec', 'screenReader.spec', 'visual.spec']),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, LONGWAVE_SNAPSHOTS: 'update' } },
)
process.exitCode = status ?? 1
