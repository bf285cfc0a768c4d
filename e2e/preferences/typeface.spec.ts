import { takeLayoutShifts, watchLayoutShifts } from '../support/layoutShifts.ts'
import { untilFollowed, untilOffline, untilReady } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './longArticles.ts'
import { openPanel } from './openPanel.ts'

test('the legible typeface is fetched when it is chosen, says when it cannot be, and stays on the device', async ({
  page,
  context,
  host,
}) => {
  const fonts: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('.woff')) fonts.push(request.url())
  })
  await page.goto(`${host.address}article/en/`)
  await untilOffline(page)
  await untilReady(page)
  expect(fonts).toEqual([])
  await host.stop()
  const panel = await openPanel(page)
  const html = page.locator('html')
  const refusal = panel.getByText('not on this device yet')
  await panel.getByRole('radio', { name: 'Sans serif' }).check()
  await panel.locator('input[value="legible"]').click()
  await expect(refusal).toBeVisible()
  await expect(panel.getByRole('radio', { name: 'Sans serif' })).toBeChecked()
  await expect(html).toHaveAttribute('data-typeface', 'sans')

  await host.start()
  await panel.locator('input[value="legible"]').click()
  await expect(html).toHaveAttribute('data-typeface', 'legible')
  await expect(refusal).toHaveCount(0)
  expect(new Set(fonts.map((url) => new URL(url).origin))).toEqual(
    new Set([new URL(host.address).origin]),
  )

  await host.stop()
  await watchLayoutShifts(context)
  await context.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('main')) return
      observer.disconnect()
      const loaded = [...document.fonts].filter(({ status }) => status === 'loaded')
      Object.assign(window, { facesWhenDrawn: loaded.length })
    }).observe(document, { childList: true, subtree: true })
  })
  await page.goto(`${host.address}article/fa/`)
  await untilReady(page)
  await untilFollowed(page)
  const facesWhenDrawn = await page.evaluate(
    () => (window as unknown as { facesWhenDrawn: number }).facesWhenDrawn,
  )
  expect(facesWhenDrawn).toBe(7)
  expect(await takeLayoutShifts(page)).toEqual([])
  // The letters of the legible typeface have other widths than those of the device's own typeface.
  const [legible, cyrillic, serif, serifCyrillic] = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!
    return [
      ['Legible, serif', 'Illegible'],
      ['Legible Cyrillic, serif', 'Щит и ґрати'],
      ['serif', 'Illegible'],
      ['serif', 'Щит и ґрати'],
    ].map(([family, text]) => {
      context.font = `40px ${family}`
      return context.measureText(text!).width
    })
  })
  expect(legible).not.toBe(serif)
  expect(cyrillic).not.toBe(serifCyrillic)
  await expect((await openPanel(page)).locator('input[value="legible"]')).toBeChecked()
})
