import { followLinkTo, untilOffline, untilReady } from '../support/page.ts'
import { markdown, pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'

const LEVELS = {
  'publication.json': JSON.stringify({
    id: 'levels',
    title: 'Levels',
    language: 'en',
    sections: [
      { id: 'a', title: 'A', kind: 'blog', about: 'All of it.', sources: [{ markdown: 'a' }] },
    ],
  }),
  'a/one.md': markdown(
    { title: 'One', date: '2026-11-01', tags: ['x'], url: 'https://example.org/one' },
    '#### Deep\n\nText.\n\n#### Beside it\n\n## Second\n\n#### Deep again\n\nText.',
  ),
  'a/two.md': markdown({ title: 'Two', date: '2026-11-02' }, 'Text.'),
}

const PATHS = [
  '',
  'section/a/',
  'article/one/',
  'search/',
  'settings/',
  'publications/',
  'about/',
  'nowhere/',
]

test('on every page, targets are 44 px large in the smallest type, and headings leave out no level', async ({
  page,
  serve,
}) => {
  const host = await serve(await pressSite(LEVELS))
  await page.addInitScript(() => localStorage.setItem('longwave:/#size', 'xs'))
  await page.goto(host.address)
  await untilOffline(page)
  await untilReady(page)
  for (const path of PATHS) {
    await followLinkTo(page, host.address + path)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    expect(await page.evaluate(smallTargets), path).toEqual([])
    await page.evaluate(() => document.getElementById('accessibility-links')!.focus())
    expect(await page.evaluate(smallTargets), path).toEqual([])
    const headings = await page
      .locator('main :is(h1, h2, h3, h4, h5, h6), .nameplate h1')
      .evaluateAll((all) => all.map(({ localName }) => Number(localName[1])))
    expect(headings.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of headings.entries()) {
      expect(level - (headings[index - 1] ?? 0), `${path} ${headings}`).toBeLessThanOrEqual(1)
    }
    if (path === 'article/one/') expect(headings).toEqual([1, 2, 2, 2, 3])
  }
})

/** Targets smaller than 44 px by 44 px. A card is one target, and links in prose may be smaller. */
function smallTargets(): string[] {
  const exempt = '.body, .rehearsal, .accessibility-links:not(:focus, :focus-within)'
  return [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary')]
    .filter((each) => each.checkVisibility() && !each.closest(exempt))
    .filter((each) => {
      const box = each.closest('h3')?.closest('article') ?? each.closest('label') ?? each
      const { width, height } = box.getBoundingClientRect()
      return width > 1 && (width < 43.9 || height < 43.9)
    })
    .map((each) => `${each.localName} ${each.innerText || each.id}`)
}
