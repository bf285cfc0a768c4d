import { expect, test } from 'vitest'
import { mostAtOnce } from './speaker.ts'

test('what is said at once lasts no longer than an engine speaks, in any language', () => {
  // Read aloud in a minute: Trauzettel-Klosinski and Dietz, IOVS 53 (2012).
  const minutes = { 'zh-Hans': 255, zh_TW: 255, ja: 357, ar: 612, en: 987 }
  for (const [language, characters] of Object.entries(minutes)) {
    for (const rate of [0.5, 1, 3]) {
      const seconds = (mostAtOnce(language, rate) / characters / rate) * 60
      expect(seconds, `${language} at ${rate}`).toBeLessThan(14)
    }
  }
})
