import { pathToFileURL } from 'node:url'
import { constants, gzipSync } from 'node:zlib'
import {
  type Article,
  type ArticleRecord,
  type BundleRecord,
  type Figure,
  type Instant,
  isWithdrawal,
} from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { bundleName } from '#bundle/decodeBundle.ts'
import { encodeBundles, encodeCatalog, type Gzip } from '#bundle/encodeBundle.ts'
import { signEnvelope } from '#bundle/envelope.ts'
import { explain } from '#bundle/explain.ts'
import { openRoot } from '#bundle/head.ts'
import { LIMITS } from '#bundle/limits.ts'
import {
  type BundleReference,
  FORMAT,
  RELEASE_TYPE,
  type Release,
  ROOT_TYPE,
  type Root,
  type Section,
} from '#bundle/release.ts'
import { stateOf } from '#bundle/state.ts'
import { checkRecord, checkRelease } from '#bundle/validate.ts'
import { articleOf } from './articleOf.ts'
import { type AudioPress, createAudioPress } from './audio/pressAudio.ts'
import type { Draft } from './draft.ts'
import { formatFeeds } from './feeds/formatFeeds.ts'
import { fetchMedia } from './fetchSource.ts'
import { cacheFolder, createImageCache } from './images/imageCache.ts'
import { createImagePress, type ImagePress } from './images/pressImages.ts'
import { directionOf } from './language.ts'
import { type Opened, openPublication, readRecords } from './openPublication.ts'
import { PressError } from './PressError.ts'
import { prunePublication } from './prunePublication.ts'
import type { Publication, PublicationFile, SectionEntry } from './publicationFile.ts'
import { readIfThere, writeChanged, writeImmutable, writeWhole } from './publicationFolder.ts'
import type { Report } from './Report.ts'
import { readFromFolder } from './readFile.ts'
import { readSource } from './readSource.ts'
import { completedRanges, sortBundles, usefulBundles } from './rollUps.ts'
import type { PublisherKey } from './secretKeyFile.ts'
import { trustOf } from './trust.ts'

export interface PressOptions {
  publication: Publication
  /** Where the publication's files go. */
  out: string
  key: PublisherKey
  report: Report
  now: Date
}

export interface Pressed {
  root: Root
  release: Release
  /** Every live article. */
  articles: ArticleRecord[]
  added: number
  changed: number
  withdrawn: number
  /** Faults reported; the rest was pressed. */
  problems: number
}

/**
 * One press run, from sources to a signed release. Everything a head names is written before the head,
 * so that readers find a whole publication at every moment, and a crash leaves the one before.
 * @throws PressError, BundleError
 */
