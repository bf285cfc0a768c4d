import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { ROOT } from './folders.ts'

/*
 * Matrices (theme × size × language × script, hundreds of real articles) are too large for every run. A run of
 * `npm test` looks at a tenth of the cells of each, the next day's at another tenth, and after ten days all have been
 * looked at; `npm run thorough` looks at all of them at once. Cells that have ever been red stay in the sample: they are
 * listed in e2e/red-cells.json, which a red run adds to and which is committed with the mend.
 */

/** Set by playwright.config.ts, so that all workers of a run agree. */
export const SEED = Number(process.env.LONGWAVE_SEED)

export const THOROUGH = process.env.LONGWAVE_THOROUGH !== undefined

/** Days in which every cell comes up once. */
const DAYS = 10

const RED_CELLS = join(ROOT, 'e2e/red-cells.json')

function redCells(): Record<string, string[]> {
  return existsSync(RED_CELLS) ? JSON.parse(readFileSync(RED_CELLS, 'utf8')) : {}
}

/**
 * The cells of a matrix that this run looks at, in their order.
 * @param matrix its name, under which red cells are kept
 * @param cells all of them, in an order that does not depend on the run
 */
export function sample<Cell extends string>(matrix: string, cells: readonly Cell[]): Cell[] {
  if (THOROUGH) return [...cells]
  const red = new Set(redCells()[matrix])
  // Small matrices have one cell a day.
  const days = Math.min(DAYS, cells.length)
  return cells.filter((cell, index) => index % days === SEED % days || red.has(cell))
}

/**
 * Looks at the cells of a sample one after the other; a red one does not keep the next ones from being looked at.
 * @param look throws, or fails an expectation, where the cell is red
 */
export async function eachCell<Cell extends string>(
  matrix: string,
  cells: readonly Cell[],
  look: (cell: Cell) => Promise<void>,
): Promise<void> {
  const wrong: Record<string, string> = {}
  for (const cell of cells) {
    await test.step(cell, async () => {
      const softErrors = test.info().errors.length
      try {
        await look(cell)
        if (test.info().errors.length > softErrors) keepRed(matrix, cell)
      } catch (error) {
        keepRed(matrix, cell)
        wrong[cell] = error instanceof Error ? error.message : String(error)
      }
    })
  }
  expect(wrong, `red cells of ${matrix}`).toEqual({})
}

/** Adds a cell to those that stay in the sample. */
export function keepRed(matrix: string, cell: string): void {
  const red = redCells()
  const cells = new Set(red[matrix])
  if (cells.has(cell)) return
  red[matrix] = [...cells.add(cell)].sort()
  mkdirSync(dirname(RED_CELLS), { recursive: true })
  writeFileSync(RED_CELLS, `${JSON.stringify(red, undefined, 2)}\n`)
  console.log(`red, and in every sample from now on (e2e/red-cells.json): ${matrix}: ${cell}`)
}

/** Fewer trials in `npm test`, the full number in `npm run thorough`. */
export function trials(few: number, many: number): number {
  return THOROUGH ? many : few
}
