import { expect, test } from 'vitest'
import { allImports, circlesOf, faultOf, importsOf } from './rooms.mjs'

test('every import leads to a room below, and no files import each other in a circle', () => {
  const imports = allImports()
  expect(imports.length).toBeGreaterThan(500)
  expect(imports.map(faultOf).filter((fault) => fault !== undefined)).toEqual([])
  expect(circlesOf(imports)).toEqual([])
})

const FORBIDDEN = [
  ['import', "import { startKeys } from '../keys/startKeys.ts'"],
  ['import of a side effect', "import '../keys/startKeys.ts'"],
  ['import type', "import type { KeyMap } from '../keys/keyMap.ts'"],
  ['import()', "const load = () => import('../keys/startKeys.ts')"],
  ['type of import()', "let keys: typeof import('../keys/startKeys.ts')"],
  ['export from', "export { startKeys } from '../keys/startKeys.ts'"],
  ['export all', "export * from '../keys/startKeys.ts'"],
  ['import by the name of a room', "import { act } from '#app/keys/act.ts'"],
]

test.each(FORBIDDEN)('%s of a room above is found, with file and line', (_, line) => {
  const file = 'src/app/ui/Time.tsx'
  const [found] = importsOf(file, `// one\n// two\n${line}\n`, () => true)
  expect(found).toMatchObject({ file, line: 3 })
  expect(faultOf(found)).toMatch(
    /^src\/app\/ui\/Time\.tsx:3 imports src\/app\/keys\/\w+\.ts: .* stands below src\/app\/keys$/,
  )
})

test('an @import of CSS counts as an import', () => {
  const [found] = importsOf('src/app/ui/time.css', "\n@import '../keys/keys.css';", () => true)
  expect(faultOf(found)).toMatch(/time\.css:2 imports src\/app\/keys\/keys\.css/)
})

test('rooms in one line do not know each other', () => {
  const target = 'src/app/pages/search/SearchPage.tsx'
  expect(faultOf({ file: 'src/app/pages/about/AboutPage.tsx', line: 1, target })).toMatch(/beside/)
})

test('the press knows no more of the app than its data', () => {
  const file = 'src/press/site/writeSite.ts'
  expect(faultOf({ file, line: 1, target: 'src/app/site/page.ts' })).toBeUndefined()
  expect(faultOf({ file, line: 1, target: 'src/app/ui/Time.tsx' })).toMatch(
    /knows src\/app\/site only/,
  )
})

test('a file in no room is a fault', () => {
  expect(faultOf({ file: 'src/elsewhere/a.ts', line: 1, target: 'src/bundle/head.ts' })).toMatch(
    /src\/elsewhere\/a\.ts is in no room/,
  )
})

test('a circle is found, also one of three', () => {
  const arrow = (file, target) => ({ file, target, line: 1 })
  expect(circlesOf([arrow('a', 'b'), arrow('b', 'c'), arrow('c', 'a'), arrow('c', 'd')])).toEqual([
    ['a', 'b', 'c'],
  ])
  expect(circlesOf([arrow('a', 'b'), arrow('b', 'c'), arrow('a', 'c')])).toEqual([])
})