export async function pressPublication(options: PressOptions): Promise<Pressed> {
  const { publication, out, key, now } = options
  const { file } = publication
  const report = counting(options.report)
  const previous = await openPublication(readFromFolder(out))
  if (previous) checkSameWork(previous, options)
  const root = previous?.root ?? (await createRoot(file.id, key, now))
  const held = previous
    ? await readRecords(previous, readFromFolder(out))
    : new Map<string, BundleRecord>()

  const trust = await trustOf(publication)
  /** The article being pressed: whoever mends a picture or recording has to know where it stands. */
  const at: { input?: string } = {}
  const media = {
    folder: out,
    cache: createImageCache(cacheFolder()),
    report: {
      progress: (text: string) => report.progress(text),
      note: (text: string) => report.note(text),
      problem: (error: PressError) =>
        report.problem(at.input === undefined ? error : error.within(at.input)),
    },
  }
  const images = createImagePress({
    ...media,
    fetchImage: (address) => fetchMedia('picture', address, trust),
  })
  const audio = createAudioPress({
    ...media,
    fetchAudio: (address) => fetchMedia('recording', address, trust),
  })
  const read = { publication, held, images, audio, report, now, at }
  const { articles, complete } = await readArticles(read)
  delete at.input
  if (articles.size === 0 && held.size === 0) {
    throw new PressError(publication.folder, 'none of the sources yields an article', {
      remedy: 'Mend what is told above, or try a source with `longwave extract`.',
    })
  }

  const run = (previous?.release.seq[1] ?? 0) + 1
  const news = changes(articles, held, { run, complete, keep: file.keep?.articles, now, file })
  const records = new Map([...held, ...news.map((record) => [record.id, record] as const)])
  const live = [...records.values()].filter(
    (record): record is ArticleRecord => !isWithdrawal(record),
  )
  live.sort(newestFirst)

  const last = news.length > 0 ? run : run - 1
  const bundles = await writeBundles(
    out,
    previous?.bundles ?? [],
    records,
    news.length > 0 ? run : 0,
    report,
  )
  const inHead = countInHead(bundles)
  const sections = await pressSections(file, publication, images)
  const release: Release = {
    format: FORMAT,
    id: file.id,
    title: file.title,
    ...(file.description === undefined ? {} : { description: file.description }),
    language: file.language,
    direction: file.direction ?? directionOf(file.language),
    version: (previous?.release.version ?? 0) + 1,
    published: instant(now),
    expires: instant(new Date(now.getTime() + (file.expiresAfterDays ?? 14) * DAY)),
    root: root.version,
    sections,
    front: frontOf(file, live, report),
    ...breakingOf(file, live, report),
    seq: [1, last],
    bundles: bundles.slice(0, inHead),
    ...(bundles.length > inHead ? await writeCatalog(out, bundles.slice(inHead)) : {}),
    mirrors: (file.mirrors ?? []).map(withSlash),
    state: await stateOf(live),
    minReader: 1,
  }
  if (!previous) await writeWhole(out, 'root/1.json', await signRoot(root, key))
  for (const [name, text] of formatFeeds(release, live, file.url)) {
    await writeChanged(out, name, new TextEncoder().encode(text))
  }
  await writeHead(out, release, key, previous)
  await prunePublication(
    out,
    { release, bundles, records: live },
    previous && { ...previous, records: [...held.values()] },
  )
  const isNew = (record: BundleRecord) => !isWithdrawal(record) && !isLive(held.get(record.id))
  return {
    root,
    release,
    articles: live,
    added: news.filter(isNew).length,
    changed: news.filter((record) => !isWithdrawal(record) && !isNew(record)).length,
    withdrawn: news.filter(isWithdrawal).length,
    problems: report.problems,
  }
}

export const DAY = 24 * 60 * 60 * 1000

/**
 * Enough for whoever was here in the last dozen runs. The rest goes into the catalog: the head is asked for at every look
 * at the news, and a hundred bundles made it 20 KB (bench/bytes.mjs).
 */
const HEAD_BUNDLES = 12

/** Never a part without the others of its range: a reader would take what the head names for the whole. */
function countInHead(bundles: BundleReference[]): number {
  let count = Math.min(HEAD_BUNDLES, bundles.length)
  const rangeOf = (index: number) => bundles[index]?.seq.join()
  while (count > 0 && rangeOf(count - 1) === rangeOf(count)) count -= 1
  return count
}

function counting(report: Report) {
  return {
    problems: 0,
    progress: (text: string) => report.progress(text),
    note: (text: string) => report.note(text),
    problem(error: PressError) {
      this.problems += 1
      report.problem(error)
    },
  }
}

function checkSameWork(previous: Opened, { publication, out, key }: PressOptions): void {
  const { file } = publication
  if (previous.root.id !== file.id) {
    throw new PressError(out, `this folder holds another publication, ${previous.root.id}`, {
      remedy: 'Choose another folder with --out, or give the publication its id back.',
      misuse: true,
    })
  }
  if (!previous.root.roles.release.keyids.includes(key.signer.keyid)) {
    throw new PressError(out, 'the publication in this folder was signed with another key', {
      remedy: 'Name that key with --key. Readers accept no other one.',
    })
  }
}

/** Ten years: a root only has to outlive the readers who saw it last. */
export const ROOT_DAYS = 3650

