import type { Digest } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import type { Bytes } from '#bundle/base64.ts'
import { isPublicationKey, type PublicationKey } from '#site/publicationKey.ts'
import { openCache } from './closing.ts'
import { loadPublicationById } from './formerReads.ts'
import { openLibrary } from './open.ts'
import type { ArticleKey, Library } from './schema.ts'

/**
 * Audio on the device, by the article in which it was asked for. It is in a cache of its own: each entry is a file that the
 * player reads whole, and it does not count against the budget of deliveries.
 */
export interface Recording {
  publication: PublicationKey
  article: string
  digest: Digest
}

const RECORDINGS = 'longwave-audio'

const addressOf = ({ publication, article, digest }: Recording) =>
  `/${RECORDINGS}/${publication}/${article}/${digest}`

/** @returns undefined where the browser has no caches, or refuses this site its own */
async function open(): Promise<Cache | undefined> {
  if (!(await globalThis.caches?.has(RECORDINGS).catch(() => false))) return undefined
  const cache = await openCache(RECORDINGS)
  renaming ??= nameByFingerprint(cache).catch(() => {
    // Audio that cannot be moved now is moved by the next page.
  })
  await renaming
  return cache
}

/** The one renaming of this page. */
let renaming: Promise<void> | undefined

/** Moves audio that the version before stored under the id of its publication. */
async function nameByFingerprint(cache: Cache): Promise<void> {
  for (const request of await cache.keys()) {
    const { publication, article, digest } = recordingAt(request)
    if (isPublicationKey(publication)) continue
    const row = await loadPublicationById(await openLibrary(), publication)
    const response = row && (await cache.match(request))
    if (!response) continue
    await cache.put(addressOf({ publication: row.fingerprint, article, digest }), response)
    await cache.delete(request)
  }
}

function recordingAt({ url }: Request): Recording {
  const [, , publication, article, digest] = new URL(url).pathname.split('/')
  // Audio of a publication that was removed may still have its id here.
  return { publication: publication as PublicationKey, article: article!, digest: digest! }
}

/** @throws where there is no room, or the browser stores nothing */
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

/** Lists the audio on the device, each with its size in bytes. */
export async function listRecordings(): Promise<(Recording & { length: number })[]> {
  const cache = await open()
  const requests = (await cache?.keys()) ?? []
  return Promise.all(
    requests.map(async (request) => {
      const length = Number((await cache?.match(request))?.headers.get('Content-Length'))
      return { ...recordingAt(request), length }
    }),
  )
}

/** Removes the audio of a publication whose article is gone or does not name it any more. */
export async function sweepRecordings(
  library: Library,
  publication: PublicationKey,
): Promise<void> {
  for (const recording of await listRecordings()) {
    if (recording.publication !== publication) continue
    const key: ArticleKey = [publication, recording.article]
    const [row, record] = await Promise.all([
      library.get('articles', key),
      library.get('bodies', key),
    ])
    const { digest } = recording
    const named = !record || audiosOf(record.body).some((audio) => audio.digest === digest)
    if (!row || 'withdrawn' in row || !named) await removeRecording(recording)
  }
}

/** Removes all audio but that of saved articles. @returns bytes that have been freed */
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
