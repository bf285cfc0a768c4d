import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Direction, LanguageTag } from '#bundle/article.ts'
import { defined } from '#bundle/defined.ts'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'
import { reasonOf } from './publicationFolder.ts'

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
  if (!validate(value)) throw describe(validate.errors ?? [], path)
  const seen = new Map<string, string>()
  for (const [index, { id }] of value.sections.entries()) {
    // Each section is a folder of the site, and some file systems do not tell capitals apart.
    const earlier = seen.get(id.toLowerCase())
    if (earlier !== undefined) {
      const what =
        earlier === id
          ? `"${id}" is the id of an earlier section`
          : `"${id}" differs from the id of an earlier section, "${earlier}", only in capitals`
      throw new PressError(`${path}: sections[${index}].id`, what, {
        remedy: 'Give each section an id of its own.',
      })
    }
    seen.set(id.toLowerCase(), id)
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

function describe(errors: ErrorObject[], path: string): PressError {
  // Ajv lists the failed branches before the `oneOf` they belong to, and the `oneOf` makes the better message.
  const error = errors.find(({ keyword }) => keyword === 'oneOf') ?? errors[0]!
  const place = jsonPath(error.instancePath)
  const at = (name?: string) =>
    [path, [place, name].filter(Boolean).join('.')].filter(Boolean).join(': ')
  const properties = error.parentSchema?.properties as Record<string, Described> | undefined
  const meaning = wordsOf(error.parentSchema as Described | undefined)
  switch (error.keyword) {
    case 'required': {
      const name = error.params.missingProperty as string
      return new PressError(at(name), 'this field is missing', {
        remedy: wordsOf(properties?.[name]) ?? 'Add it.',
      })
    }
    case 'additionalProperties': {
      const name = error.params.additionalProperty as string
      return new PressError(at(name), 'there is no such field', {
        remedy: `Known fields: ${Object.keys(properties ?? {}).join(', ')}.`,
      })
    }
    case 'oneOf':
      return new PressError(at(), 'this names no source, or more than one', {
        remedy: 'Give exactly one of feed, page, pages and markdown.',
      })
    case 'type':
      return new PressError(at(), `this must be ${kindOf(error.params.type)}`, remedyOf(meaning))
    case 'enum':
      return new PressError(at(), `"${String(error.data)}" is not allowed here`, {
        remedy: `Allowed: ${(error.params.allowedValues as string[]).join(', ')}.`,
      })
    case 'pattern':
      return new PressError(
        at(),
        `"${shortened(String(error.data))}" is not allowed here`,
        remedyOf(meaning),
      )
    case 'maxLength':
    case 'maxItems':
      return new PressError(at(), `this is longer than ${error.params.limit}`, {
        remedy: 'Shorten it.',
      })
    case 'minLength':
    case 'minItems':
      return new PressError(at(), 'this is empty', remedyOf(meaning))
    default:
      return new PressError(at(), error.message ?? 'this is not allowed here', remedyOf(meaning))
  }
}

interface Described {
  description?: string
  $ref?: string
}

function wordsOf(described: Described | undefined): string | undefined {
  if (described?.description !== undefined || described?.$ref === undefined) {
    return described?.description
  }
  const name = described.$ref.replace('#/$defs/', '') as keyof typeof schema.$defs
  return (schema.$defs[name] as Described | undefined)?.description
}

function remedyOf(meaning: string | undefined): { remedy?: string } {
  return defined<{ remedy?: string }>({ remedy: meaning })
}

/** `/sections/0/id` as `sections[0].id`. */
function jsonPath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : `${path}.${step}`), '')
    .replace(/^\./, '')
}

const KINDS: Record<string, string> = {
  string: 'a text in quotes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'an object in { }',
}

function kindOf(types: string | string[]): string {
  return [types]
    .flat()
    .map((type) => KINDS[type] ?? type)
    .join(' or ')
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
