import type { BlockLanguage, Cell } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftBlock } from '../../article/draft.ts'
import type { BlockWalk } from './BlockWalk.ts'
import type { Context } from './elements.ts'
import type { HtmlElement } from './parseHtml.ts'
import { normaliseRuns } from './runs.ts'

export function tableBlock(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  context: Context,
  language: BlockLanguage,
): boolean {
  if (!isDataTable(element)) return false
  const rows: Cell[][] = []
  let cells = 0
  for (const row of element.querySelectorAll('tr')) {
    if (row.closest('table') !== element) continue
    const line: Cell[] = []
    for (const cell of row.children) {
      if (!/^t[dh]$/.test(cell.localName) || cells >= LIMITS.cells) continue
      cells += 1
      const span = (name: string) => Number.parseInt(cell.getAttribute(name) ?? '1', 10)
      const columns = span('colspan')
      const depth = span('rowspan')
      line.push(
        defined<Cell>({
          runs: normaliseRuns(walk.inline.inline(cell, context)),
          header: cell.localName === 'th' ? true : undefined,
          columns: columns > 1 && columns <= 100 ? columns : undefined,
          rows: depth > 1 && depth <= 100 ? depth : undefined,
        }),
      )
    }
    if (line.some(({ runs }) => runs.length > 0)) rows.push(line)
  }
  const caption = element.querySelector('caption')
  const words = caption ? normaliseRuns(walk.inline.inline(caption, context)) : []
  if (rows.length > 0) {
    walk.push(
      out,
      defined<DraftBlock>({
        type: 'table',
        caption: words.length > 0 ? words : undefined,
        rows,
        ...language,
      }),
    )
  }
  return true
}

function isDataTable(table: HtmlElement): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return false
  if (table.querySelector('table, iframe, video, figure')) return false
  const rows = [...table.querySelectorAll('tr')]
  const widest = Math.max(0, ...rows.slice(0, 50).map((row) => row.children.length))
  if (widest < 2) return false
  if (table.querySelector('th, caption, thead')) return true
  const longest = Math.max(
    0,
    ...[...table.querySelectorAll('td')].slice(0, 200).map((cell) => cell.textContent?.length ?? 0),
  )
  return rows.length > 1 && longest < 600
}
