import { compareText } from '../support/compareText.ts'
import { followLinkTo, untilFollowed } from '../support/page.ts'
import { LANGUAGES, pathOf, test, untilComplete } from '../support/samplePages.ts'
import { expect } from '../support/test.ts'
import { transcribe } from './screen-reader/speak.ts'

/** Pages with a transcript in screen-reader/: all that a screen reader reads from their top to their end. */
const PAGES = { en: ['front', 'article', 'specimen'], fa: ['front', 'article'] }

for (const language of LANGUAGES) {
  test(`a screen reader reads the front page and an article as it did, ${language}`, async ({
    openSamplePages,
  }) => {
    const { host, page, open } = await openSamplePages(language)
    await open('')
    const session = await page.context().newCDPSession(page)
    for (const name of PAGES[language]) {
      await followLinkTo(page, host.address + pathOf(name, language))
      await untilComplete(page)
      if (name !== 'front') await untilFollowed(page)
      // Chromium hands assistive technology only the content that has been laid out.
      await expect(page.locator('#app')).toHaveAttribute('data-whole')
      const transcript = await transcribe(session)
      expect
        .soft(transcript, 'every link, button and image has a name')
        .not.toMatch(/^(?:link|button|graphic)$/m)
      await compareText(page, `accessibility/screen-reader/${name}.${language}.txt`, transcript)
    }
  })
}
