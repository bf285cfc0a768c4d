import { t } from '../language/catalog.ts'
import { announce } from './announce.ts'
import { contentElement } from './pageElements.ts'

interface Notice {
  words: string
  /** Words that were added when more became known. */
  addition: string
  action: [label: string, act: () => void] | undefined
}

/** Queue of notices; the first is shown. */
const waiting: Notice[] = []

/**
 * Shows a message that can wait at the foot of the window, in an element of index.html outside the app, which outlives a
 * change of page. A screen reader announces it at once; it is shown when the notices before it have been closed.
 * @param action label of a button, and what it does; without an action the notice only informs
 */
export function showNotice(words: string, action?: Notice['action']): void {
  const same = waiting.find((notice) => notice.words === words)
  if (same) {
    same.action = action
    return
  }
  announce(words)
  if (waiting.push({ words, addition: '', action }) === 1) showFirst()
}

/** Says more in a notice that has not been closed: another addition takes the place of the one before. */
export function amendNotice(words: string, addition: string): void {
  const notice = waiting.find((it) => it.words === words)
  if (!notice || notice.addition === addition) return
  notice.addition = addition
  if (addition) announce(addition)
  const text = notice === waiting[0] && noticeElement()?.querySelector('p')
  if (text) text.textContent = wordsOf(notice)
}

const wordsOf = ({ words, addition }: Notice) => `${words} ${addition}`.trim()

const noticeElement = () => document.getElementById('notice')

/** Hides the notice, because there is nothing any more that it could be about. */
export function hideNotice(): void {
  const notice = noticeElement()
  if (notice) notice.hidden = true
}

function showFirst(): void {
  const notice = noticeElement()
  const [first] = waiting
  if (!notice || !first) return
  const close = () => {
    waiting.shift()
    notice.hidden = true
    // Closing removes the focused button.
    contentElement()?.focus({ preventScroll: true })
    showFirst()
  }
  notice.lang = t.language
  notice.dir = t.direction
  notice.setAttribute('role', 'region')
  notice.setAttribute('aria-label', first.words)
  const text = document.createElement('p')
  text.textContent = wordsOf(first)
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
