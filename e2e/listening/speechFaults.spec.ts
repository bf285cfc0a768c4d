import { speech } from '../support/speechEngine.ts'
import { expect } from '../support/test.ts'
import { countSpoken, expectSaid, listenButton, openArticle, player, test } from './aloud.ts'

test('the player survives faults of engines: a dropped first text, silence instead of an end, a refusal', async ({
  page,
  host,
}) => {
  await page.clock.install()
  await openArticle(page, host)
  // From here on only the test moves the clock, which tells a text that ends at once from one that never ends.
  await page.clock.pauseAt(Date.now() + 60_000)
  await speech(page, (engine) => {
    engine.fault = 'drop'
  })
  await listenButton(page).click()
  await expect.poll(() => speech(page, ({ fault }) => fault)).toBeUndefined()
  expect(await countSpoken(page)).toBe(0)
  await page.clock.runFor(5)
  await expectSaid(page, 'Read to me')

  // The engine falls silent without an end event.
  await page.clock.runFor(60_000)
  await expect.poll(() => countSpoken(page)).toBeGreaterThan(2)

  await speech(page, (engine) => {
    engine.fault = 'refuse'
  })
  await page.clock.runFor(60_000)
  await expect(player(page)).toContainText('The browser did not let the voice begin.')
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible()
})
