import type { Bytes } from '#bundle/base64.ts'
import { LIMITS } from '#bundle/limits.ts'
import { readIfThere } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { ReadFile } from './openPublication.ts'

export function readFromFolder(folder: string): ReadFile {
  return (name) => readIfThere(folder, name)
}

const PATIENCE = 60_000

/**
 * Fetches the files of a publication on a host as readers fetch them: without redirects, with status 200 exactly, and
 * no more bytes than a file of this kind may have.
 * @param address ends in a slash
 */
export function readFromAddress(address: string): ReadFile {
  return async (name) => {
    const url = new URL(name, address).href
    try {
      const response = await fetch(url, {
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      })
      if (response.status === 404 || response.status === 410) return undefined
      if (response.status !== 200) throw new Error(`the server answers ${response.status}`)
      return await readUpTo(response, mostBytes(name))
    } catch (cause) {
      throw new PressError(url, `cannot be fetched (${reasonOf(cause)})`, {
        remedy: 'Check the address and that the host serves it without redirects.',
        cause,
      })
    }
  }
}

/** Recordings are the only long files. No other file may be longer than an image. */
const mostBytes = (name: string) => (name.startsWith('audio/') ? LIMITS.audio : LIMITS.image)

async function readUpTo(response: Response, most: number): Promise<Bytes> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > most) throw new Error(`longer than ${most} bytes`)
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks))
}

/** The error of fetch() says "fetch failed"; the real fault is its cause, or the cause of that. */
function reasonOf(error: unknown): string {
  let reason = error as Error & { code?: string }
  while (reason.cause instanceof Error) reason = reason.cause
  return reason.code ?? reason.message
}
