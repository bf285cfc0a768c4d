import type { Page } from '@playwright/test'

export interface Line {
  /** Text around the beginning of the line, long enough to be unique. */
  text: string
  /** Offset in `text` at which the line begins. */
  at: number
}

/** The first line that is fully inside the window. */
export function topLine(page: Page): Promise<Line> {
  return page.evaluate(() => {
    const body = document.querySelector('.article > .body')!
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      range.selectNodeContents(text)
      if (range.getBoundingClientRect().bottom < 0) continue
      for (let at = 0; at < text.length; at++) {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        const box = range.getClientRects()[0]
        if (!box || box.height === 0 || box.top < 0) continue
        const start = Math.max(0, at - 60)
        return { text: text.data.slice(start, at + 60), at: at - start }
      }
    }
    return { text: '', at: 0 }
  })
}

/** How many lines below the top of the window the text of that line begins now. */
export function linesFromTop(page: Page, line: Line): Promise<number> {
  return page.evaluate((wanted) => {
    const body = document.querySelector('.article > .body')!
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (walker.nextNode()) {
      const text = walker.currentNode as Text
      const start = text.data.indexOf(wanted.text)
      if (start < 0) continue
      const at = start + wanted.at
      range.setStart(text, at)
      range.setEnd(text, at + 1)
      const { top } = range.getClientRects()[0]!
      const line = Number.parseFloat(getComputedStyle(text.parentElement!).lineHeight)
      return (top - 8) / line
    }
    return Number.NaN
  }, line)
}
