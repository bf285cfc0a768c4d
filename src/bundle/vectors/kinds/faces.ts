import { encodeFace } from '../../encodeBundle.ts'
import type { Face, FileReference } from '../../release.ts'
import { packed } from '../bundles.ts'
import { flipped, gzip, json } from '../encode.ts'
import type { Media } from '../samples.ts'
import type { Expected, VectorSet } from '../VectorSet.ts'

export const faceOf = ({ image }: Media): Face => ({
  description: 'Nothing but edge cases.',
  shortTitle: 'Vector',
  icon: image,
  accent: '#8a1538',
  links: [{ title: 'Who we are', url: 'https://example.org/about' }],
  sections: [
    { id: 'world', title: 'World', language: 'en', direction: 'ltr', kind: 'section' },
    {
      id: 'notes',
      title: 'Notes',
      language: 'fa',
      direction: 'rtl',
      about: 'What this is about.\n\nIn two paragraphs.',
      kind: 'blog',
      image: { image },
    },
  ],
  mirrors: ['https://mirror.example/vectors/'],
})

/** Addresses of mirrors that must never be asked, each for another reason. */
const NO_BASES = [
  'http://127.0.0.1:47131/apply.cgi?dns=6.6.6.6#',
  'https://mirror.example/vectors/?',
  'https://mirror.example/vectors/#root',
  'https://user@mirror.example/vectors/',
  'https://:secret@mirror.example/',
  'ftp://mirror.example/vectors/',
  'javascript:alert(1)//',
  'https://[',
  'https://mirror.example/a b/',
  'https://mirror.example/\nx/',
  '/vectors/',
]

/** @returns the reference of the good face, for the heads */
export async function addFaces(set: VectorSet, media: Media): Promise<FileReference> {
  const face = faceOf(media)
  const { bytes, reference } = await encodeFace(face, gzip)
  const add = (
    name: string,
    file: string,
    about: string,
    given: { bytes: Uint8Array<ArrayBuffer>; reference: FileReference },
    expect: Expected,
  ) =>
    set.add(name, about, { reads: 'face', file, reference: given.reference }, given.bytes, expect)
  await add(
    'a face',
    'good/face.lwb',
    'How a publication looks, and where else it is served.',
    { bytes, reference },
    { face },
  )
  await add(
    'a face with mirrors that are no bases',
    'good/face-mirrors.lwb',
    'A device asks mirrors by itself, so an address that could do more than serve files is left out.',
    await packed(json({ ...face, mirrors: [...NO_BASES, ...face.mirrors] }), [1, 1], 0),
    { face },
  )
  await add(
    'a face with a link that leads nowhere',
    'good/face-links.lwb',
    'Links that are no web addresses are left out; unknown fields mean nothing.',
    await packed(
      json({
        ...face,
        mood: 'calm',
        links: [...(face.links ?? []), { title: 'A script', url: 'javascript:alert(1)' }],
      }),
      [1, 1],
      0,
    ),
    { face },
  )
  await add(
    'a face with one bit changed',
    'bad/face-tampered.lwb',
    'Found by its digest, before it is unpacked.',
    { bytes: flipped(bytes, 40), reference },
    { error: 'wrong-digest' },
  )
  await add(
    'a face without sections',
    'bad/face-no-sections.lwb',
    'Sections and mirrors must be there, though they may be empty.',
    await packed(json({ ...face, sections: undefined }), [1, 1], 0),
    { error: 'wrong-shape' },
  )
  await add(
    'a face with a colour that is none',
    'bad/face-accent.lwb',
    'A colour goes into a style, so only six hex digits are taken.',
    await packed(json({ ...face, accent: 'red;background:url(//x)' }), [1, 1], 0),
    { error: 'wrong-shape' },
  )
  return reference
}
