import { isPaged } from '../reading/paged.ts'
import { closestTo } from '../ui/closestTo.ts'
import { shownDialog } from '../ui/shownDialog.ts'
import { act } from './act.ts'
import { openKeysDialog } from './KeysDialog.tsx'
import { actionOf, isKeyMap, nameOfKey, readKeyMap } from './keyMap.ts'
import { followLinksPanel, leaveLinksPanel, linksPanelOf } from './linksPanel.ts'
import { followSwipes } from './swipes.ts'

/** Handles single keys for everything a reader does often. A reader can change all of them, and switch them off. */
export function startKeys(): void {
  let map = readKeyMap()
  addEventListener('storage', ({ key }) => {
    if (isKeyMap(key)) map = readKeyMap()
  })
  followLinksPanel()
  followSwipes(onSwipe)
  document.addEventListener('keydown', (event) => {
    if (map.off || event.defaultPrevented || isBusy(event.target)) return
    const { dir } = document.documentElement
    const key = nameOfKey(event, dir)
    if (!key || (key.length > 1 && !isFreeForArrows(event.target))) return
    const action = actionOf(key, map)
    if (!action || (event.repeat && action !== 'down' && action !== 'up')) return
    if (act(action)) event.preventDefault()
  })
  document.addEventListener('click', ({ target }) => {
    if (!closestTo(target, '[data-action="shortcuts"]')) return
    if (linksPanelOf(target)?.contains(document.activeElement)) leaveLinksPanel()
    openKeysDialog(map, (changed) => {
      map = changed
    }).catch((error: unknown) => console.error(error))
  })
}

function onSwipe(toLeft: boolean): void {
  if (isPaged()) {
    import('../preferences/paging.ts').then(({ turnBySwipe }) => turnBySwipe(toLeft))
    return
  }
  // A swipe against the direction of reading leads to the next article, as with pages of a book.
  act(toLeft === (document.documentElement.dir !== 'rtl') ? 'next' : 'previous')
}

/** Whether the focused element needs the key itself: to write a letter, or to choose something. */
function isBusy(target: EventTarget | null): boolean {
  if (shownDialog()) return true
  return (
    target instanceof HTMLElement &&
    target.matches(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], dialog *',
    )
  )
}

/** Whether the arrows have no use of their own here: to choose, scroll a table, move a caret or the enlarged page. */
function isFreeForArrows(target: EventTarget | null): boolean {
  const { scrollWidth, clientWidth } = document.documentElement
  return (
    target instanceof Element &&
    target.matches('body, main, main *') &&
    !target.closest('input, button, [tabindex="0"], [role]') &&
    getSelection()?.type === 'None' &&
    (window.visualViewport?.scale ?? 1) === 1 &&
    scrollWidth <= clientWidth
  )
}
