import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { newsArticles } from './corpus.ts'
import { Host } from './host.ts'
import { CORPUS, freshFolder, pressSite, writeFiles } from './longwave.ts'
import { OPENED } from './opened.ts'
import { untilOffline } from './reader.ts'
import { MINUTE } from './silence.ts'
import {
  choose,
  dress,
  LANGUAGES,
  type Look,
  looksOf,
  openStage,
  pagesOf,
  SIZES,
  untilWhole,
} from './stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that are off, and why. Experimental ones and those of AAA are on. */
const OFF: Record<string, string> = {
  'audio-caption': 'knows captions only; of a recording, the article is what there is in writing',
  'hidden-content': 'only asks for a look at what is hidden; what opens is opened below',
  'p-as-heading': 'takes any short bold line, such as the byline, for a heading',
}

/*
 * Every rule, for every theme and size, would take a quarter of an hour, so each runs where its answer can differ.
 * Neither theme nor size changes the document, which most rules read alone: those run once a page. Contrast depends
 * on the theme; of the sizes XS is the strictest, as the fewest words are "large" and may do with less there.
 * Room and reach depend on the size. LONGWAVE_AXE=everything runs every rule for each of them all the same.
 */
const OF_COLOURS = ['color-contrast-enhanced', 'link-in-text-block']
const OF_SIZES = ['target-size', 'scrollable-region-focusable']

interface Axe {
  getRules(): { ruleId: string }[]
  run(context: Document, options: object): Promise<Record<'violations' | 'incomplete', Result[]>>
}

interface Result {
  id: string
  nodes: { target: string[]; failureSummary: string; element: Element }[]
}

/** Everything axe finds, and everything it cannot decide: that would be a place nobody looks at. */
async function findings(page: Page, looks: Look[]): Promise<string[]> {
  await page.evaluate(AXE)
  const run = (when: string, rules?: string[]) =>
    page.evaluate(
      async ({ when, rules, off }) => {
        const { axe } = window as unknown as { axe: Axe }
        // What is not laid out has no colours to measure.
        document.getElementById('app')!.dataset.whole = ''
        const all = axe.getRules().map(({ ruleId }) => ruleId)
        const { violations, incomplete } = await axe.run(document, {
          runOnly: { type: 'rule', values: rules ?? all.filter((rule) => !off.includes(rule)) },
          resultTypes: ['violations', 'incomplete'],
          elementRef: true,
        })
        // The end of a long line stands outside the window until it is scrolled to; its beginning, in the same
        // colours, does not. And of two lines of the player axe sees that the page under them differs, not that nothing
        // shines through.
        const undecided = incomplete.map(({ id, nodes }) => ({
          id,
          nodes: nodes.filter(
            ({ element }) =>
              !(id.startsWith('color') && element.closest('.table, .code, .player-words')),
          ),
        }))
        // Of groups axe does not know that they may scroll. Regions would be landmarks, dozens of them.
        const violated = violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.filter(
            ({ element }) => !(id === 'focus-order-semantics' && element.matches('.table, .code')),
          ),
        }))
        return [...violated, ...undecided].flatMap(({ id, nodes }) =>
          nodes.map(
            ({ target, failureSummary }) =>
              `${when}: ${id}: ${target.join(' ')}: ${failureSummary}`,
          ),
        )
      },
      { when, rules, off: Object.keys(OFF) },
    )

  const everything = process.env.LONGWAVE_AXE === 'everything'
  const found = await run('any look')
  await choose(page, 'size', everything ? 'md' : 'xs')
  for (const look of looks) {
    await dress(page, look)
    const when = `${look.theme}, ${look.scheme}`
    if (!everything) found.push(...(await run(when, OF_COLOURS)))
    for (const size of everything ? SIZES : []) {
      await choose(page, 'size', size)
      found.push(...(await run(`${when}, ${size}`)))
    }
  }
  for (const size of SIZES) {
    await choose(page, 'size', size)
    found.push(...(await run(size, OF_SIZES)))
  }
  await choose(page, 'size', 'md')
  return found
}

test.describe.configure({ mode: 'parallel' })

// Each looks at many pages many times.
test.setTimeout(process.env.LONGWAVE_AXE ? 3_600_000 : 240_000)

