import type { ArticleRecord } from '#bundle/article.ts'
import { hostOf, webAddress } from '../article/webAddress.ts'
import {
  type PublicationFile,
  placeOf,
  plainPlace,
  replacedBy,
  type SourceEntry,
  sourceName,
} from '../files/publicationFile.ts'

/** A source of the publication, as an owner of articles. */
export interface Source {
  name: string
  /** The path or address, which is the name as long as the entry has no id. */
  place: string
  /** The names of the sources whose articles it has taken over. */
  replaces: string[]
  /** The host of its address, if it is on the web, and those of the sources it has replaced. */
  hosts: string[]
  /** The ids of the sections that name it, in their order. */
  sections: string[]
}

export function sourcesOf({ sections }: PublicationFile): Source[] {
  const sources = new Map<string, Source>()
  for (const section of sections) {
    for (const entry of section.sources) {
      const source = sources.get(sourceName(entry)) ?? newSource(entry)
      source.sections.push(section.id)
      sources.set(source.name, source)
    }
  }
  return [...sources.values()]
}

function newSource(entry: SourceEntry): Source {
  const name = sourceName(entry)
  const place = plainPlace(placeOf(entry))
  const replaces = replacedBy(entry)
  return {
    name,
    place,
    replaces,
    hosts: [place, ...replaces].flatMap((address) => webAddress(address) ?? []).map(hostOf),
    sections: [],
  }
}

/**
 * The sources that an article may belong to of which only the last edition is known, its section and its address: the
 * sources of its section that are on its host; else all sources of its section, and those on its host in other sections.
 */
export function heirsOf({ section, url }: ArticleRecord, sources: Source[]): Source[] {
  const onHost = (source: Source) => isAtHome(url, source)
  const inSection = ({ sections }: Source) => sections.includes(section)
  const surest = sources.filter((source) => onHost(source) && inSection(source))
  return surest.length > 0
    ? surest
    : sources.filter((source) => onHost(source) || inSection(source))
}

/** Whether an address is on the host of a source. */
export function isAtHome(link: string | undefined, { hosts }: Source): boolean {
  const address = webAddress(link)
  return address !== undefined && hosts.includes(hostOf(address))
}

/** Whether an address is on the host of another source, and not on that of its own. */
export function isGuest(link: string | undefined, source: Source, sources: Source[]): boolean {
  return !isAtHome(link, source) && sources.some((other) => isAtHome(link, other))
}
