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
import { local } from '../site/siteStorage.ts'
import { appElement } from '../ui/pageElements.ts'
import { onMessage } from '../worker/messages.ts'
import { fontFile } from './fontFile.ts'

/** Family name in the styles, after the faces of the device. */
const SPARE = 'Spare'

interface Script {
  /** Language in which the probe asks the styles for the faces of the device. */
  language: string
  /** Regular and bold, or one for both. */
  files: string[]
  /** Letters of different widths, so that they are not all as wide as the box for a missing letter. */
  sample?: string
  /** Characters of the script alone: the faces before it draw all others. */
  unicodeRange?: string
}

/** ISO 15924 code of this style of Arabic: most devices have letters for Urdu, but in Naskh. */
const NASTALIQ = 'Aran'

/**
 * Scripts that old and cheap devices have no letters for, by ISO 15924 code.
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
  // Tibetan books use no bold, and a second file would be larger than this one.
  Tibt: {
    language: 'bo',
    files: [tibetan],
    sample: 'ཀཐརཨ',
    unicodeRange: 'U+0F00-0FFF,U+200C-200D,U+25CC',
  },
}

/** Scripts that have been checked in this visit: the device has letters, or the app provides them. */
const settled = new Set<string>()
/** Scripts for which a face has been added to the document. */
const shown = new Set<string>()

/** Adds the faces that an earlier visit needed, at the start and before text is drawn. */
export async function showKept(): Promise<void> {
  const kept = document.documentElement.dataset.faces?.split(' ') ?? []
  await Promise.all(kept.filter(isLacking).map((script) => show(script, false).catch(() => {})))
  remember()
}

/** Provides letters for every page and publication of the visit that the device has none for. */
export function watchScripts(): void {
  provideForPublications()
  provideForPage()
  // Each page is a new element of the body (mountPage.tsx).
  new MutationObserver(provideForPage).observe(document.body, { childList: true })
  onMessage(({ type }) => type === 'synced' && provideForPublications())
}

/** Provides letters before an article is opened, so that a reader without a network can read it. */
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

/** Provides letters for the scripts that the text of a page uses: a quote is in no list of languages. */
function provideForPage() {
  const work = () => {
    const text = appElement().textContent ?? ''
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
    // With the sans serif typeface Urdu is drawn by the device.
    if (script === NASTALIQ && dataset.typeface === 'sans') continue
    settled.add(script)
    if (!isLacking(script)) continue
    show(script, true).then(remember, () => settled.delete(script))
  }
}

async function show(script: string, network: boolean) {
  const { files, unicodeRange } = SCRIPTS[script]!
  const [regular, bold = regular] = await Promise.all(files.map((url) => fontFile(url, network)))
  // Browsers use several faces of one family for a text only if their weights are equal.
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

/** Stores the scripts for the next visit. The change of `data-faces` keeps the line of the reader in place (reading/place.ts). */
function remember() {
  const faces = [...shown].join(' ')
  document.documentElement.dataset.faces = faces
  // Without storage, each visit checks the scripts after its first paint.
  local.set('faces', faces || undefined)
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
 * Whether the device has no letters for a script. Compares widths: engines draw every missing letter as a box of the same
 * width, some with a number inside, and some do not let a page read the pixels of a canvas. For Nastaliq it compares
 * heights, because there a longer word begins higher.
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
