import { t } from '../language/catalog.ts'
import { announce } from './announce.ts'

interface Notice {
  words: string
  action: [label: string, act: () => void] | undefined
}

/** The first is shown. */
const waiting: Notice[] = []

/**
 * Says something that can wait, at the foot of the window; index.html holds its place outside the app, so
 * that it outlives a change of page. It is spoken at once, and shown when what came before it has been closed.
 * @param action words of a button, and what it does; without one there is only something to know
 */
export function showNotice(words: string, action?: Notice['action']): void {
  const same = waiting.find((notice) => notice.words === words)
  if (same) {
    same.action = action
    return
  }
  announce(words)
  if (waiting.push({ words, action }) === 1) showFirst()
}

function showFirst(): void {
  const notice = document.getElementById('notice')
  const [first] = waiting
  if (!notice || !first) return
  const close = () => {
    waiting.shift()
    notice.hidden = true
    // The button that had the focus is gone.
    document.getElementById('content')?.focus({ preventScroll: true })
    showFirst()
  }
  notice.lang = t.language
  notice.dir = t.direction
  notice.setAttribute('role', 'region')
  notice.setAttribute('aria-label', first.words)
  const text = document.createElement('p')
  text.textContent = first.words
  const buttons = first.action
    ? [
        button(first.action[0], () => {
          close()
          first.action?.[1]()
        }),
        button(t.later, close),
      ]
    : [button(t.close, close)]
  notice.replaceChildren(text, ...buttons)
  notice.hidden = false
}

function button(words: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button'
  element.textContent = words
  element.addEventListener('click', onClick)
  return element
}
