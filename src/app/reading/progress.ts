import { loadLater, t } from '../language/catalog.ts'
import { formatMinutes, readingMinutes } from '../language/dates.ts'
import type { ArticlePageData } from '../site/page.ts'
import { contentElement } from '../ui/pageElements.ts'
import { wordCount } from './wordCount.ts'

/**
 * Shows a hairline at the top of the window that grows with the part that has been read; a screen reader announces the
 * minutes that are left. Reads the layout once a frame while the reader scrolls, and writes one style.
 * @param body of the shown article
 */
export async function showProgress(page: ArticlePageData, body: HTMLElement): Promise<void> {
  const later = await loadLater()
  if (!body.isConnected) return
  const bar = document.createElement('div')
  bar.className = 'progress'
  bar.role = 'progressbar'
  bar.ariaLabel = later.progress
  bar.lang = t.language
  // After all text, so that a screen reader does not come to it on the way to the article.
  contentElement()!.append(bar)

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
    // At the end no minutes are left: the value of 100 says enough.
    bar.ariaValueText = part < 1 ? later.left(formatMinutes(minutes, t.language)) : null
    // Mark the heading that is being read in the table of contents.
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
  // The first update may wait, because the bar is still empty. WebKit has no idle callbacks.
  ;(window.requestIdleCallback ?? setTimeout)(ask)
}
