import { isWithdrawal } from '#bundle/article.ts'
import { BundleError } from '#bundle/BundleError.ts'
import type { Bytes } from '#bundle/base64.ts'
import {
  bundleName,
  checkFile,
  decodeBundle,
  decodeCatalog,
  decodeFace,
  faceName,
} from '#bundle/decodeBundle.ts'
import { defined } from '#bundle/defined.ts'
import {
  type BundleReference,
  type Face,
  faceOf,
  type Head,
  namesFace,
  type Release,
  withFace,
} from '#bundle/release.ts'
import { digestOf, isState } from '#bundle/state.ts'
import { loadState } from '#library/deliveryReads.ts'
import type { Library, PublicationRow } from '#library/schema.ts'
import {
  dropStrays,
  shelveBundle,
  shelveFrontPage,
  trustRoot,
  updatePublication,
} from '#library/shelve.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { type Delivery, requirePublication } from './Delivery.ts'
import { DeliveryError } from './DeliveryError.ts'
import { deliverImages } from './deliverImages.ts'
import { reasonOf } from './keyChange.ts'
import {
  fetchChecked,
  type Mirrors,
  mirrorRecords,
  mirrorsOf,
  moveToEnd,
  otherMirror,
  tryEach,
} from './mirrors.ts'
import { planBundles } from './plan.ts'
import { makeProgress, type Progress } from './progress.ts'
import { fetchRelease, type Verified } from './trust.ts'

/** The most text of one publication (bytes). More is a mistake, or an attack on the reader's other publications. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024

/**
 * Brings a publication up to date: head, then missing bundles, then the front page, then images. Each step is stored before
 * the next begins, so the next delivery continues where one was cut short.
 * @throws DeliveryError, BundleError; everything that was on the device before is still there
 */
