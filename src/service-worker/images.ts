import { loadImage } from '#library/images.ts'
import { withLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import type { ImageRow } from '#library/schema.ts'
import { SCOPE } from '#site/scope.ts'
import type { Answer } from './answer.ts'

const IMAGE = /^images\/([0-9a-f]{64})\.(?:webp|avif|jpg|png)$/

/**
 * Answers requests for images from the library, for all publications. Until the first delivery is over, an image that is
 * missing is fetched from the app's own site. Later a request for an image would tell the host which article is being read.
 */
export const answerImage: Answer = ({ request }, url) => {
  // Images of another site in a folder below are none of this one's.
  if (!url.pathname.startsWith(SCOPE)) return undefined
  const digest = IMAGE.exec(url.pathname.slice(SCOPE.length))?.[1]
  return digest === undefined ? undefined : serve(digest, request)
}

async function serve(digest: string, request: Request): Promise<Response> {
  const { image, delivered } = await find(digest).catch(
    (): Awaited<ReturnType<typeof find>> => ({}),
  )
  if (delivered) return new Response(null, { status: 404 })
  if (!image) return fetch(request)
  return new Response(image.bytes, {
    headers: {
      'Content-Type': image.type,
      // An image that is opened as a page of its own must not run as a page of the site.
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  })
}

function find(digest: string): Promise<{ image?: ImageRow; delivered?: boolean }> {
  return withLibrary(async (library) => {
    const image = await loadImage(library, digest)
    if (image) return { image }
    const rows = await loadPublications(library)
    // `syncCount` grows at the end of a delivery, when its images are in the library as well.
    return { delivered: rows.some(({ synced, syncCount }) => synced !== undefined && !!syncCount) }
  })
}