for (const language of LANGUAGES) {
  // In halves, so that two workers have the same to do.
  for (const half of [0, 1]) {
    test(`axe finds nothing on any page, in any theme and size, ${language}, half ${half + 1}`, async ({
      browser,
    }) => {
      const stage = await openStage(browser, language)
      const looks = await looksOf(stage.page)
      for (const [index, [name, path]] of pagesOf(language).entries()) {
        if (index % 2 !== half) continue
        await test.step(name, async () => {
          await stage.open(path)
          expect.soft(await findings(stage.page, looks), name).toEqual([])
        })
      }
      await stage.close()
    })
  }

  test(`axe finds nothing in what opens, ${language}`, async ({ browser }) => {
    const stage = await openStage(browser, language)
    const looks = await looksOf(stage.page)
    for (const { name, path, open } of OPENED) {
      await test.step(name, async () => {
        await stage.open(path(language))
        await open(stage.page, language)
        expect.soft(await findings(stage.page, looks), name).toEqual([])
      })
    }
    await stage.close()
  })
}

test('axe finds nothing on a desktop either', async ({ browser }) => {
  const stage = await openStage(browser, 'en', { width: 1440, height: 900 })
  const looks = await looksOf(stage.page)
  for (const path of ['', 'article/how-shortwave-hops/', 'section/workshop/', 'settings/']) {
    await stage.open(path)
    expect.soft(await findings(stage.page, looks), path).toEqual([])
  }
  await stage.close()
})

test.describe('with a recording', () => {
  // axe is put into the page as a script, which the page's own policy would refuse.
  test.use({ bypassCSP: true })

  test('axe finds nothing in its player', async ({ page }) => {
    const folder = freshFolder('recorded')
    writeFiles(folder, {
      'publication.json': JSON.stringify({
        id: 'recorded',
        title: 'Recorded',
        language: 'en',
        sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
      }),
      'all/bell.md':
        '---\ntitle: The bell\ndate: 2026-11-01\n---\n\nIt rang.\n\n<audio src="bell.mp3" title="The bell, rung"></audio>\n',
      'all/bell.mp3': MINUTE,
    })
    const host = await Host.of(pressSite(folder))
    try {
      await page.goto(host.address)
      await untilOffline(page)
      await page.goto(`${host.address}article/bell/`)
      await page.getByRole('button', { name: 'Download to listen' }).click()
      await expect(page.locator('article audio')).toBeVisible()
      expect(await findings(page, await looksOf(page))).toEqual([])
    } finally {
      await host.stop()
    }
  })
})

/** The text of a file without what stands before it, as an article of our own. */
function articleOf(path: string, title: string, language: string): string {
  const [, text] = /^(?:---|\+\+\+)\n[\s\S]*?\n(?:---|\+\+\+)\n([\s\S]*)/.exec(
    readFileSync(join(CORPUS, 'markdown', path), 'utf8'),
  )!
  return `---\ntitle: ${title}\nlanguage: ${language}\ndate: 2026-11-01\n---\n${text}`
}

test.describe('in articles that others have written', () => {
  test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')
  // axe is put into the page as a script, which the page's own policy would refuse.
  test.use({ bypassCSP: true })

  test('axe finds nothing either', async ({ page }) => {
    const folder = freshFolder('others')
    const news = newsArticles()
    const figures = (text: string) => text.split('<figure>').length
    const [illustrated] = Object.entries(news)
      .filter(([name]) => name.endsWith('.md'))
      .sort(([, a], [, b]) => figures(b) - figures(a))
      .map(([, text]) => text)
    const pictures = Object.entries(news).filter(([name]) => name.endsWith('.svg'))
    writeFiles(folder, {
      'publication.json': JSON.stringify({
        id: 'others',
        title: 'Others',
        language: 'en',
        sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
      }),
      'all/code.md': articleOf('rust-blog/Enums-match-mutation-and-moves.md', 'Enums', 'en'),
      'all/guide.md': articleOf('opensource-guide/fa/best-practices.md', 'راهنما', 'fa'),
      'all/figures.md': illustrated!,
      ...Object.fromEntries(pictures.map(([name, svg]) => [`all/${name}`, svg])),
    })
    const host = await Host.of(pressSite(folder))
    try {
      await page.goto(host.address)
      await untilOffline(page)
      for (const [id, holds, atLeast] of [
        ['code', '.code', 12],
        ['guide', 'h2', 3],
        ['figures', 'figure', 2],
      ] as const) {
        await page.goto(`${host.address}article/${id}/`)
        await untilWhole(page)
        expect(await page.locator(`.body ${holds}`).count(), id).toBeGreaterThanOrEqual(atLeast)
        // What links are called is up to those who wrote them.
        const found = (await findings(page, [])).filter((it) => !it.includes('identical-links'))
        expect.soft(found, id).toEqual([])
      }
    } finally {
      await host.stop()
    }
  })
})
