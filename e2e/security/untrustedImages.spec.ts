import { createHash } from 'node:crypto'
import type { Block, Image } from '#bundle/article.ts'
import { fault, recordShown } from '../support/faultRecords.ts'
import { expect } from '../support/test.ts'
import { articleOf, paragraph, test } from './untrustedPublication.ts'

test(
  'a file that is no image, or hides a page, leaves its description, and does nothing when opened by itself',
  fault(27, 30),
  async ({ page, newsroom, publisher, subscribe, open }) => {
    /** Declares these bytes to be a WebP image, and signs them. */
    const imageOf = (bytes: Uint8Array, alt: string, side = 8): Image => {
      const digest = createHash('sha256').update(bytes).digest('hex')
      publisher.files.set(`images/${digest}.webp`, Uint8Array.from(bytes))
      const { length } = bytes
      return {
        alt,
        width: side,
        height: side,
        sources: [{ width: side, height: side, digest, type: 'image/webp', length }],
      }
    }
    const script = '<script>window.harmed=1</script>'
    const webPage = `<!doctype html><title>x</title>${script}`
    const polyglot = Buffer.from(`RIFF\x24\x00\x00\x00WEBPVP8 -->${webPage}`)
    const drawing = imageOf(
      Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
      'a drawing with a script',
    )
    const half = imageOf(polyglot, 'half an image')
    const images = [
      drawing,
      imageOf(Buffer.from(webPage), 'a page'),
      imageOf(Buffer.from('GIF89a.............'), 'of another kind'),
      half,
    ]
    await publisher.press({
      articles: [
        {
          id: 'images',
          image: { image: drawing },
          body: [
            paragraph('The text is here.'),
            ...images.slice(1).map((image): Block => ({ type: 'figure', image })),
          ],
        },
        { id: 'other' },
      ],
      // An article with an oversized image is refused before the page reserves room for it.
      strange: [
        articleOf('vast', { image: { image: imageOf(polyglot.subarray(0, 40), 'vast', 65_535) } }),
      ],
    })
    await subscribe()
    await open('')
    await expect(page.locator('main')).toContainText('other in run 1')
    await expect(page.locator('main')).not.toContainText('vast in run 1')
    await open('article/images/')
    await expect(page.locator('main article')).toContainText('The text is here.')
    const addressOf = ({ sources }: Image) => `${newsroom.address}images/${sources[0]!.digest}.webp`
    for (const image of images) {
      const shown = page.getByRole('img', { name: image.alt })
      await shown.scrollIntoViewIfNeeded()
      await expect(page.locator('.picture.absent', { has: shown })).toBeVisible()
      const status = await page.evaluate(async (url) => (await fetch(url)).status, addressOf(image))
      expect(status, image.alt).toBe(image === half ? 200 : 404)
    }
    recordShown(await page.getByRole('img', { name: drawing.alt }).getAttribute('alt'))
    // A file that begins like an image is stored, and is treated only as an image when it is opened.
    const answer = await page.goto(addressOf(half))
    expect(answer?.headers()).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    })
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
  },
)
