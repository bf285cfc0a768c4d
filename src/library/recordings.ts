import type { Digest } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import type { Bytes } from '#bundle/base64.ts'
import { openCache } from './closing.ts'
import type { Library } from './schema.ts'

/**
 * A recording on the device, by the article it was asked for in. A cache of their own: each is a file, read as one by
 * the player, and none counts against the budget of what deliveries bring.
 */
export interface Recording {
  publication: string
  article: string
  digest: Digest
}

const RECORDINGS = 'longwave-audio'

const addressOf = ({ publication, article, digest }: Recording) =>
  `/${RECORDINGS}/${publication}/${article}/${digest}`

/** Nothing where the browser has no caches, or refuses this site its own. */
const open = async () =>
  (await globalThis.caches?.has(RECORDINGS).catch(() => false)) ? openCache(RECORDINGS) : undefined

/** @throws where there is no room, or the browser keeps nothing */
export async function keepRecording(
  recording: Recording,
  bytes: Bytes,
  type: string,
): Promise<void> {
  const cache = await openCache(RECORDINGS)
  const headers = { 'Content-Type': type, 'Content-Length': String(bytes.length) }
  await cache.put(addressOf(recording), new Response(bytes, { headers }))
}

export async function loadRecording(recording: Recording): Promise<Blob | undefined> {
  return (await (await open())?.match(addressOf(recording)))?.blob()
}

export async function removeRecording(recording: Recording): Promise<void> {
  await (await open())?.delete(addressOf(recording))
}

/** What is on the device, with its bytes. */
export async function listRecordings(): Promise<(Recording & { length: number })[]> {
  const cache = await open()
  const requests = (await cache?.keys()) ?? []
  return Promise.all(
    requests.map(async (request) => {
      const [, , publication, article, digest] = new URL(request.url).pathname.split('/')
      const length = Number((await cache?.match(request))?.headers.get('Content-Length'))
      return { publication: publication!, article: article!, digest: digest!, length }
    }),
  )
}

/** Of a publication, those whose article is gone, or does not name them any more. */
export async function sweepRecordings(library: Library, publication: string): Promise<void> {
  for (const recording of await listRecordings()) {
    if (recording.publication !== publication) continue
    const key: [string, string] = [publication, recording.article]
    const [row, record] = await Promise.all([
      library.get('articles', key),
      library.get('bodies', key),
    ])
    const { digest } = recording
    const named = !record || audiosOf(record.body).some((audio) => audio.digest === digest)
    if (!row || 'withdrawn' in row || !named) await removeRecording(recording)
  }
}

/** Removes all but those of saved articles. @returns bytes that have been freed */
export async function freeRecordings(library: Library): Promise<number> {
  let freed = 0
  for (const { length, ...recording } of await listRecordings()) {
    const marks = await library.get('reading', [recording.publication, recording.article])
    if (marks?.saved) continue
    await removeRecording(recording)
    freed += length
  }
  return freed
}
