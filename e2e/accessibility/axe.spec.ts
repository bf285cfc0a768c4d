import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { SIZES } from '#app/preferences/choices.ts'
import { newsArticles } from '../support/corpus.ts'
import { CORPUS, type Files } from '../support/folders.ts'
import { OPEN_STATES } from '../support/openStates.ts'
import { untilFollowed, untilOffline } from '../support/page.ts'
import { pressSite, publication } from '../support/press.ts'
import { eachCell, sample, THOROUGH } from '../support/sample.ts'
import {
  choose,
  dress,
  LANGUAGES,
  type Look,
  looksOf,
  pagesOf,
  type SamplePages,
  test,
} from '../support/samplePages.ts'
import { MINUTE } from '../support/silentMp3.ts'
import { expect } from '../support/test.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that are off, each with the reason. Experimental rules and those of level AAA are on. */
const OFF: Record<string, string> = {
  'audio-caption': 'knows captions only; of a recording, the article is what there is in writing',
  'hidden-content': 'only asks for a look at what is hidden; what opens is opened below',
  'p-as-heading': 'takes any short bold line, such as the byline, for a heading',
}

/*
 * Each rule runs where its answer can differ. Neither theme nor size changes the document, and most rules read only the
 * document: they run once a page. Contrast depends on the theme; among the sizes XS is the strictest, because the
 * fewest words count as large there, and large words may have less contrast. The size of targets depends on the text
 * size. `npm run thorough` runs every rule in every theme and size all the same.
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

/**
 * Everything axe finds, and everything it cannot decide: a rule that decides nothing would look like a rule that
 * passes.
 */
