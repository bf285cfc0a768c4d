import type { ArticleRecord } from '../article.ts'
import type { Bytes } from '../base64.ts'
import { lineOf } from '../encodeBundle.ts'
import { leafOf } from '../merkle.ts'
import type { Face, FileReference, Head } from '../release.ts'
import { type Leaf, stateOf, stateOfRules1 } from '../state.ts'
import type { Packed } from './bundles.ts'
import { encode } from './encode.ts'
import { type Media, PLAIN, PUBLICATION, R1, wholeArticle } from './samples.ts'
import type { Expected, VectorSet } from './VectorSet.ts'

export const addHead = (
  set: VectorSet,
  name: string,
  file: string,
  about: string,
  bytes: Bytes,
  expect: Expected,
  roots = [R1],
  floor = 0,
) => set.add(name, about, { reads: 'head', file, roots, floor }, bytes, expect)

export async function makeHead(
  { one, two }: { one: Packed; two: Packed },
  catalog: FileReference,
  face: FileReference,
  { image }: Media,
): Promise<Head> {
  return {
    format: 1,
    minReader: 2,
    id: PUBLICATION,
    title: 'The Vector',
    language: 'en',
    direction: 'ltr',
    version: 7,
    published: '2026-11-02T12:00:00Z',
    expires: '2026-11-16T12:00:00Z',
    root: 1,
    face,
    front: ['whole', 'plain'],
    breaking: {
      id: 'b1',
      text: 'Something has happened',
      language: 'en',
      direction: 'ltr',
      article: 'whole',
      published: '2026-11-02T11:00:00Z',
      expires: '2026-11-02T18:00:00Z',
    },
    seq: [1, 2],
    bundles: [two.reference, one.reference],
    catalog,
    state: await stateOf(await leavesOf([PLAIN, wholeArticle(image)])),
    app: [APP],
    moved: 'https://new.example/vectors/',
  }
}

/** Stands for the digest of a build of the app. */
const APP = '5'.repeat(64)

export function leavesOf(records: ArticleRecord[]): Promise<Leaf[]> {
  return Promise.all(
    records.map(async (record) => {
      const leaf = await leafOf(encode(lineOf(record, record.id)))
      return { id: record.id, seq: record.seq, leaf }
    }),
  )
}

/** @returns the release as a press of reading rules 1 wrote it: face in the head, state without a tree */
export async function makeHeadOfRules1(head: Head, face: Face, { image }: Media): Promise<object> {
  const { face: _, app: __, moved: ___, ...rest } = head
  return {
    ...rest,
    ...face,
    minReader: 1,
    state: await stateOfRules1([PLAIN, wholeArticle(image)]),
  }
}
