import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { ROOT } from './folders.ts'

/*
 * Matrices (theme × size × language × script, hundreds of real articles) are too large for every run. A run of `npm
 * test` checks a tenth of the cells of each, the next day's run another tenth, and after ten days all cells have been
 * checked; `npm run thorough` checks all of them at once. Cells that were ever red stay in the sample:
 * e2e/red-cells.json lists them, a run that fails adds to it, and it is committed with the fix.
 */

/** The seed from playwright.config.ts, the same in all workers of a run. */
export const SEED = Number(process.env.LONGWAVE_SEED)

export const THOROUGH = process.env.LONGWAVE_THOROUGH !== undefined

/**
 * Details of a test that runs in `npm run thorough` alone: another test, which `npm test` runs, stands for its kind. A
 * comment at the test names that one.
 */
export const ONLY_THOROUGH = { tag: '@thorough' }

/** Number of days after which every cell has been checked. */
const DAYS = 10

const RED_CELLS = join(ROOT, 'e2e/red-cells.json')

function redCells(): Record<string, string[]> {
  return existsSync(RED_CELLS) ? JSON.parse(readFileSync(RED_CELLS, 'utf8')) : {}
}

/**
 * Chooses the cells of a matrix that this run checks, in their order.
 * @param matrix its name, under which red cells are stored
 * @param cells all cells, in an order that does not depend on the run
 * @param most after how many days every cell has been checked
 */
export function sample<Cell extends string>(
  matrix: string,
  cells: readonly Cell[],
  most = DAYS,
): Cell[] {
  if (THOROUGH) return [...cells]
  const red = new Set(redCells()[matrix])
  // A small matrix has one cell a day.
  const days = Math.min(most, cells.length)
  // Neighbours go together: a test that has none of its cells in a sample need not open its pages.
  const dayOf = (index: number) => Math.floor((index * days) / cells.length)
  return cells.filter((cell, index) => dayOf(index) === SEED % days || red.has(cell))
}

/**
 * Checks the cells of a sample one after the other; a red cell does not stop the others.
 * @param look throws, or fails an expectation, when the cell is red
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

/** Returns the small number in `npm test`, and the full one in `npm run thorough`. */
export function trials(few: number, many: number): number {
  return THOROUGH ? many : few
}
