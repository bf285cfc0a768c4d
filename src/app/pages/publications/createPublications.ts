import { createSignal } from 'solid-js'
import type { PublicationRow } from '#library/schema.ts'
import type { ToPage } from '#messages/toPage.ts'
import type { ToWorker } from '#messages/toWorker.ts'
import { later, t } from '../../language/catalog.ts'
import { failureWords } from '../../language/failureWords.ts'
import { isolated } from '../../language/isolated.ts'
import { parseAddress } from './address.ts'

interface Surroundings {
  /** What the library had when the page was opened; undefined where it cannot be read. */
  rows: PublicationRow[] | undefined
  load(): Promise<PublicationRow[]>
  send(message: ToWorker): Promise<void>
  /** Asks the reader; true is yes. */
  confirm(question: string): boolean
  announce(words: string): void
  /** The reader has chosen a publication: from now on the browser is to keep what is stored. */
  persist(): void
}

/**
 * What the page of publications shows and does: the list, and the one publication that the reader has asked for, by whose
 * address the messages of delivery are told from those of others.
 */
export function createPublications(given: Surroundings) {
  const { load, send, confirm, announce, persist } = given
  const [rows, setRows] = createSignal(given.rows ?? [])
  const [address, setAddress] = createSignal('')
  const [state, setState] = createSignal<string>()
  let asked: string | undefined

  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  const refresh = async () => {
    setRows(await load())
  }
  const begin = () => {
    if (!given.rows) say(failureWords('storage').join(' '))
  }
  const isAsked = (publication: string) =>
    asked !== undefined &&
    (publication === asked || rows().some((it) => it.id === publication && it.address === asked))

  const hear = async (message: ToPage) => {
    if (message.type === 'progress') {
      const { bundles, images } = message
      if (asked === undefined) return
      setState(t.delivering(bundles.done + images.done, bundles.total + images.total))
      return
    }
    if (message.type === 'wiped' || message.type === 'started') return
    // Without a library, the list stays as it is.
    await refresh().catch(() => {})
    if (!isAsked(message.publication)) return
    if (message.type === 'failed') {
      asked = undefined
      say(failureWords(message.code).join(' '))
    }
    if (message.type === 'synced') {
      asked = undefined
      setAddress('')
      say(`${later.added(isolated(message.title))} ${trustWords(message.trust)}`)
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
    say(later.asking(isolated(new URL(parsed.address).host)))
    send({ type: 'subscribe', ...parsed }).catch(() => {
      // Where the page delivers itself, this browser has no copy of the code that does it.
      asked = undefined
      say(later.damaged)
    })
    return true
  }
  const remove = (row: PublicationRow) => {
    if (!confirm(later.confirmRemove(isolated(titleOf(row))))) return
    send({ type: 'unsubscribe', publication: row.id }).catch(() => say(later.damaged))
  }
  return { rows, address, setAddress, state, begin, refresh, hear, add, remove }
}

export function titleOf(row: PublicationRow): string {
  return row.release?.title ?? row.id
}

function trustWords(trust: PublicationRow['trust']): string {
  if (trust === 'first-use') return later.firstUse
  return trust === 'pinned' ? later.fingerprintMatched : later.trust[trust]
}
