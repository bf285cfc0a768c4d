import nastaliq from '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2?url'
import ethiopic from '@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-400-normal.woff2?url'
import ethiopicBold from '@fontsource/noto-sans-ethiopic/files/noto-sans-ethiopic-ethiopic-700-normal.woff2?url'
import khmer from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-400-normal.woff2?url'
import khmerBold from '@fontsource/noto-sans-khmer/files/noto-sans-khmer-khmer-700-normal.woff2?url'
import lao from '@fontsource/noto-sans-lao/files/noto-sans-lao-lao-400-normal.woff2?url'
import laoBold from '@fontsource/noto-sans-lao/files/noto-sans-lao-lao-700-normal.woff2?url'
import burmese from '@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-400-normal.woff2?url'
import burmeseBold from '@fontsource/noto-sans-myanmar/files/noto-sans-myanmar-myanmar-700-normal.woff2?url'
import sinhala from '@fontsource/noto-sans-sinhala/files/noto-sans-sinhala-sinhala-400-normal.woff2?url'
import sinhalaBold from '@fontsource/noto-sans-sinhala/files/noto-sans-sinhala-sinhala-700-normal.woff2?url'
import thai from '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-400-normal.woff2?url'
import thaiBold from '@fontsource/noto-sans-thai/files/noto-sans-thai-thai-700-normal.woff2?url'
import tibetan from '@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff2?url'
import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { onMessage } from '../worker/messages.ts'
import { fontFile } from './fontFile.ts'

/** As the styles name it, behind the faces of the device. */
const SPARE = 'Spare'

interface Script {
  /** In which the styles are asked for the device's own faces. */
  language: string
  /** Regular and bold, or one for both. */
  files: string[]
  /** Unlike in width, so that they are not all as wide as a letter nobody has. */
  sample?: string
  /** Of the script alone: everything else is drawn by the faces in front. */
  unicodeRange?: string
}

/** ISO 15924 has a code for this manner of Arabic, too: most devices have letters for Urdu, but in Naskh. */
const NASTALIQ = 'Aran'

/**
 * By ISO 15924: scripts that old and cheap devices have no letters of.
 * @see docs/decisions/0019-letters-a-device-lacks.md
 */
const SCRIPTS: Record<string, Script> = {
  [NASTALIQ]: { language: 'ur', files: [nastaliq] },
  Ethi: {
    language: 'am',
    files: [ethiopic, ethiopicBold],
    sample: 'ሀመጠፐ',
    unicodeRange: 'U+1200-1399,U+2D80-2DDE,U+AB01-AB2E',
  },
  Khmr: {
    language: 'km',
    files: [khmer, khmerBold],
    sample: 'កឈញរ',
    unicodeRange: 'U+1780-17FF,U+19E0-19FF,U+200C-200D,U+25CC',
  },
  Laoo: {
    language: 'lo',
    files: [lao, laoBold],
    sample: 'ກຍພຽ',
    unicodeRange: 'U+0E81-0EDF,U+200C-200D,U+25CC',
  },
  Mymr: {
    language: 'my',
    files: [burmese, burmeseBold],
    sample: 'ကပဠရ',
    unicodeRange: 'U+1000-109F,U+200C-200D,U+25CC,U+A92E,U+A9E0-A9FE,U+AA60-AA7F',
  },
  Sinh: {
    language: 'si',
    files: [sinhala, sinhalaBold],
    sample: 'කඬඣර',
    unicodeRange: 'U+0D81-0DF4,U+200C-200D,U+25CC',
  },
  Thai: {
    language: 'th',
    files: [thai, thaiBold],
    sample: 'กธฌๆ',
    unicodeRange: 'U+0E01-0E5B,U+200C-200D,U+25CC',
  },
  // Its books know no bold, and a second file would be larger than this one.
  Tibt: {
    language: 'bo',
    files: [tibetan],
    sample: 'ཀཐརཨ',
    unicodeRange: 'U+0F00-0FFF,U+200C-200D,U+25CC',
  },
}

/** Provided for, or drawn by the device. */
const settled = new Set<string>()
const shown = new Set<string>()

