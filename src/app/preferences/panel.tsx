import { render } from 'solid-js/web'
import { loadLater, t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'
import { loadStyles } from '../styles/loadStyles.ts'
import { headingElement } from '../ui/pageElements.ts'
import { PreferenceControls } from './PreferenceControls.tsx'
import styles from './panel.css?url'

const OPENERS = '[data-action="preferences"]'

/** Closes the panel, of which a page has one; undefined while it is closed. */
let close: (() => void) | undefined

/** Opens the preferences beside the text, which is their preview; outside the app, so that they outlive its pages. */
export async function togglePanel(): Promise<void> {
  if (close) {
    close()
    return
  }
  const [later] = await Promise.all([loadLater(), loadStyles(styles)])
  if (close) return
  // The panel stands at a side of the page; the direction of its words is that of the interface's language.
  const panel = document.createElement('section')
  panel.className = 'preferences-panel'
  panel.setAttribute('aria-labelledby', 'preferences-heading')
  let heading!: HTMLHeadingElement
  const dispose = render(() => <Panel later={later} heading={(it) => (heading = it)} />, panel)
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    close?.()
  }
  close = () => {
    const hadFocus =
      panel.contains(document.activeElement) || document.activeElement === document.body
    close = undefined
    document.removeEventListener('keydown', onKey)
    dispose()
    panel.remove()
    mark(false)
    if (hadFocus) (document.querySelector<HTMLElement>(OPENERS) ?? headingElement())?.focus()
  }
  document.addEventListener('keydown', onKey)
  document.body.append(panel)
  mark(true)
  heading.focus({ preventScroll: true })
  showText(panel)
}

/** A preview is of use where it is in sight: above a panel at the foot of the window, there may be only headlines. */
function showText(panel: HTMLElement) {
  const foot = panel.getBoundingClientRect().top
  const text = document.querySelector('.article > .body')?.getBoundingClientRect()
  if (foot > 0 && text && text.top > foot / 2) scrollBy({ top: text.top - 16, behavior: 'instant' })
}

/** Shows on the buttons of the page, prerendered or drawn, whether the panel is open. */
function mark(open: boolean) {
  document.documentElement.toggleAttribute('data-panel', open)
  for (const opener of document.querySelectorAll(OPENERS)) {
    opener.setAttribute('aria-expanded', String(open))
  }
}

function Panel(props: { later: LaterWords; heading: (element: HTMLHeadingElement) => void }) {
  return (
    <div lang={t.language} dir={t.direction}>
      <header>
        <h2 ref={props.heading} id="preferences-heading" tabindex={-1}>
          {t.textAndTheme}
        </h2>
        <button type="button" class="button" onClick={() => close?.()}>
          {props.later.preferences.close}
        </button>
      </header>
      {/* Radio buttons of one name are one group, unless they stand in another form. */}
      <form onSubmit={(event) => event.preventDefault()}>
        <PreferenceControls later={props.later} />
      </form>
    </div>
  )
}
