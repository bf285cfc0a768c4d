import { test } from '@playwright/test'
import { compareText } from './compareText.ts'
import { OPENED } from './opened.ts'
import { LANGUAGES, openStage, pagesOf, type Stage, untilWhole } from './stage.ts'

/*
 * What assistive technology is given of every page, as text in e2e/trees/: roles, names, states, levels. A change there
 * is a change for those who listen, and should be read as such: `npm run snapshots` writes them anew.
 */
test.describe.configure({ mode: 'parallel' })

/** The tree without what is another at each run: address, key, when a host was good, and how long ago it was that something was announced. */
async function treeOf({ page, host }: Stage): Promise<string> {
  const tree = await page.locator('body').ariaSnapshot()
  return tree
    .replaceAll(host.address, '/')
    .replaceAll(/root=[0-9a-f]{64}/g, 'root=…')
    .replaceAll(/(Last good|آخرین بار موفق): .*/g, '$1: …')
    .replaceAll(/(Last checked |آخرین بررسی: ).*/g, '$1…')
    .replaceAll(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/g, '…')
    .replaceAll(/^- status: .*/gm, '- status')
}

for (const language of LANGUAGES) {
  test(`the accessibility tree of every page is as it was, ${language}`, async ({ browser }) => {
    const stage = await openStage(browser, language)
    for (const [name, path] of pagesOf(language)) {
      await stage.open(path)
      if (name.startsWith('article')) await untilWhole(stage.page)
      await compareText(stage.page, `trees/${name}.${language}.txt`, await treeOf(stage))
    }
    for (const { name, path, open } of OPENED) {
      await stage.open(path(language))
      if (path(language).startsWith('article')) await untilWhole(stage.page)
      await open(stage.page, language)
      await compareText(stage.page, `trees/opened-${name}.${language}.txt`, await treeOf(stage))
    }
    await stage.close()
  })
}
