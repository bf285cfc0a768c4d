import { cpSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { expect, type Page, test } from '@playwright/test'
import { Mirror } from './delivery/mirror.ts'
import { Newsroom } from './edition.ts'
import { Host } from './host.ts'
import { freshFolder, writeFiles } from './longwave.ts'
import { untilOffline } from './reader.ts'
import { fault, told } from './reliability.ts'
import { Wire } from './wire.ts'

/** What the page's live region has said since the page was loaded. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    addEventListener('DOMContentLoaded', () => {
      new MutationObserver(([change]) => {
        const words = change?.target.textContent
        if (words) said.push(words)
      }).observe(document.getElementById('live')!, { childList: true })
    })
  })
  return () => page.evaluate(() => (window as unknown as { said: string[] }).said)
}

const foot = (page: Page) => page.locator('.footer .delivery')

/** Somebody else answers where a host was: a network that wants a login first. */
async function answerAt(address: string, answer: RequestListener): Promise<Server> {
  const server = createServer(answer)
  const { port } = new URL(address)
  await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve))
  return server
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** A newsroom on a host of its own, and a mirror it names. */
async function onTwoHosts() {
  const mirrorFolder = freshFolder('mirror')
  const mirror = await Host.of(mirrorFolder)
  const newsroom = new Newsroom({ mirrors: [mirror.address] })
  const press = () => {
    const headline = newsroom.press()
    cpSync(newsroom.site, mirrorFolder, { recursive: true })
    return headline
  }
  press()
  const host = await Host.of(newsroom.site)
  return { host, mirror, newsroom, press }
}

test('the kinds of bad network are told apart', fault(18, 37), async ({ page, context }) => {
  const { host, mirror, press } = await onTwoHosts()
  let portal: Server | undefined
  try {
    const said = await listen(page)
    await page.goto(host.address)
    await untilOffline(page)
    await expect(foot(page)).toHaveText('Saved: everything here opens without a network.')

    // The newsroom’s site goes; its mirror stands in. Said once, and seen for as long as it is so.
    const second = press()
    await host.stop()
    await page.goto(host.address)
    await expect(foot(page)).toContainText('blocked, down or out of date')
    await expect(page.locator('#latest h3 a').first()).toHaveText(second)
    await expect.poll(said).toContainEqual(expect.stringContaining('mirror'))
    told(await foot(page).textContent(), 18)
    await page.goto(host.address)
    await expect(foot(page)).toContainText('blocked, down or out of date')
    await page.waitForTimeout(300)
    expect((await said()).join()).not.toContain('mirror')

    // A network that wants a login shows it in place of every host.
    await mirror.stop()
    const login: RequestListener = (_, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html', 'Access-Control-Allow-Origin': '*' })
        .end('<!doctype html><title>Hotel</title><p>Please log in.')
    portal = await answerAt(host.address, login)
    await page.goto(host.address)
    await expect(foot(page)).toContainText('login page')
    await expect.poll(said).toContainEqual(expect.stringContaining('login page'))
    told(await foot(page).textContent(), 37)
    await expect(page.locator('#latest h3 a').first()).toHaveText(second)
    await close(portal)
    portal = undefined

    // Nobody answers at all.
    await page.goto(host.address)
    await expect(foot(page)).toContainText('cannot be reached')

    // And no network is no failure: it is not said aloud where nothing has changed meanwhile.
    await context.setOffline(true)
    await page.goto(host.address)
    await expect(foot(page)).toContainText('There is no network.')
    await context.setOffline(false)
    await mirror.start()
    await host.start()
    await page.goto(host.address)
    await expect(foot(page)).toHaveText(/blocked|Saved/)
  } finally {
    if (portal) await close(portal)
    await host.stop()
    await mirror.stop()
  }
})

test('hosts are listed with how they fared; a reader can add one', fault(69), async ({ page }) => {
  const { host, mirror, press, newsroom } = await onTwoHosts()
  const closed = await Mirror.of(new Map())
  closed.fault = (_, response) => {
    response.removeHeader('Access-Control-Allow-Origin')
    return !!response.writeHead(200).end('{}')
  }
  const ownFolder = freshFolder('own')
  cpSync(newsroom.site, ownFolder, { recursive: true })
  const own = await Host.of(ownFolder)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    press()
    await host.stop()
    await page.goto(`${host.address}publications/`)
    await expect(page.locator('.problem').first()).toContainText('mirror')
    const hosts = page.locator('.hosts')
    await hosts.getByText('Hosts and mirrors').click()
    const item = (address: string) => hosts.getByRole('listitem').filter({ hasText: address })
    await expect(item(host.address)).toContainText('cannot be reached')
    await expect(item(host.address)).toContainText('Asked last for now')
    await expect(item(mirror.address)).toContainText('Last good')

    // One that no other site may read: the browser does not say why, the app finds out.
    await hosts.getByLabel('Address of another mirror').fill(closed.address)
    await hosts.getByRole('button', { name: 'Add the mirror' }).click()
    await expect(item(closed.address)).toContainText('does not let other sites read it')
    told(await item(closed.address).locator('.problem').textContent())
    await expect(item(closed.address)).toContainText('A mirror you added')

    // A good one takes over when all others have gone.
    await hosts.getByLabel('Address of another mirror').fill(own.address)
    await hosts.getByRole('button', { name: 'Add the mirror' }).click()
    await expect(item(own.address)).toContainText('can be read')
    await item(closed.address).getByRole('button', { name: 'Remove' }).click()
    await expect(item(closed.address)).toHaveCount(0)
    press()
    cpSync(newsroom.site, ownFolder, { recursive: true })
    await mirror.stop()
    await hosts.getByRole('button', { name: 'Look for news now' }).click()
    await expect(page.locator('.publication-list')).toContainText('Edition 3')
    await expect(item(own.address)).toContainText('Last good')
    await expect(hosts).toHaveAttribute('open', '')
  } finally {
    await Promise.all([host.stop(), mirror.stop(), own.stop(), closed.stop()])
  }
})

