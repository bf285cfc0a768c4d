import { t } from '../language/catalog.ts'
import { formatAge } from '../language/dates.ts'

/**
 * How old the edition is, at the foot: of a tab that has stayed open for days, and of the prerendered page, which does not
 * know when it is read.
 */
export function watchEditionAge(): void {
  showAge()
  document.addEventListener('visibilitychange', () => document.hidden || showAge())
}

function showAge(): void {
  const line = document.querySelector<HTMLElement>('.footer .edition')
  const time = line?.querySelector('time')
  if (!line || !time) return
  const now = Date.now()
  const isOutOfDate = Date.parse(line.dataset.expires!) < now
  // The age stands before the warning that the edition is out of date (Footer.tsx).
  put(time, 'span', formatAge(time.dateTime, t.language, now))
  put(line.lastElementChild!, 'strong', isOutOfDate ? t.outOfDate : undefined)
}

/** Shows words in an element after another one, or in that one if it has the name; without words it removes the element. */
function put(after: Element, name: 'span' | 'strong', words: string | undefined): void {
  const before = [after, after.nextElementSibling].find((each) => each?.localName === name)
  if (before?.textContent === words) return
  const element = document.createElement(name)
  element.lang = t.language
  element.dir = t.direction
  element.textContent = words ?? ''
  if (words && before) before.replaceWith(element)
  else if (words) after.after(element)
  else before?.remove()
}
