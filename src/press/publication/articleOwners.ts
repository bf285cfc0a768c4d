import type { ArticleRecord, BundleRecord } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import type { Memory, RememberedArticle, RememberedArticles } from '../files/articlesFile.ts'
import { type PublicationFile, type SourceEntry, sourceName } from '../files/publicationFile.ts'
import type { ReadItem } from '../sources/reading.ts'
import { createInheritance, type Inheritance } from './inheritance.ts'
import { KnownArticles } from './knownArticles.ts'
import { heirsOf, isAtHome, isGuest, type Source, sourcesOf } from './publicationSources.ts'
import { isLive } from './records.ts'

/** The answer to whether a source may bring an item, and as which article. */
export type Claim =
  /** The source may bring it, as the article with this id. */
  | { id: string }
  | Taken
  /** The item is new, and its address is on the host of another source, which is heard first. */
  | 'later'

/** An item that is an article of another source, or that has the id of another item of its own source. */
export interface Taken {
  taken: string
  /** The names of the sources of which one has the article. */
  owners: string[]
  /** The file or address that the article was read from in this run. */
  input: string | undefined
}

/**
 * Knows which source each article belongs to. An id is a name that any feed can write into itself. So the article belongs
 * to the source that first brought it, and no other source can replace it or move it to another section.
 */
export interface ArticleOwners {
  sourceOf(entry: SourceEntry): Source
  /** @param last every other source has been heard */
  claim(item: ReadItem, source: Source, last: boolean): Claim
  /** The source with this name, if publication.json names it. */
  sourceNamed(name: string): Source | undefined
  /** The name of the source that an article belongs to, where that is known. */
  ownerOf(id: string): string | undefined
  /** Articles whose source has taken them over and not yet brought them itself, with the section of that source. */
  inherited(): Map<string, string>
  /** The owners that the next run has to know, after a run that brought these articles. */
  remember(brought: Iterable<string>): Memory
}

/**
 * @param remembered what the last run knew. An article that it does not know, because an older version pressed it or the
 * file was lost, belongs to the source that `heirsOf` finds for it, or to the first of several that brings it.
 */
export function createArticleOwners(
  file: PublicationFile,
  remembered: Memory,
  held: Map<string, BundleRecord>,
): ArticleOwners {
  const sources = sourcesOf(file)
  const sourceNamed = (wanted: string) => sources.find(({ name }) => name === wanted)
  const before = ownersBefore(sources, remembered, held)
  const owned = new Map(before)
  const known = new KnownArticles(owned, held)
  const inheritances = new Map<string, Inheritance>()
  const inheritanceOf = ({ name }: Source): Inheritance => {
    const found = inheritances.get(name) ?? createInheritance(inheritedBy(name, before, held))
    inheritances.set(name, found)
    return found
  }

  const ownersOf = (id: string): string[] => {
    const owner = owned.get(id)
    if (owner) return [owner.source]
    const record = held.get(id)
    return isLive(record) ? heirsOf(record, sources).map(({ name }) => name) : []
  }
  const mayBring = (id: string, { name }: Source): boolean => {
    const owners = ownersOf(id)
    return owners.length === 0 || owners.includes(name)
  }
  /**
   * Whether an item is no other article although another source has one with its address: that source is of another host,
   * and the item's source of this one. Otherwise a feed could announce the next article of another site, and block it.
   */
  const isGuestOf = (id: string, { draft, link }: ReadItem, source: Source): boolean =>
    id !== draft.id &&
    isAtHome(link, source) &&
    ownersOf(id).every((name) => {
      const owner = sourceNamed(name)
      return owner !== undefined && owner.hosts.length > 0 && !isAtHome(link, owner)
    })
  const refuse = (id: string): Taken => ({
    taken: id,
    owners: ownersOf(id),
    input: known.inputs.get(id),
  })
  const take = (id: string, item: ReadItem, { name }: Source): Claim => {
    if (known.inputs.has(id)) return refuse(id)
    const other = known.articleOfGuid(item.guid, name)
    if (other !== undefined && other !== id) {
      // The feed has given the lasting name of an older article to this one.
      for (const articles of [owned, before]) {
        const { guid: _, ...rest } = articles.get(other) ?? { source: name }
        articles.set(other, rest)
      }
    }
    const guid = item.guid ?? owned.get(id)?.guid
    const also = item.guid === undefined && item.draft.id !== id ? item.draft.id : undefined
    owned.set(id, defined<RememberedArticle>({ source: name, guid, also }))
    known.add(id, item, name)
    return { id }
  }

  return {
    sourceOf: (entry) => sourceNamed(sourceName(entry))!,
    sourceNamed,
    claim(item, source, last) {
      const candidates = [...known.candidates(item, source.name)]
      const foreign = candidates.find(
        ([id]) => !mayBring(id, source) && !isGuestOf(id, item, source),
      )
      if (foreign) return refuse(foreign[0])
      const own =
        candidates.find(([id, fits]) => fits && mayBring(id, source))?.[0] ??
        inheritanceOf(source).find(item, (id) => known.inputs.has(id))
      if (own !== undefined) return take(own, item, source)
      const guest = isGuest(item.link, source, sources)
      if (guest && !last) return 'later'
      const fresh = guest ? known.guestId(item, source.name) : known.newId(item)
      const id = known.inOtherCase(fresh) ?? fresh
      return mayBring(id, source) ? take(id, item, source) : refuse(id)
    },
    ownerOf: (id) => owned.get(id)?.source,
    inherited() {
      const found = new Map<string, string>()
      for (const [id, { source, from }] of owned) {
        const section = sourceNamed(source)?.sections[0]
        if (from !== undefined && section !== undefined) found.set(id, section)
      }
      return found
    },
    remember(brought) {
      const articles = new Map(before)
      for (const id of brought) articles.set(id, owned.get(id)!)
      const places = new Map(remembered.places)
      for (const { name, place } of sources) if (name !== place) places.set(name, place)
      return { articles, places }
    },
  }
}

/** The owners that are known before a source is read, after what publication.json hands over. */
function ownersBefore(
  sources: Source[],
  { articles, places }: Memory,
  held: Map<string, BundleRecord>,
): RememberedArticles {
  const owners = new Map<string, RememberedArticle>()
  const names = new Set(sources.map(({ name }) => name))
  for (const [id, article] of articles) {
    const { source } = article
    const isNamed = names.has(source)
    // An entry that had no id yet was remembered by its path or address.
    const renamed = isNamed ? undefined : sources.find(({ place }) => place === source)
    const heir = isNamed
      ? undefined
      : sources.find(({ replaces }) =>
          [source, places.get(source)].some(
            (name) => name !== undefined && replaces.includes(name),
          ),
        )
    if (renamed) owners.set(id, { ...article, source: renamed.name })
    else if (heir) owners.set(id, { ...article, source: heir.name, from: article.from ?? source })
    else owners.set(id, article)
  }
  for (const record of held.values()) {
    if (owners.has(record.id) || !isLive(record)) continue
    const [heir, ...others] = heirsOf(record, sources)
    if (!heir || others.length > 0) continue
    const { name, replaces } = heir
    owners.set(record.id, defined<RememberedArticle>({ source: name, from: replaces[0] }))
  }
  return owners
}

function inheritedBy(
  source: string,
  owners: RememberedArticles,
  held: Map<string, BundleRecord>,
): ArticleRecord[] {
  return [...owners].flatMap(([id, owner]) => {
    const record = held.get(id)
    return owner.source === source && owner.from !== undefined && isLive(record) ? [record] : []
  })
}
