import { test } from '@playwright/test'

/**
 * Leaves out a check that this machine cannot make, and says so.
 * @throws Error with CI set, where every check must be made
 */
export function leaveOut(reason: string): void {
  if (process.env.CI) throw new Error(`${reason}, and CI leaves nothing out (npm run setup-tests)`)
  console.log(`left out: ${reason}`)
  test.info().annotations.push({ type: 'left out', description: reason })
}
