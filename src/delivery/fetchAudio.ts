import type { Audio } from '#bundle/article.ts'
import { audioName } from '#bundle/audioName.ts'
import { checkAudio } from '#bundle/checkAudio.ts'
import { openLibrary } from '#library/open.ts'
import { keepRecording } from '#library/recordings.ts'
import { retryWhenFull } from '#library/retryWhenFull.ts'
import type { FailureCode } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import type { Asking } from './fetchFile.ts'
import { fetchChecked, type Mirrors, mirrorsOf } from './mirrors.ts'

/**
 * Fetches a whole audio file from the first mirror that has it, and stores it.
 * @returns why it cannot be had; undefined when it is there
 */
export async function fetchAudio(
  publication: PublicationKey,
  article: string,
  audio: Audio,
  asking: Asking,
): Promise<FailureCode | undefined> {
  try {
    const library = await openLibrary()
    const about = await library.get('publications', publication)
    if (!about) throw new DeliveryError('not-found', publication)
    const addresses = mirrorsOf(about)
    const mirrors: Mirrors = {
      ...asking,
      addresses,
      outcomes: new Map(),
      many: addresses.length > 1,
    }
    const { digest, mediaType, length } = audio
    const bytes = await fetchChecked(mirrors, `audio/${audioName(audio)}`, length, (arrived) =>
      checkAudio(arrived, audio),
    )
    await retryWhenFull(library, () =>
      keepRecording({ publication, article, digest }, bytes, mediaType),
    )
    return undefined
  } catch (error) {
    return failureOf(error).code
  }
}
