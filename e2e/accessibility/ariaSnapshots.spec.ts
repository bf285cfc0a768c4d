import { compareText } from '../support/compareText.ts'
import { OPEN_STATES } from '../support/openStates.ts'
import { followLinkTo, untilFollowed, untilSynced } from '../support/page.ts'
import {
  LANGUAGES,
  pagesOf,
  type SamplePages,
  test,
  untilComplete,
} from '../support/samplePages.ts'

/*
 * Roles, names, states and levels of every page, as a browser hands them to assistive technology, as text in
 * aria-snapshots/. A change there is a change for people who use a screen reader, and is reviewed as such:
 * `npm run snapshots` writes the files anew.
 */

/**
 * The snapshot without everything that differs from run to run: addresses, keys, times of this run, and announcements.
 */
async function ariaSnapshotOf({ page, host }: SamplePages): Promise<string> {
  const snapshot = await page.locator('body').ariaSnapshot()
  return snapshot
    .replaceAll(host.address, '/')
    .replaceAll(/root=[0-9a-f]{64}/g, 'root=…')
    .replaceAll(/(Last good|آخرین بار موفق): .*/g, '$1: …')
    .replaceAll(/(Last checked |آخرین بررسی: ).*/g, '$1…')
    .replaceAll(/(?:[0-9a-f]{4} ){15}[0-9a-f]{4}/g, '…')
    .replaceAll(/^- status: .*/gm, '- status')
}

const isArticle = (path: string) => path.startsWith('article')

for (const language of LANGUAGES) {
  test(`every page, and whatever opens on it, has the ARIA snapshot it had, ${language}`, async ({
    openSamplePages,
  }) => {
    const pages = await openSamplePages(language)
    const { host, page } = pages
    const visits = [
      ...pagesOf(language).map(([name, path]) => ({ name, path, state: undefined })),
      ...OPEN_STATES.map((state) => ({
        name: `opened-${state.name}`,
        path: state.path(language),
        state,
      })),
    ]
    // Articles come last, because lists show which articles have been read.
    visits.sort((one, other) => Number(isArticle(one.path)) - Number(isArticle(other.path)))
    let isFresh = false
    for (const { name, path, state } of visits) {
      if (isFresh && !state) {
        await followLinkTo(page, host.address + path)
        await untilComplete(page)
        // The browser itself follows a link to an address that the app does not know.
        await untilSynced(page)
      } else await pages.open(path)
      if (isArticle(path)) await untilFollowed(page)
      await state?.open(page, language)
      // A panel that has been opened would stay over the next page.
      isFresh = !state
      const file = `accessibility/aria-snapshots/${name}.${language}.txt`
      await compareText(page, file, await ariaSnapshotOf(pages))
    }
  })
}