async function createRoot(id: string, key: PublisherKey, now: Date): Promise<Root> {
  const { keyid } = key.signer
  const root: Root = {
    format: FORMAT,
    id,
    version: 1,
    expires: instant(new Date(now.getTime() + ROOT_DAYS * DAY)),
    keys: { [keyid]: key.public },
    roles: { root: { keyids: [keyid], threshold: 1 }, release: { keyids: [keyid], threshold: 1 } },
  }
  await openRoot(await signRoot(root, key), undefined)
  return root
}

function signRoot(root: Root, key: PublisherKey): Promise<Bytes> {
  return signEnvelope(ROOT_TYPE, encode(root), [key.signer])
}

interface ReadArticles {
  articles: Map<string, Article>
  /** Sections whose every article was read: what is missing there has been taken away. */
  complete: Set<string>
}

interface Reading {
  publication: Publication
  held: Map<string, BundleRecord>
  images: ImagePress
  audio: AudioPress
  report: Report
  now: Date
  at: { input?: string }
}

async function readArticles(reading: Reading): Promise<ReadArticles> {
  const { publication, held, images, audio, report, now, at } = reading
  const { file, folder } = publication
  const articles = new Map<string, Article>()
  const inputs = new Map<string, string>()
  const complete = new Set<string>()
  for (const section of file.sections) {
    let whole = true
    for (const source of section.sources) {
      const language = section.language ?? file.language
      for await (const item of readSource(source, { folder, language })) {
        // A feed forgets old items; that says nothing about the articles.
        if (item.feed) whole = false
        if ('error' in item) {
          whole = false
          report.problem(item.error)
          continue
        }
        report.progress(`${section.title}: ${item.draft.headline}`)
        const { id } = item.draft
        if (articles.has(id)) {
          if (inputs.get(id) !== item.input) {
            report.problem(
              new PressError(item.input, `has the id of ${inputs.get(id)} ("${id}")`, {
                remedy:
                  'The first one stays. Give this one an `id:` of its own, or take it from one source.',
              }),
            )
          }
          continue
        }
        warnOfLanguage(file, item.draft, item.input, report)
        at.input = item.input
        try {
          const before = held.get(id)
          const published = before && !isWithdrawal(before) ? before.published : instant(now)
          const article = await articleOf(item.draft, {
            section: section.id,
            published,
            images,
            audio,
          })
          articles.set(id, checkArticle(article))
          inputs.set(id, item.input)
        } catch (cause) {
          whole = false
          report.problem(
            cause instanceof PressError
              ? cause
              : new PressError(
                  item.input,
                  `no reader would take this article (${explain(cause)})`,
                  {
                    remedy: 'Shorten or simplify what is named.',
                    cause,
                  },
                ),
          )
        }
      }
    }
    if (whole) complete.add(section.id)
  }
  unlinkMissing(articles, inputs, held, report)
  return { articles, complete }
}

/** As readers will check it, so that a record they refuse is never signed. */
function checkArticle(article: Article): Article {
  const checked = checkRecord({ ...article, seq: 1 }, article.id)
  if (new TextEncoder().encode(JSON.stringify(checked)).length > LIMITS.record - 100) {
    throw new Error('it is longer than 512 KiB')
  }
  const { seq: _, ...rest } = checked as ArticleRecord
  return rest
}

function warnOfLanguage(file: PublicationFile, draft: Draft, input: string, report: Report): void {
  const languages = file.languages
  if (!languages) return
  const base = (tag: string) => tag.split('-')[0]!.toLowerCase()
  if (![file.language, ...languages].some((tag) => base(tag) === base(draft.language))) {
    report.note(`${input}: is in ${draft.language}, which "languages" does not name`)
  }
}

