import type { Audio } from '#bundle/article.ts'
import type { FailureCode } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** @returns why the audio cannot be had; undefined when it is on the device */
export async function fetchAudio(
  publication: PublicationKey,
  article: string,
  audio: Audio,
  asking: { signal: AbortSignal; progress: (bytes: number) => void },
): Promise<FailureCode | undefined> {
  const delivery = await import('./deliveryInPage.ts')
  return delivery.fetchAudio(publication, article, audio, asking)
}
