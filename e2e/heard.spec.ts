import { expect, test } from '@playwright/test'
import { compareText } from './compareText.ts'
import { heard } from './heard/speak.ts'
import { LANGUAGES, openStage, untilWhole } from './stage.ts'

/** What there is to hear, as text in e2e/heard/: to be read as somebody would who hears nothing else of the page. */
const HEARD = {
  en: { front: '', article: 'article/how-shortwave-hops/', specimen: 'specimen/' },
  fa: { front: '', article: 'article/night-frequency/' },
}

for (const language of LANGUAGES) {
  test(`a screen reader reads front page and article as they were, ${language}`, async ({
    browser,
  }) => {
    const stage = await openStage(browser, language)
    const session = await stage.page.context().newCDPSession(stage.page)
    for (const [name, path] of Object.entries(HEARD[language])) {
      await stage.open(path)
      if (name !== 'front') await untilWhole(stage.page)
      await expect(stage.page.locator('#app')).toHaveAttribute('data-whole')
      const words = await heard(session)
      expect
        .soft(words, 'everything pressed or followed has a name')
        .not.toMatch(/^(?:link|button|graphic)$/m)
      await compareText(stage.page, `heard/${name}.${language}.txt`, words)
    }
    await stage.close()
  })
}
