import type { ErrorObject } from 'ajv/dist/2020.js'
import { defined } from '#bundle/defined.ts'
import schema from '../publication.schema.json' with { type: 'json' }
import { PressError } from '../report/PressError.ts'

/** The error of a publication file that does not fit its schema: its place in the file, what is wrong, and a remedy. */
export function describeErrors(errors: ErrorObject[], path: string): PressError {
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
