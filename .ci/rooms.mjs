// `node .ci/rooms.mjs`: prints the rooms of the code (its folders), the arrows between them (imports), the arrows that lead
// up, and the circles of files. Exits with 1 where there is an arrow up or a circle. `.ci/rooms.test.mjs` asserts the same.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { parseSync } from 'vite'

const root = join(import.meta.dirname, '..')

/**
 * The rooms from the top to the bottom. A file may import from its own room and from rooms in lines below it. Rooms in one
 * line stand beside each other and do not know each other. A room is the longest name here that a path begins with.
 */
export const ORDER = [
  ['vite.config.ts'],
  ['vite'],
  ['src/press'],
  ['src/press/commands'],
  ['src/press/server', 'src/press/site'],
  ['src/press/publication'],
  ['src/press/sources'],
  ['src/press/sources/feeds', 'src/press/sources/markdown', 'src/press/sources/page'],
  ['src/press/sources/html'],
  ['src/press/media'],
  ['src/press/fetching'],
  ['src/press/files'],
  ['src/press/article'],
  ['src/press/report'],
  ['src/service-worker'],
  ['src/app/main.tsx', 'src/app/prerender.tsx'],
  ['src/app/afterFirstPaint.ts'],
  ['src/app/keys'],
  ['src/app/watch'],
  ['src/app/navigation'],
  ['src/app/listen'],
  ['src/app/pages/layout', 'src/app/pages/specimen'],
  [
    'src/app/pages/about',
    'src/app/pages/article',
    'src/app/pages/evicted',
    'src/app/pages/front',
    'src/app/pages/missing',
    'src/app/pages/publications',
    'src/app/pages/search',
    'src/app/pages/section',
    'src/app/pages/settings',
  ],
  ['src/app/pages'],
  ['src/app/preferences'],
  ['src/app/reading'],
  ['src/app/fonts', 'src/app/storage'],
  ['src/app/worker'],
  ['src/app/ui'],
  ['src/app/language', 'src/app/styles'],
  ['src/app/site'],
  ['src/delivery'],
  ['src/library'],
  ['src/messages'],
  ['src/bundle', 'src/site'],
]

/** Limits on what one room imports from a part of the code: the press may import only the data of the app. */
const DOORS = [{ from: 'src/press', into: 'src/app', only: 'src/app/site' }]

const NAMES = ORDER.flat().sort((a, b) => b.length - a.length)

/** @param {string} file path from the root @returns {string | undefined} */
export function roomOf(file) {
  return NAMES.find((name) => file === name || file.startsWith(`${name}/`))
}

/** @param {string} room */
const floorOf = (room) => ORDER.findIndex((line) => line.includes(room))

/**
 * @typedef {{ file: string, line: number, target: string }} Import
 * @param {string} file path from the root
 * @param {string} code
 * @param {(file: string) => boolean} exists
 * @returns {Import[]} what the file imports of the project: types, `import()`, `export from` and CSS `@import` as well
 */
export function importsOf(file, code, exists) {
  /** @type {{ source: string, at: number }[]} */
  const found = []
  if (file.endsWith('.css')) {
    for (const { 1: source, index } of code.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g)) {
      found.push({ source: /** @type {string} */ (source), at: index })
    }
  } else {
    /** @param {any} node */
    const visit = (node) => {
      if (!node || typeof node !== 'object') return
      if (Array.isArray(node)) return node.forEach(visit)
      const source =
        /^(?:ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/.test(
          node.type,
        ) &&
        (node.source?.value ?? node.source?.literal?.value ?? node.argument?.literal?.value)
      if (source) found.push({ source, at: node.start })
      Object.values(node).forEach(visit)
    }
    const { program, errors } = parseSync(file, code)
    if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
    visit(program)
  }
  return found.flatMap(({ source, at }) => {
    const target = resolve(file, source.replace(/\?.*$/, ''))
    const line = code.slice(0, at).split('\n').length
    return target && exists(target) ? [{ file, line, target }] : []
  })
}

