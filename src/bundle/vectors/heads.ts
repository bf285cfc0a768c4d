import type { Bytes } from '../base64.ts'
import type { FileReference, Release } from '../release.ts'
import { stateOf } from '../state.ts'
import type { Packed } from './bundles.ts'
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

export async function makeRelease(
  { one, two }: { one: Packed; two: Packed },
  catalog: FileReference,
  { image }: Media,
): Promise<Release> {
  return {
    format: 1,
    id: PUBLICATION,
    title: 'The Vector',
    description: 'Nothing but edge cases.',
    language: 'en',
    direction: 'ltr',
    version: 7,
    published: '2026-11-02T12:00:00Z',
    expires: '2026-11-16T12:00:00Z',
    root: 1,
    sections: [
      { id: 'world', title: 'World', language: 'en', direction: 'ltr', kind: 'section' },
      {
        id: 'notes',
        title: 'Notes',
        language: 'fa',
        direction: 'rtl',
        about: 'What this is about.\n\nIn two paragraphs.',
        kind: 'blog',
      },
    ],
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
    mirrors: ['https://mirror.example/vectors/'],
    state: await stateOf([PLAIN, wholeArticle(image)]),
    minReader: 1,
  }
}
