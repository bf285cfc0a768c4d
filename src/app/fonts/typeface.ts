import cyrillicItalic from '@fontsource/andika/files/andika-cyrillic-400-italic.woff2?url'
import cyrillic from '@fontsource/andika/files/andika-cyrillic-400-normal.woff2?url'
import cyrillicBold from '@fontsource/andika/files/andika-cyrillic-700-normal.woff2?url'
import moreLatinItalic from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-italic.woff2?url'
import moreLatin from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2?url'
import latinItalic from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-italic.woff2?url'
import latin from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import { createSignal } from 'solid-js'
import { loadLater } from '../language/catalog.ts'
import { announce } from '../ui/announce.ts'
import { fontFile } from './fontFile.ts'

/**
 * The legible typeface: Atkinson Hyperlegible Next, and Andika for letters it does not have. They are two families,
 * because browsers use several faces of one family for a text only if their weights are equal. The ranges are those by
 * which the packages split their files (unicode.json of each package).
 * @see docs/decisions/0011-a-legible-typeface.md
 */
const FACES = [
  ...familyOf('Legible Cyrillic', 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116', [
    [cyrillic, { weight: '400' }],
    [cyrillicBold, { weight: '700' }],
    [cyrillicItalic, { weight: '400', style: 'italic' }],
  ]),
  ...familyOf(
    'Legible',
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
    [
      [moreLatin, { weight: '200 800' }],
      [moreLatinItalic, { weight: '200 800', style: 'italic' }],
    ],
  ),
  ...familyOf(
    'Legible',
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
    [
      [latin, { weight: '200 800' }],
      [latinItalic, { weight: '200 800', style: 'italic' }],
    ],
  ),
]

function familyOf(
  family: string,
  unicodeRange: string,
  faces: [url: string, descriptors: FontFaceDescriptors][],
) {
  return faces.map(([url, descriptors]) => ({ family, url, ...descriptors, unicodeRange }))
}

const [state, setState] = createSignal<'fetching' | 'absent'>()
export const typefaceState = state

/** Fetches the typeface that the reader has chosen. @returns whether the page can show text in it now */
export async function fetchTypeface(): Promise<boolean> {
  setState('fetching')
  try {
    await show(await filesOf(true))
    setState(undefined)
    return true
  } catch {
    setState('absent')
    announce((await loadLater()).preferences.typefaceNotHere)
    return false
  }
}

/** Shows the typeface at the start of a visit: at once if the device has it, or else when it has been fetched again. */
export async function showTypeface(): Promise<void> {
  try {
    await show(await filesOf(false))
  } catch {
    filesOf(true)
      .then(show)
      .catch(() => setState('absent'))
  }
}

function filesOf(network: boolean): Promise<ArrayBuffer[]> {
  return Promise.all(FACES.map(({ url }) => fontFile(url, network)))
}

/** Whether the document has the faces: two calls may load them at the same time, and a document keeps its faces. */
let shown = false

async function show(files: ArrayBuffer[]): Promise<void> {
  const faces = FACES.map(
    ({ family, url: _, ...descriptors }, index) => new FontFace(family, files[index]!, descriptors),
  )
  await Promise.all(faces.map((face) => face.load()))
  if (shown) return
  shown = true
  for (const face of faces) document.fonts.add(face)
}
