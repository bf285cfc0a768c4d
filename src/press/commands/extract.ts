import { isAbsolute, join, relative } from 'node:path'
import { defined } from '#bundle/defined.ts'
import { articleText } from '../article/articleText.ts'
import { isWeb, pathOf } from '../fetching/trust.ts'
import { PressError } from '../report/PressError.ts'
import type { SourceContext } from '../sources/reading.ts'
import { readSource } from '../sources/readSource.ts'

export interface ExtractFlags {
  /** Address on the web of a page that is read from a file. */
  url?: string
}

/**
 * Prints each input as the press reads it, one JSON line per article, in order. A feed gives a line per item, a folder
 * a line per file.
 * @returns whether every input was read
 */
export async function extract(
  inputs: string[],
  { url }: ExtractFlags,
  print: (line: string) => Promise<void>,
): Promise<boolean> {
  if (url !== undefined && !URL.canParse(url)) {
    throw new PressError(`--url ${url}`, 'this is not a valid address', {
      remedy: 'Write it like https://example.org/articles/one.',
      misuse: true,
    })
  }
  let whole = true
  for (const input of inputs) {
    let lines = 0
    const context = defined<SourceContext>({ folder: process.cwd(), language: 'en', url })
    for await (const item of readSource(input, context)) {
      lines += 1
      if ('error' in item) {
        whole = false
        await print(JSON.stringify({ input: nameOf(item.input, input), error: item.error.message }))
        continue
      }
      const text = articleText(item.draft)
      await print(JSON.stringify({ input: nameOf(item.input, input), ...item.draft, text }))
    }
    if (lines === 0) {
      whole = false
      await print(JSON.stringify({ input, error: `${input}: no article was found.` }))
    }
  }
  return whole
}

/** The name of a found file for the output: its path below the input, in the way the operator wrote the input. */
function nameOf(found: string, input: string): string {
  if (isWeb(input) || isWeb(found)) return found
  const way = relative(pathOf(input, process.cwd()), found)
  if (way === '') return input
  return way.startsWith('..') || isAbsolute(way) ? found : join(input, way)
}
