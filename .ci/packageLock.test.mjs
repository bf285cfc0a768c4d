import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// npm leaves out the digests of packages for other systems when it writes the file beside installed packages (npm/cli#4828):
// then `npm ci` on such a system installs what nothing vouches for. `npm install --package-lock-only` in a folder without
// node_modules writes them.
test('package-lock.json has the digest of every package, also of those for other systems', () => {
  const lock = readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')
  const packages = Object.entries(JSON.parse(lock).packages)
  const lacking = packages.filter(([path, { integrity, link }]) => path && !link && !integrity)
  expect(packages.length).toBeGreaterThan(300)
  expect(lacking.map(([path]) => path)).toEqual([])
})