test('a delivery shows its bytes, and can be stopped and gone on with', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    for (let run = 0; run < 3; run++) newsroom.press()
    // One that never answers holds the delivery where it is.
    let held = 0
    await page.context().route(/\/bundles\//, async (route) => {
      if (++held > 1) return
      await route.continue()
    })
    await page.goto(host.address)
    await expect(foot(page)).toContainText(/Saving for offline: 1 of \d+ \(\S+ kB\S* \/ \S+ kB/)
    const stop = page.locator('.footer').getByRole('button', { name: 'Stop' })
    await stop.focus()
    await page.keyboard.press('Enter')
    await expect(stop).toHaveCount(0)
    await expect(foot(page)).toContainText('Stopped.')
    await expect(page.locator('#live')).toContainText('Stopped.')
    await expect(foot(page)).toBeFocused()
    await page.context().unroute(/\/bundles\//)
    await page.goto(host.address)
    await expect(foot(page)).toHaveText('Saved: everything here opens without a network.')
  } finally {
    await host.stop()
  }
})

test('on a connection that costs, pictures wait for a word', async ({ page }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    await page.goto(host.address)
    await untilOffline(page)
    // As Chromium says it on a phone.
    const [worker] = page.context().serviceWorkers()
    await worker!.evaluate(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } })
    })
    writeFiles(newsroom.folder, {
      'news/circle.md':
        '---\ntitle: A circle\ndate: 2026-11-05T08:00:00Z\n---\nText.\n\n![A circle](../circle.svg)\n',
      'circle.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><circle cx="300" cy="200" r="150"/></svg>',
    })
    newsroom.press()
    await page.goto(host.address)
    const notice = page.locator('#notice')
    await expect(notice).toContainText(/Pictures wait \(.*kilobyte/)
    await expect(foot(page)).toContainText('Pictures wait')
    await notice.getByRole('button', { name: 'Fetch them' }).click()
    await expect(foot(page)).toHaveText('Saved: everything here opens without a network.')
    await expect(page.locator('.footer').getByRole('button', { name: 'Fetch them' })).toHaveCount(0)

    // Text only: then nothing is asked either.
    newsroom.press()
    await page.goto(`${host.address}settings/`)
    await page.getByRole('radio', { name: 'Text only' }).check()
    await page.waitForTimeout(300)
    await page.reload()
    await expect(page.getByRole('radio', { name: 'Text only' })).toBeChecked()
    await page.goto(host.address)
    await expect(page.locator('html')).toHaveAttribute('data-synced', /\d/)
    await expect(notice).toBeHidden()
  } finally {
    await host.stop()
  }
})

