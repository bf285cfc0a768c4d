import { t } from '../language/catalog.ts'
import { formatAge } from '../language/dates.ts'

/**
 * How old the edition is, at the foot: of a tab that has stayed open for days, and of the prerendered page, which does not
 * know when it is read.
 */
export function watchEditionAge(): void {
  tellAge()
  document.addEventListener('visibilitychange', () => document.hidden || tellAge())
}

function tellAge(): void {
  const line = document.querySelector<HTMLElement>('.footer .edition')
  const { dateTime } = line?.querySelector('time') ?? {}
  if (!line || !dateTime) return
  const now = Date.now()
  put(line, 'time + span', formatAge(dateTime, t.language, now))
  put(line, 'strong', Date.parse(line.dataset.expires!) < now ? t.outOfDate : undefined)
}

function put(line: HTMLElement, selector: string, words: string | undefined): void {
  const before = line.querySelector<HTMLElement>(selector)
  if (before?.textContent === words) return
  before?.remove()
  if (!words) return
  const element = document.createElement(selector.split(' ').at(-1)!)
  element.lang = t.language
  element.dir = t.direction
  element.textContent = words
  // The age stands before the warning that the edition is out of date.
  line.insertBefore(element, line.querySelector('strong'))
}
