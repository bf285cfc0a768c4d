import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fault } from '../support/faultRecords.ts'
import type { Newsroom } from '../support/newsroom.ts'
import { latest, untilOffline, untilSynced } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

/** Imitates an engine whose Web Crypto has no Ed25519. */
const WITHOUT_ED25519 = `{
  const { importKey } = SubtleCrypto.prototype
  SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
    return algorithm === 'Ed25519'
      ? Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'))
      : importKey.call(this, format, key, algorithm, ...rest)
  }
}
`

/** Publishes an edition whose worker runs as in such an engine. @returns its headline */
async function publish(newsroom: Newsroom): Promise<string> {
  const worker = join(newsroom.site, 'sw.js')
  // The press does not overwrite a worker that somebody has changed.
  rmSync(worker, { force: true })
  const headline = await newsroom.publish()
  writeFileSync(worker, WITHOUT_ED25519 + readFileSync(worker, 'utf8'))
  return headline
}

test(
  'without Ed25519 in Web Crypto the worker still verifies, even after a restart',
  fault(73),
  async ({ page, context, newsroom }) => {
    const first = await publish(newsroom)
    await page.goto(newsroom.address)
    await untilOffline(page)
    await expect(latest(page)).toHaveText(first)

    const second = await publish(newsroom)
    // The worker has stored this script at its installation; otherwise it could not verify any more.
    const scripts = join(newsroom.site, 'assets/worker')
    const name = readdirSync(scripts).find((it) => it.startsWith('ed25519-'))!
    rmSync(join(scripts, name))
    const session = await context.newCDPSession(page)
    await session.send('ServiceWorker.enable')
    await session.send('ServiceWorker.stopAllWorkers')
    await page.goto(newsroom.address)
    await untilSynced(page, 2)
    await page.reload()
    await expect(latest(page)).toHaveText(second)

    await publish(newsroom)
    const head = join(newsroom.site, 'head.json')
    const envelope = JSON.parse(readFileSync(head, 'utf8'))
    const { sig } = envelope.signatures[0]
    envelope.signatures[0].sig = (sig.startsWith('A') ? 'B' : 'A') + sig.slice(1)
    writeFileSync(head, JSON.stringify(envelope))
    await page.reload()
    await expect(page.locator('html')).toHaveAttribute('data-failed', 'bad-signature')
  },
)
