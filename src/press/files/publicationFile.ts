import { readFile } from 'node:fs/promises'
import { dirname, posix, resolve } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Direction, LanguageTag } from '#bundle/article.ts'
import { mayAsk } from '#bundle/bases.ts'
import { title as checkTitle } from '#bundle/validate/primitives.ts'
import { instantOf } from '../article/dates.ts'
import { brokenAddress, isBrokenAddress } from '../article/webAddress.ts'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'
import { faultOfBase, isLocal } from './baseAddress.ts'
import { reasonOf } from './publicationFolder.ts'
import { describeErrors } from './schemaErrors.ts'

/** The fields of publication.json. `publication.schema.json` says what each of them means. */
export interface PublicationFile {
  id: string
  title: string
  description?: string
  language: LanguageTag
  direction?: Direction
  languages?: LanguageTag[]
  url?: string
  sections: SectionEntry[]
  front?: string[]
  breaking?: BreakingEntry
  mirrors?: string[]
  expiresAfterDays?: number
  keep?: { articles?: number }
  key?: string
  root?: string
}

export interface SectionEntry {
  id: string
  title: string
  language?: LanguageTag
  direction?: Direction
  kind?: 'section' | 'blog'
  about?: string
  image?: string | { source: string; alt?: string; credit?: string }
  sources: SourceEntry[]
}

export type SourceEntry = string | SourceObject

export interface SourceObject {
  id?: string
  /** Names of sources that are no longer there and whose articles this one takes over. */
  replaces?: string | string[]
  feed?: string
  page?: string
  pages?: string
  markdown?: string
  full?: boolean
  language?: LanguageTag
  limit?: number
}

export interface BreakingEntry {
  id: string
  text: string
  language?: LanguageTag
  direction?: Direction
  article?: string
  published: string
  expires: string
}

export interface Publication {
  file: PublicationFile
  /** The folder that paths are relative to. */
  folder: string
  /** The sources stand on the command line, and there is no publication file. */
  quick?: boolean
  /** The publication file, where there is one: sources can be pressed without. */
  path?: string
}

/** @throws PressError naming the file, the place in it and the remedy */
export async function readPublicationFile(path: string): Promise<Publication> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
    throw new PressError(
      path,
      missing ? 'there is no such file' : `cannot be read (${reasonOf(cause)})`,
      {
        remedy: missing
          ? 'Check the path, or create a publication with `longwave init`.'
          : 'Check its permissions.',
        misuse: missing,
        cause,
      },
    )
  }
  const file = checkPublicationFile(parse(text, path), path)
  return { file, folder: dirname(resolve(path)), path: resolve(path) }
}

