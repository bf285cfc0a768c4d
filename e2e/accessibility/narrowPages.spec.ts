import { followLinkTo, untilOffline, untilReady } from '../support/page.ts'
import { addSpecimen, markdown, pressSite } from '../support/press.ts'
import { expect, test } from '../support/test.ts'
import { moveFocusTo } from './keyboard.ts'

const WORD = 'Donaudampfschifffahrt'.repeat(8)
const fields = { title: WORD, standfirst: WORD, kicker: WORD, author: WORD }

const WIDE = {
  'publication.json': JSON.stringify({
    id: 'wide',
    title: WORD,
    language: 'de',
    sections: ['one', 'two'].map((id) => ({
      id,
      title: id + WORD,
      kind: 'blog',
      about: WORD,
      sources: [{ markdown: id }],
    })),
  }),
  'one/a.md': markdown(
    { ...fields, date: '2026-11-01' },
    `${WORD}\n\n- ${WORD}\n\n> ${WORD}\n\n\`${WORD}\`\n\n| ${WORD} |\n|---|\n| a |`,
  ),
  'one/b.md': markdown({ ...fields, date: '2026-11-02', correction: WORD }, `## ${WORD}`),
  'one/c.md': markdown({ ...fields, date: '2026-11-03' }, 'Text.'),
  'two/d.md': markdown({ ...fields, date: '2026-11-04' }, 'Text.'),
  'two/e.md': markdown({ ...fields, date: '2026-11-05' }, 'Text.'),
}

test.use({ viewport: { width: 320, height: 640 } })

test('no page is wider than a narrow phone, and a table or code that scrolls by itself takes the focus and shows it', async ({
  page,
  serve,
}) => {
  const site = await pressSite(WIDE)
  addSpecimen(site)
  const host = await serve(site)
  await page.addInitScript(() => localStorage.setItem('longwave:/#size', 'lg'))
  await page.goto(host.address)
  await untilOffline(page)
  await untilReady(page)
  await expect(page.locator('html')).toHaveAttribute('data-size', 'lg')
  for (const path of [
    '',
    'section/one/',
    'article/a/',
    'article/b/',
    'publications/',
    'about/',
    'settings/',
  ]) {
    await followLinkTo(page, host.address + path)
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(320)
  }

  await followLinkTo(page, `${host.address}specimen/`)
  for (const selector of ['.body > .code', '.body > .table']) {
    await moveFocusTo(page, 'Tab', selector)
    const focused = page.locator(':focus')
    await expect(focused).toHaveCSS('outline-style', 'solid')
    await expect(focused).toHaveCSS('outline-width', '3px')
    await expect(focused).toHaveRole('group')
    await expect(focused).not.toHaveAccessibleName('')
  }
})
