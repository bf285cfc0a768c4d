import { closestTo } from '../ui/closestTo.ts'

const PANEL = '.accessibility-links'

/** Tools of an article that the panel lists if the shown article has them. */
const TOOLS = ['contents', 'listen']

/** The element that had the focus before the panel. Kept in the module: a page has one panel. */
let focusedBefore: HTMLElement | undefined

/** Handles Escape and the arrows in the accessibility links, and gives the focus back when the reader leaves them. */
export function followLinksPanel(): void {
  document.addEventListener('focusin', ({ target, relatedTarget }) => {
    const panel = linksPanelOf(target)
    if (!panel || linksPanelOf(relatedTarget)) return
    focusedBefore = relatedTarget instanceof HTMLElement ? relatedTarget : undefined
    listTools(panel)
  })
  document.addEventListener('keydown', (event) => {
    const panel = linksPanelOf(event.target)
    if (!panel) return
    const links = [...panel.querySelectorAll<HTMLElement>('a, button')]
    const at = links.indexOf(event.target as HTMLElement)
    const to = {
      ArrowDown: (at + 1) % links.length,
      ArrowUp: (at > 0 ? at : links.length) - 1,
      Home: 0,
      End: links.length - 1,
    }[event.key]
    if (event.key === 'Escape') leaveLinksPanel()
    else if (to === undefined) return
    else links[to]!.focus()
    event.preventDefault()
  })
  document.addEventListener('click', ({ target }) => {
    if (closestTo(target, `${PANEL} [data-action="close"]`)) leaveLinksPanel()
  })
}

/** The panel around the target of an event, if the target is in it. */
export function linksPanelOf(target: EventTarget | null): HTMLElement | null {
  return closestTo(target, PANEL)
}

/** Gives the focus back, which closes the panel. */
export function leaveLinksPanel(): void {
  if (focusedBefore?.isConnected) focusedBefore.focus({ preventScroll: true })
  else (document.activeElement as HTMLElement | null)?.blur()
}

/** Lists the tools of the shown article, with the words of their own buttons. */
function listTools(panel: HTMLElement): void {
  for (const action of TOOLS) {
    const tool = document.querySelector<HTMLElement>(`main [data-action="${action}"]`)
    const listed = panel.querySelector(`[data-tool="${action}"]`)
    if (!tool === !listed) continue
    if (!tool) {
      listed?.parentElement?.remove()
      continue
    }
    const item = document.createElement('li')
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.tool = action
    button.textContent = tool.ariaLabel ?? tool.textContent
    button.addEventListener('click', () => {
      tool.focus()
      tool.click()
    })
    item.append(button)
    panel.querySelector('a[href$="#text-size"]')?.parentElement?.after(item)
  }
}
