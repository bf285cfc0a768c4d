import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { Reader, untilOffline } from './reader.ts'
import { fault } from './reliability.ts'

/** As engines are that came before Ed25519 was in Web Crypto. */
const WITHOUT = `{
  const { importKey } = SubtleCrypto.prototype
  SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
    return algorithm === 'Ed25519'
      ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
      : importKey.call(this, format, key, algorithm, ...rest)
  }
}
`

test(
  'where Web Crypto knows no Ed25519, the worker verifies all the same, also when it has been started anew',
  fault(73),
  async () => {
    const newsroom = new Newsroom()
    const first = newsroom.press()
    const old = () => {
      const path = join(newsroom.site, 'sw.js')
      writeFileSync(path, WITHOUT + readFileSync(path, 'utf8'))
    }
    old()
    const host = await Host.of(newsroom.site)
    const reader = new Reader()
    try {
      const page = await reader.open()
      await page.goto(host.address)
      await untilOffline(page)
      await expect(page.locator('#latest h3 a').first()).toHaveText(first)
      await reader.close()

      const second = newsroom.press()
      old()
      // Whatever the worker needs for it is kept with the worker, or it never verifies again.
      rmSync(join(newsroom.site, 'sw-ed25519.js'))
      const again = await reader.open()
      await again.goto(host.address)
      await expect(again.locator('html')).toHaveAttribute('data-synced', '2')
      await again.reload()
      await expect(again.locator('#latest h3 a').first()).toHaveText(second)

      // And it does not merely believe.
      newsroom.press()
      old()
      const head = join(newsroom.site, 'head.json')
      const envelope = JSON.parse(readFileSync(head, 'utf8'))
      const { sig } = envelope.signatures[0]
      envelope.signatures[0].sig = (sig.startsWith('A') ? 'B' : 'A') + sig.slice(1)
      writeFileSync(head, JSON.stringify(envelope))
      await again.reload()
      await expect(again.locator('html')).toHaveAttribute('data-failed', 'bad-signature')
    } finally {
      await reader.close()
      await host.stop()
    }
  },
)
