import type { Page } from '@playwright/test'

/**
 * Counts the letters of the shown article, and finds those without a font: such a letter looks like an unassigned code
 * point.
 */
export function missingLetters(page: Page): Promise<{ letters: number; missing: string[] }> {
  return page.evaluate(() => {
    const body = document.querySelector('.article .body')!
    const { fontFamily } = getComputedStyle(body)
    const canvas = Object.assign(document.createElement('canvas'), { width: 48, height: 64 })
    const context = canvas.getContext('2d', { willReadFrequently: true })!
    const draw = (text: string) => {
      context.clearRect(0, 0, 48, 64)
      context.font = `24px ${fontFamily}`
      context.textBaseline = 'middle'
      context.fillText(text, 8, 32)
      return context.getImageData(0, 0, 48, 64).data.join()
    }
    const nothing = draw('\u0378')
    const letters = new Set(body.textContent!.match(/\p{L}/gu))
    return { letters: letters.size, missing: [...letters].filter((each) => draw(each) === nothing) }
  })
}
