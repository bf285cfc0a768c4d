import type { Page } from '@playwright/test'
import { expect } from '../support/test.ts'

/** Readers of both directions: arrow keys follow the direction of the lines. */
export const READERS = [
  {
    name: 'left to right',
    language: 'en',
    locale: 'en-US',
    onward: 'ArrowRight',
    back: 'ArrowLeft',
  },
  {
    name: 'right to left',
    language: 'fa',
    locale: 'fa-IR',
    onward: 'ArrowLeft',
    back: 'ArrowRight',
  },
] as const

/** Path of the link that has the focus, or the name of another focused element. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const link = document.activeElement as HTMLAnchorElement
    return link.href ? new URL(link.href).pathname : link.localName
  })

export const expectFocusIn = (page: Page, selector: string): Promise<void> =>
  expect
    .poll(() => page.evaluate((it) => !!document.activeElement?.closest(it), selector), {
      message: `the focus is in ${selector}`,
    })
    .toBe(true)

/** Moves the focus with a key, such as Tab, to the element the selector names. @returns the text of that element */
export async function moveFocusTo(page: Page, key: string, selector: string): Promise<string> {
  for (let steps = 0; steps < 150; steps++) {
    await page.keyboard.press(key)
    const text = await page.evaluate((wanted) => {
      const { activeElement } = document
      return activeElement?.matches(wanted) ? (activeElement as HTMLElement).innerText : undefined
    }, selector)
    if (text !== undefined) return text
  }
  throw new Error(`${key} never led to ${selector}`)
}