/** A link to an article that is not there becomes its words. */
function unlinkMissing(
  articles: Map<string, Article>,
  inputs: Map<string, string>,
  held: Map<string, BundleRecord>,
  report: Report,
): void {
  for (const [id, article] of articles) {
    const missing = new Set<string>()
    const body = JSON.parse(JSON.stringify(article.body), (_, value) => {
      if (value?.type !== 'link' || !String(value.url).startsWith('article:')) return value
      const target = value.url.slice('article:'.length)
      if (articles.has(target) || isLive(held.get(target))) return value
      missing.add(target)
      return {
        type: 'language',
        language: article.language,
        direction: article.direction,
        runs: value.runs,
      }
    })
    if (missing.size === 0) continue
    articles.set(id, { ...article, body })
    for (const target of missing) {
      report.problem(
        new PressError(inputs.get(id)!, `links to "${target}", which is no article here`, {
          remedy: 'The words stay without the link. Check the path of the link.',
        }),
      )
    }
  }
}

function isLive(record: BundleRecord | undefined): record is ArticleRecord {
  return record !== undefined && !isWithdrawal(record)
}

interface Changes {
  run: number
  complete: Set<string>
  keep: number | undefined
  now: Date
  file: PublicationFile
}

/** New, corrected and withdrawn articles, as records of this run, newest first. */
function changes(
  articles: Map<string, Article>,
  held: Map<string, BundleRecord>,
  { run, complete, keep, now, file }: Changes,
): BundleRecord[] {
  const known = new Set(file.sections.map(({ id }) => id))
  const all = new Map<string, Article>(articles)
  const gone = new Set<string>()
  for (const record of held.values()) {
    if (isWithdrawal(record) || all.has(record.id)) continue
    if (complete.has(record.section) || !known.has(record.section)) gone.add(record.id)
    else all.set(record.id, record)
  }
  const kept = [...all.values()].sort(newestFirst)
  for (const { id } of keep === undefined ? [] : kept.slice(keep)) gone.add(id)
  const news: BundleRecord[] = []
  for (const article of kept) {
    const before = held.get(article.id)
    if (gone.has(article.id) || article === before) continue
    const record = { ...article, seq: run }
    if (isLive(before) && isSameArticle(article, before)) continue
    news.push(record)
  }
  for (const id of gone) {
    if (isLive(held.get(id))) news.push({ id, seq: run, withdrawn: instant(now) })
  }
  return news
}

function isSameArticle(article: Article, { seq: _, ...before }: ArticleRecord): boolean {
  return JSON.stringify(article) === JSON.stringify(before)
}

function newestFirst(a: Article, b: Article): number {
  if (a.published !== b.published) return a.published < b.published ? 1 : -1
  return a.id < b.id ? -1 : 1
}

const gzip: Gzip = async (raw) =>
  // zlib writes no time and no name; level and strategy are fixed, so the bytes are too.
  Uint8Array.from(gzipSync(raw, { level: 9, strategy: constants.Z_DEFAULT_STRATEGY }))

async function writeBundles(
  out: string,
  before: BundleReference[],
  records: Map<string, BundleRecord>,
  run: number,
  report: Report,
): Promise<BundleReference[]> {
  if (run === 0) return sortBundles(before)
  const written: BundleReference[] = []
  for (const [from, to] of completedRanges(run)) {
    const range = [...records.values()]
      .filter(({ seq }) => seq >= from && seq <= to)
      .sort(bundleOrder)
    for (const { reference, bytes } of await encodeBundles(range, [from, to], gzip)) {
      report.progress(`bundle ${from}–${to}: ${reference.articles} articles, ${bytes.length} bytes`)
      await writeImmutable(out, `bundles/${bundleName(reference.digest)}`, bytes)
      written.push(reference)
    }
  }
  return sortBundles(usefulBundles([...written, ...before], run))
}

/** Newest first, so that who waits for the first bundle has the news; withdrawals before everything. */
function bundleOrder(a: BundleRecord, b: BundleRecord): number {
  if (isWithdrawal(a) || isWithdrawal(b)) {
    return Number(isWithdrawal(b)) - Number(isWithdrawal(a)) || (a.id < b.id ? -1 : 1)
  }
  return newestFirst(a, b)
}

async function writeCatalog(out: string, bundles: BundleReference[]) {
  const { reference, bytes } = await encodeCatalog(bundles, gzip)
  await writeImmutable(out, `catalog/${bundleName(reference.digest)}`, bytes)
  return { catalog: reference }
}

