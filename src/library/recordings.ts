import type { Digest } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import type { Bytes } from '#bundle/base64.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'
import { openCache } from './closing.ts'
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

/** Its cache, which is no part of the app: whatever repairs or removes the app leaves it. */
export const RECORDINGS = scoped('audio')

/** First part of the addresses in it. */
const FOLDER = 'longwave-audio'

const addressOf = ({ publication, article, digest }: Recording) =>
  `/${FOLDER}/${publication}/${article}/${digest}`

/** @returns undefined where the browser has no caches, or refuses this site its own */
const open = async () =>
  (await globalThis.caches?.has(RECORDINGS).catch(() => false)) ? openCache(RECORDINGS) : undefined

export function recordingAt({ url }: Request): Recording {
  const [, , publication, article, digest] = new URL(url).pathname.split('/')
  return { publication: publication as PublicationKey, article: article!, digest: digest! }
}

/** @throws where there is no room, or the browser stores nothing */
export async function keepRecording(
  recording: Recording,
  bytes: Bytes,
  type: string,
): Promise<void> {
  const headers = { 'Content-Type': type, 'Content-Length': String(bytes.length) }
  await keepRecordingAt(recording, new Response(bytes, { headers }))
}

export async function keepRecordingAt(recording: Recording, response: Response): Promise<void> {
  await (await openCache(RECORDINGS)).put(addressOf(recording), response)
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