test('what is wrong with one publication is not hidden by another one that fares well', async ({
  page,
}) => {
  const newsroom = new Newsroom()
  const other = new Newsroom({ id: 'other', title: 'The Other' })
  newsroom.press()
  other.press()
  const host = await Host.of(newsroom.site)
  const second = await Host.of(other.site)
  try {
    await page.goto(`${host.address}publications/`)
    await untilOffline(page)
    await page.getByRole('textbox', { name: /address/i }).fill(second.address)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.locator('.publication-list')).toContainText('The Other')
    await host.stop()
    other.press()
    await page.goto(`${host.address}publications/`)
    const item = page.locator('.publication-list > li').filter({ hasText: 'The Other' })
    await expect(item).toContainText('Edition 2')
    await expect(foot(page)).toContainText('cannot be reached')
    // The other one is said to be here meanwhile, and again.
    await page.goto(`${host.address}p/other/`)
    await expect(page.locator('#latest h3 a').first()).toHaveText('Number 2 is out')
    await expect(foot(page)).toContainText('cannot be reached')
    await host.start()
    await page.reload()
    await expect(foot(page)).toHaveText('Saved: everything here opens without a network.')
  } finally {
    await host.stop()
    await second.stop()
  }
})

/** What a reader is told of it, and what it is. */
const KINDS: [words: string, how: string, number: number, answer: RequestListener][] = [
  [
    'The host refuses to hand out its publication here.',
    '403',
    39,
    (_, it) => it.writeHead(403).end(),
  ],
  [
    'The host refuses to hand out its publication here.',
    '451',
    39,
    (_, it) => it.writeHead(451).end(),
  ],
  [
    'The address leads to another one.',
    'elsewhere',
    38,
    (_, it) => it.writeHead(302, { Location: 'https://login.example/' }).end(),
  ],
]
for (const [words, how, number, answer] of KINDS) {
  test(`told on the screen and aloud: ${how}`, fault(number), async ({ page }) => {
    const newsroom = new Newsroom()
    newsroom.press()
    const host = await Host.of(newsroom.site)
    let server: Server | undefined
    try {
      const said = await listen(page)
      await page.goto(host.address)
      await untilOffline(page)
      await host.stop()
      server = await answerAt(host.address, (request, response) => {
        response.setHeader('Access-Control-Allow-Origin', '*')
        answer(request, response)
      })
      await page.goto(host.address)
      await expect(foot(page)).toContainText(words)
      await expect.poll(said).toContainEqual(expect.stringContaining(words))
      told(await foot(page).textContent())
      await expect(page.locator('#latest h3 a').first()).toBeVisible()
    } finally {
      if (server) await close(server)
      await host.stop()
    }
  })
}

test('told on the screen and aloud: a host that never answers', fault(18), async ({ browser }) => {
  const newsroom = new Newsroom()
  newsroom.press()
  const host = await Host.of(newsroom.site)
  const wire = await Wire.open()
  const context = await browser.newContext({ proxy: wire.proxy })
  try {
    // Delivery in the page, whose clock can be put forward.
    await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(host.address)
    await expect(page.locator('html')).toHaveAttribute('data-synced', '1')
    const said = await listen(page)
    wire.holds = (url) => url.endsWith('/head.json')
    await page.goto(host.address)
    await expect
      .poll(async () => {
        await page.clock.fastForward('00:25')
        return foot(page).textContent()
      })
      .toContain('Nothing comes through.')
    await expect.poll(said).toContainEqual(expect.stringContaining('Nothing comes through.'))
    told(await foot(page).textContent())
  } finally {
    await context.close()
    await wire.cut()
    await host.stop()
  }
})

test('told on the screen and aloud: no room', fault(51), async ({ page, context }) => {
  const newsroom = new Newsroom()
  const headline = newsroom.press()
  const host = await Host.of(newsroom.site)
  try {
    const said = await listen(page)
    await page.goto(host.address)
    await untilOffline(page)
    newsroom.press()
    await context.serviceWorkers()[0]!.evaluate(() => {
      const { put } = IDBObjectStore.prototype
      IDBObjectStore.prototype.put = function (...row) {
        if (this.name === 'bodies') throw new DOMException('Full', 'QuotaExceededError')
        return put.apply(this, row)
      }
    })
    await page.goto(host.address)
    await expect(foot(page)).toContainText('There is no room left on this device.')
    await expect
      .poll(said)
      .toContainEqual(expect.stringContaining('There is no room left on this device.'))
    told(await foot(page).textContent())
    await expect(page.locator('#latest h3 a').first()).toHaveText(headline)
  } finally {
    await host.stop()
  }
})
