import { expect, test } from 'vitest'
import { defined } from './defined.ts'

interface Page {
  title: string
  about?: string
  words?: number
}

test('drops the keys whose value is undefined and keeps the others in their order', () => {
  const page = defined<Page>({ words: 0, title: '', about: undefined })
  expect(Object.keys(page)).toEqual(['words', 'title'])
  expect(JSON.stringify(page)).toBe('{"words":0,"title":""}')
})

test('takes no key that the type lacks, and no undefined for a required key', () => {
  // @ts-expect-error: Page has no field "headline".
  defined<Page>({ title: 'One', headline: 'One' })
  // @ts-expect-error: "title" is required.
  expect(defined<Page>({ title: undefined })).toEqual({})
})

test('checks each member of a union by itself', () => {
  type Shape = { kind: 'a'; one?: string } | { kind: 'b'; other?: string }
  const other: string | undefined = undefined
  expect(defined<Shape>({ kind: 'b', other })).toEqual({ kind: 'b' })
  // @ts-expect-error: only kind "b" has "other".
  defined<Shape>({ kind: 'a', other: 'x' })
})
