import type { Digest } from './article.ts'
import { type Bytes, fromHex, toBase64 } from './base64.ts'
import { sha256 } from './digest.ts'

/** The list of a build of the app: the file of a site whose SHA-256 names the build (docs/bundle-format.md, "The app"). */
export const BUILD_LIST = 'build.txt'

/** The page from which the app starts at every address. A press fills it, and the worker, in for each site. */
const SHELL = 'shell.html'
const WORKER = 'sw.js'
/** The page as the build makes it. No site has this file: its line covers the shell. */
const TEMPLATE = 'index.html'

/** The files that a build consists of: all that runs. Icons, licences and the manifest do not. */
const OF_BUILD = /^(?:assets\/.+|sw\.js|index\.html)$/

/** The page for developers, which sites need not have. */
export const FOR_DEVELOPERS = /^assets\/specimen/

/** The digest of each file of a build, by its path. */
export type Build = ReadonlyMap<string, Digest>

/** @returns undefined where there is no such file */
export type ReadPart = (path: string) => Promise<Bytes | undefined>

const encode = (text: string): Bytes => new TextEncoder().encode(text)
const decode = (bytes: Bytes) => new TextDecoder().decode(bytes)

export function isOfBuild(path: string): boolean {
  return OF_BUILD.test(path)
}

/** Writes the list of a build: a line for each file, sorted by path. */
export function formatBuild(build: Build): Bytes {
  const lines = [...build].sort(([a], [b]) => (a < b ? -1 : 1))
  return encode(lines.map(([path, digest]) => `${digest} ${path}\n`).join(''))
}

/** @param files the names of all files of the app, as the build has made them */
export async function listBuild(
  files: string[],
  read: (path: string) => Promise<Bytes>,
): Promise<Bytes> {
  const build = new Map<string, Digest>()
  for (const path of files.filter(isOfBuild)) build.set(path, await sha256(await read(path)))
  return formatBuild(build)
}

/** @returns undefined for anything but a list that `formatBuild` would write, with a worker and a page in it */
export function parseBuild(bytes: Bytes): Build | undefined {
  const text = decode(bytes)
  const build = new Map<string, Digest>()
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, path] = /^([0-9a-f]{64}) (\w[\w.~-]*(?:\/\w[\w.~-]*)*)$/.exec(line) ?? []
    if (!digest || !path || !isOfBuild(path)) return undefined
    build.set(path, digest)
  }
  const isWhole = build.has(WORKER) && build.has(TEMPLATE)
  return isWhole && decode(formatBuild(build)) === text ? build : undefined
}

/**
 * What a press fills into the worker: the revision and the digest of two files that differ between sites or cannot be known
 * when the worker is built.
 */
interface Filled {
  shell: Digest
  list: Digest
}

const fillings = ({ shell, list }: Filled): [blank: string, value: string][] => [
  ['__SHELL_REVISION__', shell.slice(0, 16)],
  ['__SHELL_DIGEST__', toBase64(fromHex(shell)!)],
  ['__BUILD_REVISION__', list.slice(0, 16)],
  ['__BUILD_DIGEST__', toBase64(fromHex(list)!)],
]

export function fillWorker(worker: string, filled: Filled): string {
  return fillings(filled).reduce((text, [blank, value]) => text.replaceAll(blank, value), worker)
}

/** Makes the worker of the build again out of that of a site. */
export function emptyWorker(worker: string, filled: Filled): string {
  return fillings(filled).reduce((text, [blank, value]) => text.replaceAll(value, blank), worker)
}

/**
 * The head of a shell as a press writes it: a policy, a title, and elements that run nothing and change nothing of the page.
 * The last of them is a link to a feed. No value has a quotation mark or an angle bracket in it, so no element can hide in one.
 */
const VALUE = '"[^"<>]*"'
const NAME = '(?:name="(?:longwave-[a-z]+|description|robots|twitter:card)"|property="og:[a-z_:]+")'
const FEED = `<link rel="alternate" type="application/[a-z+]+" title=${VALUE} href=${VALUE}>`
const HEAD = new RegExp(
  `<meta http-equiv="Content-Security-Policy" content=${VALUE}>\\n    ` +
    `(?:(?:<title>[^<>]*</title>|<meta ${NAME} content=${VALUE}>|${FEED})\\n    )*${FEED}`,
)
const WORDS = 'lang="[\\w-]*" dir="(?:ltr|rtl)">[^<>]*</p>'
const CONTENT = new RegExp(
  `<noscript><p class="panel" ${WORDS}</noscript><p id="damaged" hidden ${WORDS}`,
)

/**
 * Makes the page of the build again out of the shell of a site: takes out what a press fills in, as far as that can run
 * nothing. Anything else stays, so that the digest of the page is another one.
 * @param base the path of the site on its host, where it is known
 */
export function emptyPage(shell: string, base?: string): string {
  const [, own = ''] = /<meta name="longwave-base" content="([^"]*)">/.exec(shell) ?? []
  // With another host or another folder in this place, the scripts would come from there.
  if (!/^\/(?:[\w.~-]+\/)*$/.test(own) || (base !== undefined && base !== own)) return shell
  const escaped = own.replaceAll('.', '\\.')
  return shell
    .replace(/<html lang="[\w-]*" dir="(?:ltr|rtl)">/, '<html lang="en" dir="ltr">')
    .replace(HEAD, '<!--head-->')
    .replace(CONTENT, '<!--app-->')
    .replace(new RegExp(`((?:src|href)=")${escaped}`, 'g'), '$1./')
}

/** The files of a site that are not what the list of its build says. */
export interface Compared {
  differing: string[]
  missing: string[]
}

/** Compares the files of a site, or those that a device has of it, with the list of a build. */
export async function compareBuild(build: Build, read: ReadPart, base?: string): Promise<Compared> {
  const compared: Compared = { differing: [], missing: [] }
  const shell = await read(SHELL)
  for (const [path, digest] of build) {
    const name = path === TEMPLATE ? SHELL : path
    let bytes = path === TEMPLATE ? shell : await read(path)
    if (bytes && path === TEMPLATE) bytes = encode(emptyPage(decode(bytes), base))
    if (bytes && path === WORKER) {
      const filled = shell && {
        shell: await sha256(shell),
        list: await sha256(formatBuild(build)),
      }
      if (filled) bytes = encode(emptyWorker(decode(bytes), filled))
    }
    if (!bytes) compared.missing.push(name)
    else if ((await sha256(bytes)) !== digest) compared.differing.push(name)
  }
  return compared
}
