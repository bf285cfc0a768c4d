import type { Audio } from '#bundle/article.ts'
import type { FailureCode } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** @returns why the recording cannot be had; undefined when it is on the device */
export async function fetchRecording(
  publication: PublicationKey,
  article: string,
  audio: Audio,
  asking: { signal: AbortSignal; progress: (bytes: number) => void },
): Promise<FailureCode | undefined> {
  const delivery = await import('./deliveryInPage.ts')
  return delivery.fetchRecording(publication, article, audio, asking)
}
