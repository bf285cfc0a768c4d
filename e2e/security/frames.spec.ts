import { readFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { extname, join } from 'node:path'
import type { Host } from '../support/host.ts'
import { untilOffline } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** A page that shows Publications with an address in its field, and Settings. */
const framing = (site: string) =>
  `<!doctype html><iframe src="${site}publications/#add=https://evil.example/"></iframe><iframe src="${site}settings/"></iframe>`

/** Answers as a host that sends files without any header of its own. Recipes for better hosts send frame-ancestors. */
function plainHost({ folder, address }: Host): RequestListener {
  return async (request, response) => {
    const { pathname } = new URL(request.url!, address)
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const type = { 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' }
    if (name === '/frames.html') response.writeHead(200, type).end(framing(address))
    else {
      const bytes = await readFile(join(folder, name)).catch(() => undefined)
      response.writeHead(bytes ? 200 : 404, type).end(bytes)
    }
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
