import { registerRoute } from 'workbox-routing'
import { openLibrary } from '#library/open.ts'
import { loadImage } from '#library/reads.ts'

const IMAGE = /\/images\/([0-9a-f]{64})\.(?:webp|avif|jpg|png)$/

/**
 * Pictures come from the library, whichever publication they belong to. A picture not on the device is
 * asked of the site the app came from, which has those of the built-in publication.
 */
export function serveImages(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && IMAGE.exec(url.pathname)?.[1],
    async ({ request, params }) => {
      const image = await openLibrary()
        .then((library) => loadImage(library, params as unknown as string))
        .catch(() => undefined)
      if (!image) return fetch(request)
      return new Response(image.bytes, {
        headers: {
          'Content-Type': image.type,
          // Opened by itself, a picture must stay a picture (F18).
          'X-Content-Type-Options': 'nosniff',
          'Content-Security-Policy': "sandbox; default-src 'none'",
          'Cache-Control': 'public, max-age=31536000, immutable',
        },
      })
    },
  )
}