async function pressSections(
  file: PublicationFile,
  { folder }: Publication,
  images: ImagePress,
): Promise<Section[]> {
  const sections: Section[] = []
  for (const entry of file.sections) {
    const language = entry.language ?? file.language
    const image = await sectionImage(entry, folder, images)
    sections.push({
      id: entry.id,
      title: entry.title,
      language,
      direction:
        entry.direction ??
        (entry.language ? directionOf(language) : (file.direction ?? directionOf(language))),
      ...(entry.about === undefined ? {} : { about: entry.about }),
      ...(entry.kind === undefined ? {} : { kind: entry.kind }),
      ...(image === undefined ? {} : { image }),
    })
  }
  return sections
}

async function sectionImage(
  { image }: SectionEntry,
  folder: string,
  images: ImagePress,
): Promise<Figure | undefined> {
  if (image === undefined) return undefined
  const { source, alt = '', credit } = typeof image === 'string' ? { source: image } : image
  const base = `${pathToFileURL(folder).href}/`
  return images.press({
    source: new URL(source, base).href,
    alt,
    ...(credit === undefined ? {} : { credit }),
  })
}

/** The publisher's choice, or the newest with a picture of its own and what came beside it. */
function frontOf(file: PublicationFile, live: ArticleRecord[], report: Report): string[] {
  if (file.front) {
    const ids = new Set(live.map(({ id }) => id))
    return file.front.filter((id) => {
      if (ids.has(id)) return true
      report.problem(
        new PressError(`front: ${id}`, 'there is no such article', {
          remedy: 'The front page goes without it.',
        }),
      )
      return false
    })
  }
  const recent = live.slice(0, 20)
  const lead = recent.find(({ image }) => image !== undefined) ?? recent[0]
  if (!lead) return []
  return [lead, ...recent.filter((article) => article !== lead)].slice(0, 7).map(({ id }) => id)
}

function breakingOf(
  file: PublicationFile,
  live: ArticleRecord[],
  report: Report,
): Pick<Release, 'breaking'> {
  const { breaking } = file
  if (!breaking) return {}
  const language = breaking.language ?? file.language
  const linked = live.some(({ id }) => id === breaking.article)
  if (breaking.article !== undefined && !linked) {
    report.problem(
      new PressError(`breaking.article: ${breaking.article}`, 'there is no such article', {
        remedy: 'The breaking news goes without a link.',
      }),
    )
  }
  return {
    breaking: {
      id: breaking.id,
      text: breaking.text,
      language,
      direction: breaking.direction ?? directionOf(language),
      ...(linked ? { article: breaking.article! } : {}),
      published: instant(new Date(breaking.published)),
      expires: instant(new Date(breaking.expires)),
    },
  }
}

async function writeHead(
  out: string,
  release: Release,
  key: PublisherKey,
  previous: Opened | undefined,
): Promise<void> {
  const bytes = await signEnvelope(RELEASE_TYPE, encode(checkRelease(release, 'head.json')), [
    key.signer,
  ])
  if (bytes.length > LIMITS.head) {
    throw new PressError(
      'head.json',
      `would be ${bytes.length} bytes, and readers take ${LIMITS.head}`,
      {
        remedy: 'Shorten the "about" texts of the sections.',
      },
    )
  }
  const checkAlone = async () => {
    const now = await readIfThere(out, 'head.json')
    if (Buffer.compare(now ?? new Uint8Array(), previous?.head ?? new Uint8Array()) === 0) return
    throw new PressError(`${out}/head.json`, 'another run has pressed into this folder meanwhile', {
      remedy: 'Let one run finish before the next begins, and start this one again.',
    })
  }
  await checkAlone()
  await writeWhole(out, 'head.json', bytes).catch(async (error: unknown) => {
    // Another one that has just finished takes what looks unfinished away.
    await checkAlone()
    throw error
  })
}

export function encode(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value))
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`
}

export function instant(date: Date): Instant {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z')
}
