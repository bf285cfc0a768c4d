import type { Bytes } from '#bundle/base64.ts'
import { LIMITS } from '#bundle/limits.ts'
import { type FetchOptions, fetchSource, StatusError } from '../fetching/fetchSource.ts'
import type { Trust } from '../fetching/trust.ts'
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
      return await readUpTo(response, limitOf(name))
    } catch (cause) {
      throw new PressError(url, `cannot be fetched (${reasonOf(cause)})`, {
        remedy: 'Check the address and that the host serves it without redirects.',
        cause,
      })
    }
  }
}

/** The most bytes that a file of the format may have, by the folder it lies in. */
function limitOf(name: string): number {
  if (name === 'head.json') return LIMITS.head
  if (name.startsWith('root/')) return LIMITS.root
  if (name.startsWith('audio/')) return LIMITS.audio
  return LIMITS.image
}

/** The head is small and decides how a run begins, so it has less time (ms) than other files. */
const HEAD_PATIENCE = 20_000

/**
 * Fetches the files of the publisher's own publication from its address, by the rules that hold for sources: its host may
 * be on the own network, because the publication file names it.
 * @param address ends in a slash
 */
export function readFromLive(address: string): ReadFile {
  const trust: Trust = { hosts: new Set([new URL(address).host]), folders: [] }
  return async (name) => {
    const patience = name === 'head.json' ? HEAD_PATIENCE : PATIENCE
    const options: FetchOptions = { trust, most: limitOf(name), patience }
    try {
      const { bytes } = await fetchSource(new URL(name, address).href, options)
      // For a file that is not there, some hosts answer with a page and status 200.
      if (name.endsWith('.json') && bytes[0] !== OPENING_BRACE) return undefined
      return Uint8Array.from(bytes)
    } catch (error) {
      const { cause } = error as Error
      if (cause instanceof StatusError && [404, 410].includes(cause.status)) return undefined
      throw error
    }
  }
}

const OPENING_BRACE = 0x7b

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
