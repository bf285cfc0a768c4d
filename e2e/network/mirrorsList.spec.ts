import { cpSync } from 'node:fs'
import { fault, recordShown } from '../support/faultRecords.ts'
import { copyFolder } from '../support/folders.ts'
import { untilOffline } from '../support/page.ts'
import { expect } from '../support/test.ts'
import { test } from './mirroredNewsroom.ts'

test(
  'hosts and mirrors are listed with their last success or failure, and a reader can add and remove a mirror',
  fault(69),
  async ({ page, newsroom, mirror, publishOnBoth, serve, serveMemory }) => {
    await publishOnBoth()
    const own = await serve(copyFolder(newsroom.site, 'own'))
    const withoutCors = await serveMemory()
    withoutCors.fault = (_, response) => {
      response.removeHeader('Access-Control-Allow-Origin')
      response.writeHead(200).end('{}')
      return true
    }
    await page.goto(newsroom.address)
    await untilOffline(page)
    await publishOnBoth()
    await newsroom.host.stop()
    await page.goto(`${newsroom.address}publications/`)
    await expect(page.locator('.problem').first()).toContainText('mirror')
    const hosts = page.locator('.hosts')
    await hosts.getByText('Hosts and mirrors').click()
    const item = (address: string) => hosts.getByRole('listitem').filter({ hasText: address })
    await expect(item(newsroom.address)).toContainText('cannot be reached')
    await expect(item(newsroom.address)).toContainText('Asked last for now')
    await expect(item(mirror.address)).toContainText('Last good')

    const add = async (address: string) => {
      await hosts.getByLabel('Address of another mirror').fill(address)
      await hosts.getByRole('button', { name: 'Add the mirror' }).click()
    }
    // The browser does not tell scripts why it refuses an answer from another site; the app finds the reason itself.
    await add(withoutCors.address)
    await expect(item(withoutCors.address)).toContainText('does not let other sites read it')
    recordShown(await item(withoutCors.address).locator('.problem').textContent())
    await expect(item(withoutCors.address)).toContainText('A mirror you added')

    await add(own.address)
    await expect(item(own.address)).toContainText('can be read')
    await item(withoutCors.address).getByRole('button', { name: 'Remove' }).click()
    await expect(item(withoutCors.address)).toHaveCount(0)

    // The mirror that the reader added is the only host left.
    await newsroom.publish()
    cpSync(newsroom.site, own.folder, { recursive: true })
    await mirror.stop()
    await hosts.getByRole('button', { name: 'Look for news now' }).click()
    await expect(page.locator('.publication-list')).toContainText('Edition 3')
    await expect(item(own.address)).toContainText('Last good')
    await expect(hosts).toHaveAttribute('open', '')
  },
)
