import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Direction, LanguageTag } from '#bundle/article.ts'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'
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
  return { file: checkPublicationFile(parse(text, path), path), folder: dirname(resolve(path)) }
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
  const seen = new Set<string>()
  for (const [index, section] of value.sections.entries()) {
    if (seen.has(section.id)) {
      throw new PressError(
        `${path}: sections[${index}].id`,
        `"${section.id}" is the id of an earlier section`,
        {
          remedy: 'Give each section an id of its own.',
        },
      )
    }
    seen.add(section.id)
  }
  for (const moment of ['published', 'expires'] as const) {
    const written = value.breaking?.[moment]
    if (written !== undefined && Number.isNaN(Date.parse(written))) {
      throw new PressError(`${path}: breaking.${moment}`, `"${written}" is not a valid date`, {
        remedy: 'Write it like 2026-11-23T09:30:00Z.',
      })
    }
  }
  return value
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
