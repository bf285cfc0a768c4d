// Builds earlier commits, each in a folder of its own (.cache/bench/<commit>), which is kept for the next time.
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { root } from './site.mjs'

/** @param {string[]} args @returns {string} */
const git = (...args) =>
  execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim()

/** Runs npm, and shows its errors only where it fails. @param {string} folder @param {string[]} args */
const npm = (folder, ...args) =>
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })

/** @param {string} revision anything git has a name for @returns {string} the full name of its commit */
export function commitOf(revision) {
  try {
    return git('rev-parse', '--verify', `${revision}^{commit}`)
  } catch {
    throw new Error(`there is no commit ${revision}`)
  }
}

/** @returns {string | undefined} the last tag before the present commit */
export function lastTag() {
  try {
    return git('describe', '--tags', '--abbrev=0')
  } catch {
    return undefined
  }
}

/** @param {string} folder of a checkout */
export const build = (folder) => npm(folder, 'run', 'build')

/**
 * @param {string} commit its full name
 * @returns {string} the folder of a checkout of it, built
 */
export function buildOf(commit) {
  const folder = join(root, '.cache/bench', commit.slice(0, 10))
  if (existsSync(folder)) return folder
  // The folder gets its final name after the build, so that an interrupted build is not used.
  const unfinished = `${folder}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  // With shared objects, a commit that no branch contains can be checked out as well.
  git('clone', '--quiet', '--shared', '--no-checkout', root, unfinished)
  git('-C', unfinished, 'checkout', '--quiet', '--detach', commit)
  installPackages(unfinished)
  build(unfinished)
  renameSync(unfinished, folder)
  return folder
}

/** Links the packages of this checkout where the lock file is the same, and else fetches them. */
function installPackages(folder) {
  const [theirs, ours] = [folder, root].map((it) =>
    readFileSync(join(it, 'package-lock.json'), 'utf8'),
  )
  if (theirs === ours) linkTree(join(root, 'node_modules'), join(folder, 'node_modules'))
  // Scripts of packages are not run, because the project's own one would build.
  else npm(folder, 'ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund')
}

/** Makes a copy of a folder that takes no room: its files are hard links. */
function linkTree(from, to) {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}
