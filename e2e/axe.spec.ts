import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page, test } from '@playwright/test'
import { OPENED } from './opened.ts'
import { choose, dress, LANGUAGES, type Look, looksOf, openStage, pagesOf, SIZES } from './stage.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Rules that are off, and why. Experimental ones and those of AAA are on. */
const OFF: Record<string, string> = {
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
        // colours, does not.
        const undecided = incomplete.map(({ id, nodes }) => ({
          id,
          nodes: nodes.filter(
            ({ element }) => !(id.startsWith('color') && element.closest('.table, .code')),
          ),
        }))
        return [...violations, ...undecided].flatMap(({ id, nodes }) =>
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
