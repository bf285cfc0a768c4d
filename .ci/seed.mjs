// The seed of random choices in tests: the same for every run of a commit, another one for commits of another day.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const DAY = 86_400_000

/**
 * @returns {number} LONGWAVE_SEED, else the day of the commit (since 1970), else today's where this is no git checkout
 */
export function seedOfRun() {
  const { LONGWAVE_SEED } = process.env
  if (LONGWAVE_SEED) {
    const seed = Number(LONGWAVE_SEED)
    if (Number.isSafeInteger(seed) && seed >= 0) return seed
    throw new Error(`LONGWAVE_SEED=${LONGWAVE_SEED} is no whole number from 0 on.`)
  }
  try {
    const day = execFileSync('git', ['log', '-1', '--format=%cs'], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Math.floor(Date.parse(day.trim()) / DAY)
  } catch {
    return Math.floor(Date.now() / DAY)
  }
}
