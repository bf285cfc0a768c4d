import { test } from '@playwright/test'

/**
 * Leaves out what this machine cannot show, and says so.
 * @throws Error with CI set: a machine that is to vouch for everything leaves nothing out
 */
export function leaveOut(reason: string): void {
  if (process.env.CI) throw new Error(`${reason}, and CI leaves nothing out (npm run setup-tests)`)
  console.log(`left out: ${reason}`)
  test.info().annotations.push({ type: 'left out', description: reason })
}