/** @param {string} file @param {string} source */
function resolve(file, source) {
  if (source.startsWith('#')) return `src/${source.slice(1)}`
  return source.startsWith('.') ? normalize(join(dirname(file), source)) : undefined
}

/** @param {Import} each @returns {string | undefined} what is wrong with an import, with its file and line */
export function faultOf({ file, line, target }) {
  const [from, to] = [roomOf(file), roomOf(target)]
  const where = `${file}:${line} imports ${target}`
  if (!from || !to) return `${where}: ${from ? target : file} is in no room of .ci/rooms.mjs`
  if (from === to) return undefined
  if (floorOf(from) === floorOf(to)) return `${where}: ${from} and ${to} stand beside each other`
  if (floorOf(from) > floorOf(to)) return `${where}: ${from} stands below ${to}`
  const door = DOORS.find((it) => file.startsWith(it.from) && target.startsWith(it.into))
  if (door && to !== door.only)
    return `${where}: of ${door.into}, ${door.from} knows ${door.only} only`
  return undefined
}

/** @returns {Import[]} all imports of the source and the build, without those of tests */
export function allImports() {
  const files = ['src', 'vite']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(?:tsx?|css|mjs)$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name))),
    )
    .concat('vite.config.ts')
    .filter(
      (file) => !/\.test\.|\.d\.ts$|\/testing\/|^src\/(?:sample|bundle\/vectors)\//.test(file),
    )
  const known = new Set(files)
  return files.flatMap((file) =>
    importsOf(file, readFileSync(join(root, file), 'utf8'), (it) => known.has(it)),
  )
}

/** @param {Import[]} imports @returns {string[][]} files that import each other in a circle (Tarjan's components) */
export function circlesOf(imports) {
  /** @type {Map<string, string[]>} */
  const edges = new Map()
  for (const { file, target } of imports) edges.set(file, [...(edges.get(file) ?? []), target])
  /** @type {Map<string, number>} */
  const indices = new Map()
  /** @type {Map<string, number>} */
  const lowest = new Map()
  /** @type {string[]} */
  const stack = []
  /** @type {string[][]} */
  const circles = []
  /** @param {string} file */
  const visit = (file) => {
    const index = indices.size
    indices.set(file, index)
    lowest.set(file, index)
    stack.push(file)
    for (const target of edges.get(file) ?? []) {
      if (!indices.has(target)) visit(target)
      const reached = stack.includes(target) ? /** @type {number} */ (lowest.get(target)) : index
      lowest.set(file, Math.min(/** @type {number} */ (lowest.get(file)), reached))
    }
    if (lowest.get(file) !== index) return
    const circle = stack.splice(stack.indexOf(file))
    if (circle.length > 1 || edges.get(file)?.includes(file)) circles.push(circle)
  }
  for (const file of edges.keys()) if (!indices.has(file)) visit(file)
  return circles
}

if (process.argv[1] === import.meta.filename) {
  const imports = allImports()
  /** @type {Map<string, number>} */
  const arrows = new Map()
  for (const { file, target } of imports) {
    const [from, to] = [roomOf(file), roomOf(target)]
    if (from !== to) arrows.set(`${from} → ${to}`, (arrows.get(`${from} → ${to}`) ?? 0) + 1)
  }
  const faults = imports.map(faultOf).filter((it) => it !== undefined)
  const circles = circlesOf(imports)
  for (const [arrow, count] of [...arrows].sort())
    console.log(`${String(count).padStart(4)}  ${arrow}`)
  for (const fault of faults) console.log(fault)
  for (const circle of circles) console.log(`circle: ${circle.join(' ')}`)
  console.log(
    `${ORDER.flat().length} rooms, ${arrows.size} arrows, ${faults.length} imports up or beside, ${circles.length} circles`,
  )
  process.exitCode = faults.length + circles.length > 0 ? 1 : 0
}
