import { test } from '@playwright/test'
import { compareText } from './compareText.ts'
import { OPENED } from './opened.ts'
import { LANGUAGES, openStage, pagesOf } from './stage.ts'

/*
 * What assistive technology is given of every page, as text in e2e/trees/: roles, names, states, levels. A change there
 * is a change for those who listen, and should be read as such: `npm run snapshots` writes them anew.
 */
test.describe.configure({ mode: 'parallel' })

for (const language of LANGUAGES) {
  test(`the accessibility tree of every page is as it was, ${language}`, async ({ browser }) => {
    const stage = await openStage(browser, language)
    for (const [name, path] of pagesOf(language)) {
      await stage.open(path)
      // Drawn last, and only where a library is at hand.
      if (name.startsWith('article')) await stage.page.locator('.neighbours a').first().waitFor()
      const tree = await stage.page.locator('body').ariaSnapshot()
      await compareText(
        stage.page,
        `trees/${name}.${language}.txt`,
        tree.replaceAll(stage.host.address, '/'),
      )
    }
    for (const { name, path, open } of OPENED) {
      await stage.open(path(language))
      await open(stage.page, language)
      const tree = await stage.page.locator('body').ariaSnapshot()
      await compareText(
        stage.page,
        `trees/opened-${name}.${language}.txt`,
        tree.replaceAll(stage.host.address, '/'),
      )
    }
    await stage.close()
  })
}
