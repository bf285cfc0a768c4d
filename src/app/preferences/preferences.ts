import { t } from '../language/catalog.ts'
import { local } from '../site/siteStorage.ts'
import { storedName } from '../site/storageKeys.ts'
import { afterPaint } from '../ui/afterPaint.ts'
import { announce } from '../ui/announce.ts'
import { CHOICES, type Choice, SIZES, standardOf, type Value } from './choices.ts'

/** Whether the panel beside the text is there (preferences/panel.tsx). */
export function isPanelOpen(): boolean {
  return typeof document !== 'undefined' && 'panel' in document.documentElement.dataset
}

/** @returns the current choice; undefined in the prerender, which cannot know it and leaves all radio buttons open */
export function currentChoice<C extends Choice>(choice: C): Value<C> | undefined {
  if (typeof document === 'undefined') return undefined
  const value = document.documentElement.dataset[choice] as Value<C> | undefined
  return value || standardOf(choice)
}

/** Applies a choice and keeps it for later visits and other tabs. A value it does not have is the standard one. */
export function choose(choice: Choice, value: string): void {
  if (choice === 'typeface') {
    wished = value
    if (value === 'legible') {
      fetchLegible()
      return
    }
  }
  keep(choice, value)
  if (choice === 'size') {
    const [short, long] = t.sizes[currentChoice('size')!]
    announce(`${t.textSize}: ${short}, ${long}`)
  }
}

/**
 * The typeface that the reader has chosen last. A face is shown only when all its files are here, and the reader may have
 * chosen another one meanwhile.
 */
let wished: string | undefined
async function fetchLegible() {
  const former = currentChoice('typeface')!
  const { fetchTypeface } = await import('../fonts/typeface.ts')
  const here = await fetchTypeface()
  if (wished !== 'legible') return
  if (here) keep('typeface', 'legible')
  else apply('typeface', former)
}

function keep(choice: Choice, value: string) {
  apply(choice, value)
  // Without storage, the choice holds for this page.
  if (!local.set(choice, value)) refused = true
}
/** Storage is refused: the choices of this page differ from those that are stored. */
let refused = false

/** Chooses the next larger or smaller text size; at the end of the sizes, the current one is announced again. */
export function stepTextSize(by: 1 | -1): void {
  const size = currentChoice('size')!
  choose('size', SIZES[SIZES.indexOf(size) + by] ?? size)
}

function apply(choice: Choice, value: string) {
  const known = (CHOICES[choice] as readonly string[]).includes(value) ? value : standardOf(choice)
  document.documentElement.dataset[choice] = known
  // The buttons may be those of the prerendered page, or of the panel and the page at once.
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${choice}"]`)) {
    input.checked = input.value === known
  }
  if (choice === 'theme') {
    colourTheBrowser()
  }
  if (known === 'eink' || (choice === 'paged' && known === 'on'))
    afterPaint(() => import('./paging.ts'))
  if (known === 'legible') {
    face = import('../fonts/typeface.ts').then(({ showTypeface }) => showTypeface())
  }
}

/** Loading of the chosen typeface, where it is not one of the device's own; text waits for it once. */
let face: Promise<unknown> | undefined

/** The bars of the browser have the colour of the paper, whatever theme it is of. */
function colourTheBrowser() {
  const chosen = document.documentElement.dataset.theme !== 'auto'
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.own ??= meta.content
    meta.content = chosen
      ? getComputedStyle(document.documentElement).getPropertyValue('--paper')
      : meta.dataset.own
  }
}

/**
 * Listens on the document, so that prerendered and drawn controls work alike, in every tab.
 * @returns to be awaited before text is drawn, or it would be drawn in two typefaces
 */
export async function startPreferences(): Promise<void> {
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && Object.hasOwn(CHOICES, target.name)) {
      choose(target.name as Choice, target.value)
    }
  })
  const choices = Object.keys(CHOICES) as Choice[]
  addEventListener('storage', ({ key, newValue }) => {
    for (const choice of choices) if (key === storedName(choice)) apply(choice, newValue ?? '')
  })
  // A tab that slept, or that the browser kept for the Back button, has missed the changes of other tabs.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || refused) return
    for (const choice of choices) {
      const kept = local.get(choice) ?? standardOf(choice)
      if (kept !== currentChoice(choice)) apply(choice, kept)
    }
  })
  for (const choice of choices) apply(choice, currentChoice(choice)!)
  if (document.documentElement.dataset.faces) {
    await import('../fonts/fallbackFonts.ts').then(({ showKept }) => showKept()).catch(() => {})
  }
  await face?.catch(() => {})
}
