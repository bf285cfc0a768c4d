import { later, loadLater, t } from '../language/catalog.ts'
import { formatMinutes, readingMinutes } from '../language/dates.ts'
import type { ArticlePageData } from '../site/page.ts'
import { wordCount } from './wordCount.ts'

/**
 * A hairline at the head of the window that grows with what has been read, and for those who listen how
 * much is left. The layout is read once a frame while the reader scrolls, and one style is written.
 * @param body of the shown article
 */
export async function showProgress(page: ArticlePageData, body: HTMLElement): Promise<void> {
  await loadLater()
  if (!body.isConnected) return
  const bar = document.createElement('div')
  bar.className = 'progress'
  bar.role = 'progressbar'
  bar.ariaLabel = later.progress
  bar.lang = t.language
  // Behind everything there is to read: who listens comes to it when they ask for it, not on the way to the text.
  body.closest('main')!.append(bar)

  const words = wordCount(page.article)
  const headings = [...body.querySelectorAll<HTMLElement>(':scope > [id^="h-"]')]
  let asked = false
  let current: Element | null = null
  const update = () => {
    asked = false
    if (!body.isConnected) {
      removeEventListener('scroll', ask)
      return
    }
    const { top, height } = body.getBoundingClientRect()
    const length = height - innerHeight
    bar.hidden = length <= 0
    const part = length > 0 ? Math.min(1, Math.max(0, -top / length)) : 1
    bar.style.transform = `scaleX(${part.toFixed(3)})`
    bar.ariaValueNow = String(Math.round(part * 100))
    const minutes = readingMinutes(words * (1 - part), page.article.language)
    // At the end there is nothing left, and the number says so.
    bar.ariaValueText = part < 1 ? later.left(formatMinutes(minutes, t.language)) : null
    // What is being read, in the table of contents.
    const heading = headings.findLast((each) => each.getBoundingClientRect().top < innerHeight / 3)
    const link = heading
      ? document.querySelector(`.contents a[href="#${CSS.escape(heading.id)}"]`)
      : null
    if (link === current) return
    current?.removeAttribute('aria-current')
    link?.setAttribute('aria-current', 'location')
    current = link
  }
  const ask = () => {
    if (asked) return
    asked = true
    requestAnimationFrame(update)
  }
  addEventListener('scroll', ask, { passive: true })
  // Nothing has been read yet that would show. WebKit has no idle callbacks.
  ;(window.requestIdleCallback ?? setTimeout)(ask)
}
