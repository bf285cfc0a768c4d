import { expect, test } from 'vitest'
import { loadLater } from '../../language/catalog.ts'
import { wordsOfBuild } from './wordsOfBuild.ts'

const later = await loadLater()
const { unknown, differs, vouched } = later.build
const digest = 'abcd'.repeat(16)
const shown = later.build.digest(`\u2068${'abcd '.repeat(16).trim()}\u2069`)

test.each([
  ['a build that the edition names', { digest, isWhole: true }, [digest], [shown, vouched.signed]],
  [
    'one that it does not name',
    { digest, isWhole: true },
    ['f'.repeat(64)],
    [shown, vouched.unsigned],
  ],
  ['one of a publisher that names none', { digest, isWhole: true }, undefined, [shown]],
  [
    'one with other files, even if it is named',
    { digest, isWhole: false },
    [digest],
    [shown, differs],
  ],
  ['one that cannot be told', undefined, [digest], [unknown]],
])('the page says of %s what is so, and no more', (_, running, named, words) => {
  expect(wordsOfBuild(later, running, named)).toEqual(words)
})
