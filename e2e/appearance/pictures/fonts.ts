import type { Page } from '@playwright/test'

/** A few letters of every script the specimen shows, and of the typefaces of the interface. */
const LETTERS: Record<string, string> = {
  en: 'Specimen Rag 0123',
  ru: 'буква',
  el: 'γράμμα',
  fa: 'نمونهٔ حروف ۱۲۳',
  ur: 'حرف، نستعلیق',
  he: 'אות',
  hi: 'अक्षर',
  'zh-Hans': '字母',
  th: 'ตัวอักษร',
  ka: 'ასო',
  hy: 'տառ',
  am: 'ፊደል',
  my: 'စာလုံး',
  bo: 'ཡི་གེ',
}

/**
 * A digest of how the letters of each language look on this machine. It is taken from the painted letters, so it
 * differs for another font, another version of the font and another kind of smoothing.
 */
export function fontsOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async (letters) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 160 })
    const ink = canvas.getContext('2d', { willReadFrequently: true })!
    const found: Record<string, string> = {}
    for (const [language, text] of Object.entries(letters)) {
      const probe = document.body.appendChild(document.createElement('p'))
      probe.lang = language
      const style = getComputedStyle(probe)
      ink.clearRect(0, 0, canvas.width, canvas.height)
      for (const [line, face] of ['--serif', '--sans', '--mono'].entries()) {
        ink.font = `24px ${style.getPropertyValue(face)}`
        ink.fillText(text, 20, 40 + line * 45)
      }
      probe.remove()
      const { data } = ink.getImageData(0, 0, canvas.width, canvas.height)
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data))
      found[language] = [...digest.slice(0, 6)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('')
    }
    return found
  }, LETTERS)
}
