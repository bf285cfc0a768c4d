import { latest, untilOffline } from '../support/page.ts'
import { expect, test } from '../support/test.ts'

test('the app registers for periodic background sync, and the worker that a sync wakes fetches the news', async ({
  page,
  context,
  newsroom,
}) => {
  await page.addInitScript(() => {
    const tags: string[] = []
    Object.assign(window, { tags })
    const { query } = Permissions.prototype
    Permissions.prototype.query = async function (of) {
      const asked = of.name as string
      return asked === 'periodic-background-sync'
        ? ({ state: 'granted' } as PermissionStatus)
        : query.call(this, of)
    }
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'periodicSync', {
      value: { register: async (tag: string) => void tags.push(tag) },
    })
  })
  await newsroom.publish()
  await page.goto(newsroom.address)
  const tags = () => page.evaluate(() => (window as unknown as { tags: string[] }).tags)
  await expect.poll(tags).toEqual(['news'])

  await untilOffline(page)
  const [worker] = context.serviceWorkers()
  const headline = await newsroom.publish()
  await worker!.evaluate(() => {
    const event = new Event('periodicsync')
    Object.assign(event, { waitUntil: () => {} })
    self.dispatchEvent(event)
  })
  await expect(latest(page)).toHaveText(headline)
})
