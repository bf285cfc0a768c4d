import { withLibrary } from '#library/open.ts'
import { loadImage, loadPublications } from '#library/reads.ts'
import type { ImageRow } from '#library/schema.ts'
import type { Answer } from './answer.ts'

const IMAGE = /\/images\/([0-9a-f]{64})\.(?:webp|avif|jpg|png)$/

/**
 * Pictures come from the library, whichever publication they belong to. Until the first delivery is over, they are asked
 * of the site the app came from; from then on a request for one picture would tell its host what is being read.
 */
export const answerImage: Answer = ({ request }, url) => {
  const digest = IMAGE.exec(url.pathname)?.[1]
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
      // Opened by itself, a picture must stay a picture (F18).
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
    // Counted at the end of a delivery, when its pictures are here, too.
    return { delivered: rows.some(({ synced, syncs }) => synced !== undefined && !!syncs) }
  })
}
