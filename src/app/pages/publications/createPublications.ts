import { createSignal } from 'solid-js'
import type { PublicationRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { t } from '../../language/catalog.ts'
import { failureWords } from '../../language/failureWords.ts'
import { isolated } from '../../language/isolated.ts'
import type { LaterWords } from '../../language/Words.ts'
import { parseAddress } from './address.ts'

interface Surroundings {
  later: LaterWords
  /** Publications in the library when the page was opened; undefined where it cannot be read. */
  rows: PublicationRow[] | undefined
  load(): Promise<PublicationRow[]>
  send(message: ToWorker): Promise<void>
  /** Asks the reader. @returns whether the answer is yes */
  confirm(question: string): boolean
  announce(words: string): void
  /** Asks the browser to keep what is stored, now that the reader has chosen a publication. */
  persist(): void
}

/**
 * State of the page of publications: the list, and the publication that the reader has asked for. Its address tells the
 * messages about it from those about others.
 */
export function createPublications(given: Surroundings) {
  const { later, load, send, confirm, announce, persist } = given
  const [rows, setRows] = createSignal(given.rows ?? [])
  const [address, setAddress] = createSignal('')
  const [state, setState] = createSignal<string>()
  let asked: string | undefined
  /** The key of the publication that the state calls stored. */
  let told: string | undefined

  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  const refresh = async () => {
    setRows(await load())
  }
  const begin = () => {
    if (!given.rows) say(failureWords(later, 'storage').join(' '))
  }
  const isAsked = (publication: string) =>
    asked !== undefined &&
    (publication === asked ||
      rows().some(
        (it) =>
          it.fingerprint === publication &&
          // A known publication keeps its first address, and has the one that was asked for as a mirror.
          [it.address, ...(it.addedMirrors ?? [])].includes(asked!),
      ))

  /** Empties the state if it speaks of a publication that has been removed, here or in another tab. */
  const forget = (publication: string) => {
    if (told !== publication && !isAsked(publication)) return
    asked = undefined
    told = undefined
    setState(undefined)
  }

  const hear = async (message: ToPage) => {
    if (message.type === 'progress') {
      const { bundles, images } = message
      if (asked === undefined) return
      setState(t.delivering(bundles.done + images.done, bundles.total + images.total))
      return
    }
    if (message.type === 'wiped' || message.type === 'started') return
    if (message.type === 'removed') forget(message.publication)
    // Without a library, the list stays as it is.
    await refresh().catch(() => {})
    if (!isAsked(message.publication)) return
    if (message.type === 'failed') {
      asked = undefined
      say(failureWords(later, message.code).join(' '))
    }
    if (message.type === 'synced') {
      asked = undefined
      told = message.publication
      setAddress('')
      say(`${later.added(isolated(message.title))} ${trustWords(later, message.trust)}`)
      persist()
    }
  }

  /** @returns whether the field holds an address; if not, the reader is told so */
  const add = (): boolean => {
    const parsed = parseAddress(address())
    if (!parsed) {
      say(later.noAddress)
      return false
    }
    asked = parsed.address
    told = undefined
    say(later.asking(isolated(new URL(parsed.address).host)))
    send({ type: 'subscribe', ...parsed }).catch(() => {
      // A page without a worker delivers by itself, and its chunk for that is missing.
      asked = undefined
      say(later.damaged)
    })
    return true
  }
  const remove = (row: PublicationRow) => {
    if (!confirm(later.confirmRemove(isolated(titleOf(later, row))))) return
    forget(row.fingerprint)
    send({ type: 'unsubscribe', publication: row.fingerprint }).catch(() => say(later.damaged))
  }
  return { rows, address, setAddress, state, begin, refresh, hear, add, remove }
}

export function titleOf(later: LaterWords, row: PublicationRow): string {
  const title = row.release?.title ?? row.id
  return row.successor ? later.earlier.title(title) : title
}

function trustWords(later: LaterWords, trust: PublicationRow['trust']): string {
  if (trust === 'first-use') return later.firstUse
  return trust === 'pinned' ? later.fingerprintMatched : later.trust[trust]
}
