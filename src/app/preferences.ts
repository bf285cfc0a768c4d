/**
 * Text size and theme live in localStorage because index.html must apply them before the first
 * paint, and only localStorage can be read in time. The keys and values here are also in the
 * script of index.html.
 */
export const SIZES = ['xs', 'sm', 'md', 'lg'] as const
export const THEMES = ['auto', 'light', 'dark'] as const

const CHOICES = {
  'text-size': { key: 'longwave:size', attribute: 'size', values: SIZES, standard: 'md' },
  theme: { key: 'longwave:theme', attribute: 'theme', values: THEMES, standard: 'auto' },
} as const

type Choice = keyof typeof CHOICES

function current(choice: Choice): string | undefined {
  // The prerender leaves every radio button open: it cannot know the reader's choice.
  if (typeof document === 'undefined') return undefined
  return document.documentElement.dataset[CHOICES[choice].attribute] ?? CHOICES[choice].standard
}

export const currentSize = () => current('text-size')
export const currentTheme = () => current('theme')

function apply(choice: Choice, value: string) {
  const { attribute, values, standard } = CHOICES[choice]
  const known = (values as readonly string[]).includes(value) ? value : standard
  document.documentElement.dataset[attribute] = known
  for (const input of document.querySelectorAll<HTMLInputElement>(`input[name="${choice}"]`)) {
    input.checked = input.value === known
  }
  if (choice === 'theme') colourTheBrowser(known)
}

/** The two theme-color tags follow the system's scheme; a chosen theme overrules both. */
function colourTheBrowser(theme: string) {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    meta.dataset.own ??= meta.content
    const other = document.querySelector<HTMLMetaElement>(
      `meta[name="theme-color"][media*="${theme}"]`,
    )
    meta.content = other ? (other.dataset.own ?? other.content) : meta.dataset.own
  }
}

/** Listens on the document, so that prerendered and drawn controls work alike, in every tab. */
export function startPreferences() {
  document.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !(target.name in CHOICES)) return
    const choice = target.name as Choice
    apply(choice, target.value)
    try {
      localStorage.setItem(CHOICES[choice].key, target.value)
    } catch {
      // Storage may be refused; the choice then holds for this page.
    }
  })
  addEventListener('storage', ({ key, newValue }) => {
    for (const choice of Object.keys(CHOICES) as Choice[]) {
      if (CHOICES[choice].key === key) apply(choice, newValue ?? CHOICES[choice].standard)
    }
  })
  for (const choice of Object.keys(CHOICES) as Choice[]) apply(choice, current(choice)!)
}
