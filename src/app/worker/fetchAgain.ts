import type { FailureCode } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'

/** Fetches an article whose text is not on the device any more. @returns why it cannot be had; undefined when it is there */
export async function fetchAgain(
  publication: PublicationKey,
  id: string,
): Promise<FailureCode | undefined> {
  const { fetchArticle } = await import('./deliveryInPage.ts')
  return fetchArticle(publication, id)
}