/** At the start of a visit, before text is drawn: what an earlier one has found lacking. */
export async function showKept(): Promise<void> {
  const kept = document.documentElement.dataset.faces?.split(' ') ?? []
  await Promise.all(kept.filter(isLacking).map((script) => show(script, false).catch(() => {})))
  remember()
}

/** From now on no page stands there in boxes, where the network or the device has letters for it. */
export function watchScripts(): void {
  provideForPublications()
  provideForPage()
  // Each page is a new element (mountPage.tsx).
  new MutationObserver(provideForPage).observe(document.body, { childList: true })
  onMessage(({ type }) => type === 'synced' && provideForPublications())
}

/** Before any of it is opened, so that it can be read where there is no network. */
async function provideForPublications() {
  const rows = await openLibrary()
    .then(loadPublications)
    .catch(() => [])
  const releases = rows.flatMap(({ release }) => release ?? [])
  provide(
    releases.flatMap(({ language, sections }) => [
      scriptOf(language),
      ...sections.map((section) => scriptOf(section.language)),
    ]),
  )
}

/** What a page quotes is in no list of languages. */
function provideForPage() {
  const work = () => {
    const text = document.getElementById('app')?.textContent ?? ''
    const articles = document.querySelectorAll<HTMLElement>(':root, main article')
    provide([
      ...[...articles].map(({ lang }) => scriptOf(lang)),
      ...Object.keys(SCRIPTS).filter(
        (script) => script !== NASTALIQ && new RegExp(`\\p{Script=${script}}`, 'u').test(text),
      ),
    ])
  }
  // WebKit has no idle callbacks.
  ;(window.requestIdleCallback ?? setTimeout)(work)
}

function provide(scripts: (string | undefined)[]) {
  const { dataset } = document.documentElement
  for (const script of scripts) {
    if (!script || settled.has(script) || dataset.wiped) continue
    // The sans serif of Urdu is the device's own.
    if (script === NASTALIQ && dataset.typeface === 'sans') continue
    settled.add(script)
    if (!isLacking(script)) continue
    show(script, true).then(remember, () => settled.delete(script))
  }
}

async function show(script: string, network: boolean) {
  const { files, unicodeRange } = SCRIPTS[script]!
  const [regular, bold = regular] = await Promise.all(files.map((url) => fontFile(url, network)))
  // Faces of one family are only looked through together where their weights are the same.
  const faces = unicodeRange
    ? [
        new FontFace(SPARE, regular!, { weight: '400', unicodeRange }),
        new FontFace(SPARE, bold!, { weight: '700', unicodeRange }),
      ]
    : [new FontFace('Noto Nastaliq Urdu', regular!)]
  await Promise.all(faces.map((face) => face.load()))
  for (const face of faces) document.fonts.add(face)
  settled.add(script)
  shown.add(script)
}

/** For the next visit; and the line that is being read stays where it is (reading/place.ts). */
function remember() {
  const faces = [...shown].join(' ')
  document.documentElement.dataset.faces = faces
  try {
    if (faces) localStorage.setItem('longwave:faces', faces)
    else localStorage.removeItem('longwave:faces')
  } catch {
    // They are then looked for after the first line of each visit.
  }
}

function scriptOf(tag: string): string | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize()
    return script === 'Arab' && ['ur', 'ks'].includes(language) ? NASTALIQ : script
  } catch {
    return undefined
  }
}

/**
 * Asked by widths: engines draw a letter that nothing can draw as a box, which is as wide as any other, some of them with
 * a number inside; and some keep what a canvas shows from being read. In Nastaliq a longer word begins higher.
 */
function isLacking(script: string): boolean {
  const context = document.createElement('canvas').getContext('2d')
  const about = SCRIPTS[script]
  if (!context || !about) return false
  const probe = document.createElement('span')
  probe.lang = about.language
  document.head.append(probe)
  context.font = `48px ${getComputedStyle(probe).getPropertyValue('--serif')}`
  probe.remove()
  const { width } = context.measureText('\u0378')
  if (about.sample) {
    return [...about.sample].every((letter) => context.measureText(letter).width === width)
  }
  const [short, long] = ['س', 'سسسسس'].map(
    (word) => context.measureText(word).actualBoundingBoxAscent,
  )
  return long! < 1.5 * short!
}
