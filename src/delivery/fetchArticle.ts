import { isWithdrawal } from '#bundle/article.ts'
import { bundleName, checkFile, decodeBundle } from '#bundle/decodeBundle.ts'
import { withLibrary } from '#library/open.ts'
import type { Library } from '#library/schema.ts'
import { restoreBody } from '#library/shelve.ts'
import { CHANNEL, type FailureCode, type ToPage } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { DeliveryError, failureOf } from './DeliveryError.ts'
import { fetchChecked, type Mirrors, mirrorsOf } from './mirrors.ts'
import { plan } from './syncPublication.ts'

/**
 * Fetches the bundle of an article again whose body has been evicted or damaged, and reports on the channel that it is
 * there.
 * @returns why it cannot be had; undefined when it is there
 */
export async function fetchArticle(
  publication: PublicationKey,
  id: string,
): Promise<FailureCode | undefined> {
  try {
    await withLibrary((library) => restore(library, publication, id))
    const channel = new BroadcastChannel(CHANNEL)
    channel.postMessage({ type: 'shelved', publication, articles: 1 } satisfies ToPage)
    channel.close()
    return undefined
  } catch (error) {
    return failureOf(error).code
  }
}

async function restore(library: Library, publication: PublicationKey, id: string): Promise<void> {
  const [about, row] = await Promise.all([
    library.get('publications', publication),
    library.get('articles', [publication, id]),
  ])
  if (!about?.release || !row) throw new DeliveryError('not-found', id)
  const addresses = mirrorsOf(about)
  const mirrors: Mirrors = { addresses, outcomes: new Map(), many: addresses.length > 1 }
  for (const reference of await plan(about.release, row.seq - 1, new Set(), mirrors, row.seq)) {
    const path = `bundles/${bundleName(reference.digest)}`
    const bytes = await fetchChecked(mirrors, path, reference.length, (arrived) =>
      checkFile(arrived, reference, path),
    )
    const { records, lines } = await decodeBundle(bytes, reference)
    const record = records.find((each) => each.id === id && each.seq === row.seq)
    if (!record || isWithdrawal(record)) continue
    if (await restoreBody(library, publication, record, lines.get(id)!)) return
    break
  }
  throw new DeliveryError('not-found', id)
}
