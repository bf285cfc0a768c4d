import type { RequestListener } from 'node:http'
import type { Host } from '../support/host.ts'
import { untilOffline } from '../support/page.ts'
import { sendFile } from '../support/sendFile.ts'
import { expect, test } from '../support/test.ts'

/** A page that shows Publications with an address in its field, and Settings. */
const framing = (site: string) =>
  `<!doctype html><iframe src="${site}publications/#add=https://evil.example/"></iframe><iframe src="${site}settings/"></iframe>`

/** Answers as a host that sends files without any header of its own. Recipes for better hosts send frame-ancestors. */
function plainHost({ folder, address }: Host): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url!, address)
    if (pathname !== '/frames.html') return sendFile(folder, pathname, response)
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(framing(address))
  }
}

test('a page that frames the app gets no form of it, whether it is of the same site or of another', async ({
  page,
  newsroom,
  serveMemory,
}) => {
  const { host } = newsroom
  await newsroom.publish()
  await host.replaceBy(plainHost(host))
  const other = await serveMemory()
  other.own.set('frames.html', { type: 'text/html', body: framing(host.address) })
  await page.goto(host.address)
  await untilOffline(page)
  for (const outside of [host.address, other.address]) {
    await page.goto(`${outside}frames.html`)
    for (const [nth, name] of ['Publications', 'Settings'].entries()) {
      const main = page.frameLocator('iframe').nth(nth).locator('main')
      await expect(main).toContainText('Its forms open only in a window of their own.')
      await expect(main.locator('form, input, select, button')).toHaveCount(0)
      await expect(main).not.toContainText('The newsroom')
      const [window] = await Promise.all([
        page.waitForEvent('popup'),
        main.getByRole('link', { name }).click(),
      ])
      await expect(window.locator('[aria-describedby=address-hint], #language')).toBeVisible()
      expect(window.url()).not.toContain('evil')
      await window.close()
    }
  }
})
