import { announce } from './announce.ts'
import { t } from './language/spoken.ts'

/**
 * Says something that can wait, at the foot of the window; index.html holds its place outside the app, so
 * that it outlives a change of page.
 * @param action words of a button, and what it does; without one there is only something to know
 */
export function showNotice(words: string, action?: [label: string, act: () => void]): void {
  const notice = document.getElementById('notice')
  if (!notice?.hidden) return
  const close = () => {
    notice.hidden = true
    // The button that had the focus is gone.
    document.getElementById('content')?.focus({ preventScroll: true })
  }
  notice.lang = t.language
  notice.dir = t.direction
  notice.setAttribute('role', 'region')
  notice.setAttribute('aria-label', words)
  const text = document.createElement('p')
  text.textContent = words
  const buttons = action
    ? [
        button(action[0], () => {
          close()
          action[1]()
        }),
        button(t.later, close),
      ]
    : [button(t.close, close)]
  notice.replaceChildren(text, ...buttons)
  notice.hidden = false
  announce(words)
}

function button(words: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button'
  element.textContent = words
  element.addEventListener('click', onClick)
  return element
}