async function findings(page: Page, looks: Look[]): Promise<string[]> {
  await page.evaluate(AXE)
  const run = (when: string, rules?: string[]) =>
    page.evaluate(
      async ({ when, rules, off }) => {
        const { axe } = window as unknown as { axe: Axe }
        // An element that is not laid out has no colours to measure.
        document.getElementById('app')!.dataset.whole = ''
        const all = axe.getRules().map(({ ruleId }) => ruleId)
        const { violations, incomplete } = await axe.run(document, {
          runOnly: { type: 'rule', values: rules ?? all.filter((rule) => !off.includes(rule)) },
          resultTypes: ['violations', 'incomplete'],
          elementRef: true,
        })
        // axe cannot decide about the end of a long line, which stands outside the window until it is scrolled to; its
        // beginning has the same colours and is inside. Neither can it decide about two lines of the player: it sees
        // the page under them, but not that the player is opaque.
        const undecided = incomplete.map(({ id, nodes }) => ({
          id,
          nodes: nodes.filter(
            ({ element }) =>
              !(id.startsWith('color') && element.closest('.table, .code, .player-words')),
          ),
        }))
        // axe does not know that groups may scroll. As regions they would be landmarks, dozens of them on a page.
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

  const found = await run('any look')
  await choose(page, 'size', 'xs')
  for (const look of looks) {
    await dress(page, look)
    const when = `${look.theme}, ${look.scheme}`
    if (!THOROUGH) found.push(...(await run(when, OF_COLOURS)))
    for (const size of THOROUGH ? SIZES : []) {
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

const DESKTOP = ['front', 'article', 'blog', 'settings']

/**
 * The cells of this matrix: every page in both languages, every panel that opens on a page, and some pages on a
 * desktop.
 */
const CELLS = LANGUAGES.flatMap((language) => [
  ...pagesOf(language).map(([name]) => `${language} phone ${name}`),
  ...OPEN_STATES.map(({ name }) => `${language} open ${name}`),
  ...(language === 'en' ? DESKTOP.map((name) => `en desktop ${name}`) : []),
])

const VIEWPORTS = {
  phone: { width: 360, height: 800 },
  open: { width: 360, height: 800 },
  desktop: { width: 1440, height: 900 },
}

for (const language of LANGUAGES) {
  for (const [kind, viewport] of Object.entries(VIEWPORTS)) {
    const cells = sample('axe', CELLS).filter((cell) => cell.startsWith(`${language} ${kind} `))
    if (cells.length === 0) continue
    test(`axe finds nothing in any theme and size: ${language}, ${kind}`, async ({
      openSamplePages,
    }) => {
      const pages = await openSamplePages(language, viewport)
      const looks = await looksOf(pages.page)
      await eachCell('axe', cells, async (cell) => {
        const name = cell.split(' ').at(-1)!
        await show(pages, language, kind, name)
        expect(await findings(pages.page, looks)).toEqual([])
      })
    })
  }
}

async function show(
  { open, page }: SamplePages,
  language: (typeof LANGUAGES)[number],
  kind: string,
  name: string,
): Promise<void> {
  if (kind !== 'open') return open(new Map(pagesOf(language)).get(name)!)
  const state = OPEN_STATES.find((state) => state.name === name)!
  await open(state.path(language))
  await state.open(page, language)
}

// axe is injected into the page as a script, which the page's own policy would refuse.
test.use({ bypassCSP: true })

test('axe finds nothing in the player of a recording', async ({ page, serve }) => {
  const files = publication('recorded', {
    'all/bell.md':
      '---\ntitle: The bell\ndate: 2026-11-01\n---\n\nIt rang.\n\n<audio src="bell.mp3" title="The bell, rung"></audio>\n',
    'all/bell.mp3': MINUTE,
  })
  const host = await serve(await pressSite(files))
  await page.goto(host.address)
  await untilOffline(page)
  await page.goto(`${host.address}article/bell/`)
  await page.getByRole('button', { name: 'Download to listen' }).click()
  await expect(page.locator('article audio')).toBeVisible()
  const looks = await looksOf(page)
  expect(await findings(page, THOROUGH ? looks : looks.slice(0, 2))).toEqual([])
})

/** The text of a file without its front matter, as an article of our own. */
function articleOf(path: string, title: string, language: string): string {
  const [, text] = /^(?:---|\+\+\+)\n[\s\S]*?\n(?:---|\+\+\+)\n([\s\S]*)/.exec(
    readFileSync(join(CORPUS, 'markdown', path), 'utf8'),
  )!
  return `---\ntitle: ${title}\nlanguage: ${language}\ndate: 2026-11-01\n---\n${text}`
}

/** Real articles in which axe has most to check: code, many headings, many figures. */
function foreignArticles(): Files {
  const news = newsArticles()
  const figures = (text: string) => text.split('<figure>').length
  const [illustrated] = Object.entries(news)
    .filter(([name]) => name.endsWith('.md'))
    .sort(([, a], [, b]) => figures(b) - figures(a))
    .map(([, text]) => text)
  const pictures = Object.entries(news).filter(
    ([name]) => name.endsWith('.svg') && illustrated!.includes(name),
  )
  return publication('others', {
    'all/code.md': articleOf('rust-blog/Enums-match-mutation-and-moves.md', 'Enums', 'en'),
    'all/guide.md': articleOf('opensource-guide/fa/best-practices.md', 'راهنما', 'fa'),
    'all/figures.md': illustrated!,
    ...Object.fromEntries(pictures.map(([name, svg]) => [`all/${name}`, svg])),
  })
}

test('axe finds nothing in articles that others have written', async ({ page, serve }) => {
  test.skip(!existsSync(CORPUS), 'the corpus is not beside this project')
  const host = await serve(await pressSite(foreignArticles()))
  await page.goto(host.address)
  await untilOffline(page)
  const all = { code: ['.code', 12], guide: ['h2', 3], figures: ['figure', 2] } as const
  for (const id of sample('axe in articles of others', Object.keys(all) as (keyof typeof all)[])) {
    const [holds, atLeast] = all[id]
    await page.goto(`${host.address}article/${id}/`)
    await untilFollowed(page)
    expect(await page.locator(`.body ${holds}`).count(), id).toBeGreaterThanOrEqual(atLeast)
    // The authors of these articles choose the texts of links, so identical ones are no fault of the app.
    const found = (await findings(page, [])).filter((it) => !it.includes('identical-links'))
    expect.soft(found, id).toEqual([])
  }
})