function parse(text: string, path: string): unknown {
  try {
    // Editors on Windows write a byte order mark, which JSON.parse refuses.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    const { message } = cause as SyntaxError
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length)
    const before = text.slice(0, position).split('\n')
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`
    throw new PressError(`${path} (${place})`, 'this is not JSON', {
      remedy: 'Look at this position for a missing or surplus comma, quote or bracket.',
      cause,
    })
  }
}

/** @throws PressError */
export function checkPublicationFile(value: unknown, path: string): PublicationFile {
  const validate = validator()
  if (!validate(value)) throw describeErrors(validate.errors ?? [], path)
  checkTitles(value, path)
  checkSections(value, path)
  checkSources(value, path)
  checkAddresses(value, path)
  for (const moment of ['published', 'expires'] as const) {
    const written = value.breaking?.[moment]
    if (written !== undefined && instantOf(written) === undefined) {
      throw new PressError(`${path}: breaking.${moment}`, `"${written}" is not a valid date`, {
        remedy: 'Write it like 2026-11-23T09:30:00Z.',
      })
    }
  }
  return value
}

/** @throws PressError where readers would refuse a title, and the whole publication with it */
function checkTitles({ title, sections, breaking }: PublicationFile, path: string): void {
  const fields = [
    ['title', title] as const,
    ...sections.map(({ title }, index) => [`sections[${index}].title`, title] as const),
    ['breaking.text', breaking?.text] as const,
  ]
  for (const [field, line] of fields) {
    try {
      if (line !== undefined) checkTitle(line, field)
    } catch (cause) {
      throw new PressError(
        `${path}: ${field}`,
        'is too long, shows nothing, or has a line break or an invisible character that can make it read as another',
        { remedy: 'Write it anew in letters, as one line.', cause },
      )
    }
  }
}

function checkSections({ sections }: PublicationFile, path: string): void {
  const seen = new Map<string, string>()
  for (const [index, { id, image }] of sections.entries()) {
    const at = `${path}: sections[${index}]`
    const earlier = seen.get(id.toLowerCase())
    if (earlier !== undefined) {
      const fault =
        earlier === id
          ? `"${id}" is the id of an earlier section`
          : `"${id}" differs only in case from "${earlier}", the id of an earlier section`
      throw new PressError(`${at}.id`, fault, {
        remedy: 'Give each section an id of its own. Some hosts do not tell A from a.',
      })
    }
    seen.set(id.toLowerCase(), id)
    const source = typeof image === 'object' ? image.source : image
    if (isBrokenAddress(source)) throw brokenAddress(`${at}.image`, 'source', source)
  }
}

/** @throws PressError where two sources have one name, or where a source that is still there is replaced */
function checkSources({ sections }: PublicationFile, path: string): void {
  const entries = sections.flatMap(({ sources }, section) =>
    sources.map((entry, index) => ({
      entry,
      at: `${path}: sections[${section}].sources[${index}]`,
    })),
  )
  const named = new Map<string, SourceEntry>()
  const placed = new Map<string, SourceEntry>()
  for (const { entry, at } of entries) {
    const name = sourceName(entry)
    const earlier = named.get(name)
    // A place may be named in two sections: it is one source, whose articles the first of them brings.
    if (earlier !== undefined && (idOf(entry) !== undefined || idOf(earlier) !== undefined)) {
      throw new PressError(`${at}.id`, `"${name}" is the name of another source`, {
        remedy: 'Give each source an id of its own.',
      })
    }
    named.set(name, entry)
    placed.set(plainPlace(placeOf(entry)), entry)
  }
  const replaced = new Set<string>()
  for (const { entry, at } of entries) {
    for (const name of replacedBy(entry)) {
      const other = named.get(name) ?? placed.get(name)
      if (other !== undefined && (other !== entry || sourceName(entry) === name)) {
        throw new PressError(`${at}.replaces`, `"${name}" is still a source of this publication`, {
          remedy: 'Remove the entry of that source, or this line.',
        })
      }
      if (replaced.has(name)) {
        throw new PressError(`${at}.replaces`, `"${name}" is replaced by two sources`, {
          remedy: 'Only one source can take its articles over. Remove one of the two lines.',
        })
      }
      replaced.add(name)
    }
  }
}

function checkAddresses({ url, mirrors = [] }: PublicationFile, path: string): void {
  const fields = [
    ['url', url] as const,
    ...mirrors.map((mirror, index) => [`mirrors[${index}]`, mirror] as const),
  ]
  for (const [field, address] of fields) {
    if (address === undefined) continue
    const fault = faultOfBase(address)
    if (fault !== undefined) {
      throw new PressError(`${path}: ${field}`, `"${address}" ${fault}`, {
        remedy:
          'Write it like https://news.example/. http:// is for .onion and for this machine and its network.',
      })
    }
    if (url !== undefined && !isLocal(url) && !mayAsk(address, url)) {
      throw new PressError(`${path}: ${field}`, `"${address}" is on a private network`, {
        remedy: "Readers' devices would ask their own network for it. Name a public address.",
      })
    }
  }
}

/**
 * The name by which a source is remembered from run to run: its id, else its path or address without what makes no other
 * place of it.
 */
export function sourceName(entry: SourceEntry): string {
  return idOf(entry) ?? plainPlace(placeOf(entry))
}

/** The names of the sources whose articles an entry takes over. */
export function replacedBy(entry: SourceEntry): string[] {
  const replaces = typeof entry === 'string' ? undefined : entry.replaces
  return [replaces ?? []].flat().map(plainPlace)
}

/** The path or address of a source as the publication file has it. */
export function placeOf(entry: SourceEntry): string {
  if (typeof entry === 'string') return entry
  return entry.feed ?? entry.page ?? entry.pages ?? entry.markdown ?? ''
}

/** `http://www.a.example/feed/` as `https://a.example/feed`, and `./news/` as `news`. */
export function plainPlace(place: string): string {
  if (/^https?:/i.test(place) && URL.canParse(place)) {
    const { host, pathname, search } = new URL(place)
    return `https://${host.replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}${search}`
  }
  if (/^[a-z]+:/i.test(place)) return place
  return posix.normalize(place.replaceAll('\\', '/')).replace(/(?<=.)\/+$/, '')
}

function idOf(entry: SourceEntry): string | undefined {
  return typeof entry === 'string' ? undefined : entry.id
}

let compiled: ValidateFunction<PublicationFile> | undefined

function validator(): ValidateFunction<PublicationFile> {
  compiled ??= new Ajv2020({
    allowUnionTypes: true,
    // The schema has `required` beside a list of types, where it applies to the object among them.
    strictTypes: false,
    strictRequired: false,
    verbose: true,
  }).compile<PublicationFile>(schema)
  return compiled
}