export async function syncPublication(
  publication: PublicationKey,
  delivery: Delivery,
): Promise<void> {
  const { library, signal, report, now } = delivery
  const row = await requirePublication(library, publication)
  report({ type: 'started', publication })
  const addresses = mirrorsOf(row)
  // Files are requested ahead. When one has failed, the other requests must end.
  const end = new AbortController()
  const stop = () => end.abort()
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  const mirrors: Mirrors = {
    addresses,
    outcomes: new Map(),
    signal: end.signal,
    many: addresses.length > 1,
  }
  const remember = (told: string | undefined) =>
    updatePublication(library, publication, (held) =>
      defined<PublicationRow>({
        ...held,
        lastShownFailure: told,
        hosts: mirrorRecords(held, mirrors, now()),
        syncCount: (held.syncCount ?? 0) + 1,
      }),
    )
  try {
    const { release: head, root, floor, base, ...files } = await fetchNewest(row, mirrors, now)
    if (root.version > row.root.version) {
      await trustRoot(library, publication, { root, files: files.rootFiles, floor })
    }
    const changed =
      head.version !== row.release?.version || digestOf(head.state) !== digestOf(row.release.state)
    // All bundles of this release have been read already and do not make it: nothing is fetched again until there is another.
    if (
      row.unreachableState === digestOf(head.state) &&
      !(await isComplete(library, publication, head))
    ) {
      throw new BundleError('wrong-state', row.id)
    }
    const progress = makeProgress(publication, report)
    // The mirror whose head was good is asked first.
    mirrors.addresses = [...new Set([base, ...mirrors.addresses])]
    // The face is on its way while the first bundle is.
    const face = fetchFace(head, row.release, { ...mirrors })
    const whole = async () => withFace(head, await face)
    mirrors.mirrorsToCome = whole().then(
      (release) => {
        const known = new Set(mirrors.addresses)
        mirrors.addresses.push(...mirrorsOf({ ...row, release }).filter((one) => !known.has(one)))
        mirrors.many = mirrors.addresses.length > 1
      },
      () => undefined,
    )
    if (changed) {
      await deliverBundles(
        publication,
        head,
        row.release?.seq[1] ?? 0,
        mirrors,
        progress,
        delivery,
        whole,
      )
      if (!(await isComplete(library, publication, head))) {
        await rebuildFromAllBundles(publication, head, mirrors, progress, delivery)
      }
    }
    const release = await whole()
    await mirrors.mirrorsToCome
    await shelveFrontPage(library, publication, release, { now: now(), head: files.head })
    if (changed) report({ type: 'shelved', publication, articles: release.state.articles })
    const waiting = await deliverImages(publication, mirrors, progress, delivery)
    // All is well now; the reader is told at most that a mirror stands in for the publication's own host.
    const told = base === row.address ? undefined : 'mirror'
    await remember(told)
    report(
      defined<ToPage & { type: 'synced' }>({
        type: 'synced',
        publication,
        title: release.title,
        version: release.version,
        changed,
        mirror: told && base,
        news: told && told !== row.lastShownFailure,
        waiting: waiting || undefined,
        trust: row.trust,
      }),
    )
  } catch (error) {
    await remember(row.lastShownFailure).catch(() => undefined)
    throw await reasonOf(error, row, mirrors)
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}

/** Gets the face of a release: from the release before where it has not changed, which is nearly always. */
async function fetchFace(head: Head, before: Release | undefined, mirrors: Mirrors): Promise<Face> {
  if (!namesFace(head)) return head.face as Face
  const { face } = head
  if (before?.face?.digest === face.digest) return faceOf(before)
  const path = faceName(face.digest)
  const bytes = await fetchChecked(mirrors, path, face.length, (arrived) =>
    checkFile(arrived, face, path),
  )
  return decodeFace(bytes, face)
}

/** Every fourth delivery asks two mirrors for the head. */
const COMPARE_EVERY = 4

/**
 * Fetches the head from the first mirror that has a good one. Every few deliveries a second mirror is asked as well, and the
 * newer release counts: neither a mirror's own head nor a clock can show that the mirror is out of date.
 */
async function fetchNewest(
  row: PublicationRow,
  mirrors: Mirrors,
  now: () => string,
): Promise<Verified> {
  const ask = (base: string) => fetchRelease(base, row.root, row.floor, mirrors)
  const first = await tryEach(mirrors, ask)
  const other =
    ((row.syncCount ?? 0) + 1) % COMPARE_EVERY === 0
      ? otherMirror(row, mirrors, Date.parse(now()))
      : undefined
  if (!other) return first
  const second = await tryEach({ ...mirrors, addresses: [other] }, ask).catch(() => first)
  // The version of the root counts first: a newer root may have removed the key that signed the higher version.
  const ahead =
    second.root.version - first.root.version || second.release.version - first.release.version
  if (ahead === 0) return first
  const [newer, older] = ahead > 0 ? [second, first] : [first, second]
  mirrors.outcomes.delete(older.base)
  moveToEnd(mirrors, older.base, new DeliveryError('rollback', older.base))
  return newer
}

/**
 * Fetches and stores every run after `held`.
 * @param whole gives the release with its face, for a first front page
 * @returns the highest seq of each id in the bundles
 */
async function deliverBundles(
  publication: PublicationKey,
  release: Head,
  held: number,
  mirrors: Mirrors,
  progress: Progress,
  { library, report }: Delivery,
  whole?: () => Promise<Release>,
): Promise<Map<string, number>> {
  const seen = new Map<string, number>()
  const row = await requirePublication(library, publication)
  let firstSight = row.release === undefined && row.shelved.length === 0
  const bundles = await plan(release, held, new Set(row.shelved), mirrors)
  const text = bundles.reduce((total, { raw }) => total + raw, row.bytes.text)
  if (text > MAX_TEXT_BYTES) {
    throw new DeliveryError('no-space', `${release.id} would take ${text} bytes of text`)
  }
  progress.plan('bundles', bundles)
  const asked: Promise<Bytes>[] = []
  const ask = (index: number) => {
    const reference = bundles[index]
    if (!reference || asked[index]) return
    const path = `bundles/${bundleName(reference.digest)}`
    const check = (bytes: Bytes) => checkFile(bytes, reference, path)
    asked[index] = fetchChecked(mirrors, path, reference.length, check)
    // The promise is awaited in its turn, or not at all when an earlier one fails.
    asked[index].catch(() => undefined)
  }
  for (const [index, reference] of bundles.entries()) {
    ask(index)
    const bytes = await asked[index]!
    delete asked[index]
    // The first bundle is fetched alone, because the first front page waits for it. Then two are on their way at a time,
    // so that neither the network nor the disk waits for the other.
    ask(index + 1)
    ask(index + 2)
    const decoded = await decodeBundle(bytes, reference)
    const { records } = decoded
    for (const { id, seq } of records) seen.set(id, Math.max(seq, seen.get(id) ?? 0))
    const articles = await shelveBundle(library, publication, reference.digest, decoded)
    progress.done('bundles', bytes.length)
    // A run of only withdrawals has no article to show.
    if (whole && firstSight && index + 1 < bundles.length && !records.every(isWithdrawal)) {
      firstSight = false
      await shelveFrontPage(library, publication, await whole(), undefined)
      report({ type: 'shelved', publication, articles })
    }
  }
  return seen
}

/**
 * Repairs a library that does not hold the articles that the release names: some are missing, or came under a key that has
 * been removed since. Reads every bundle once more, and removes articles that no bundle accounts for.
 * @throws BundleError `wrong-state`
 */
async function rebuildFromAllBundles(
  publication: PublicationKey,
  release: Head,
  mirrors: Mirrors,
  progress: Progress,
  delivery: Delivery,
): Promise<void> {
  const { library } = delivery
  const { id } = release
  const state = digestOf(release.state)
  const [from, to] = release.seq
  const forget = (held: PublicationRow) => ({ ...held, shelved: [], skipped: 0 })
  await dropStrays(library, publication, ({ seq }) => seq > to, forget)
  const seen = await deliverBundles(publication, release, from - 1, mirrors, progress, delivery)
  if (await isComplete(library, publication, release)) return
  const isStray = (held: { id: string; seq: number }) =>
    held.seq >= from && seen.get(held.id) !== held.seq
  await dropStrays(library, publication, isStray, (held) => held)
  if (await isComplete(library, publication, release)) return
  await updatePublication(library, publication, (held) => ({ ...held, unreachableState: state }))
  throw new BundleError('wrong-state', id)
}

/** Plans the bundles of the runs after `held` up to `to`, from the head or, where that does not reach back, the catalog. */
export async function plan(
  release: Pick<Head, 'bundles' | 'catalog' | 'seq'>,
  held: number,
  shelved: Set<string>,
  mirrors: Mirrors,
  to = release.seq[1],
): Promise<BundleReference[]> {
  const inHead = planBundles(release.bundles, held, to, shelved)
  if (inHead) return inHead
  if (release.catalog) {
    const path = `catalog/${bundleName(release.catalog.digest)}`
    const { catalog } = release
    const check = (bytes: Bytes) => checkFile(bytes, catalog, path)
    const bytes = await fetchChecked(mirrors, path, catalog.length, check)
    const all = [...release.bundles, ...(await decodeCatalog(bytes, catalog))]
    const planned =
      planBundles(all, held, to, shelved) ?? planBundles(all, release.seq[0] - 1, to, shelved)
    if (planned) return planned
  }
  // A release may serve only its newest runs. Then those are all that can be had.
  const served = planBundles(release.bundles, Math.max(held, release.seq[0] - 1), to, shelved)
  if (served) return served
  throw new BundleError('wrong-shape', 'head.json.bundles')
}

/** Tells whether the library holds exactly the articles that the release names. */
async function isComplete(
  library: Library,
  publication: PublicationKey,
  release: Head,
): Promise<boolean> {
  const row = await requirePublication(library, publication)
  // Records that this reader cannot take were left out, so the digest cannot match.
  if (row.skipped > 0) return true
  return isState(release.state, await loadState(library, publication, release.seq[0]))
}
