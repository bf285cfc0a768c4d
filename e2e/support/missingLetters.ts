import type { Page } from '@playwright/test'

/**
 * Whether a script has a font here, by each letter of the shown article: one that nothing can draw looks like a code
 * point that nobody has assigned.
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
