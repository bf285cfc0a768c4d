import { createSignal } from 'solid-js'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import type { FailureCode } from '#messages/toPage.ts'
import { t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { failureWords, storageWords } from '../../language/failureWords.ts'
import { isolated } from '../../language/isolated.ts'
import type { LaterWords } from '../../language/Words.ts'
import { parseAddress } from './address.ts'

/** Why an address is a mirror: the publication lives there, the reader has added it, or the edition names it. */
export type MirrorKind = keyof LaterWords['mirrors']['kinds']

interface Surroundings {
  later: LaterWords
  row(): PublicationRow
  /** Stores what the reader has added to the mirrors. */
  store(change: (before: string[]) => string[]): Promise<void>
  check(mirror: string): Promise<'works' | 'noCors' | FailureCode>
  announce(words: string): void
}

/** The mirrors of one publication: which there are, how each has fared, and what the reader does with them. */
export function createMirrors({ later, row, store, check: ask, announce }: Surroundings) {
  const [address, setAddress] = createSignal('')
  const [state, setState] = createSignal<string>()
  /** Results of the last check in words, by mirror. */
  const [found, setFound] = createSignal<Record<string, string>>({})

  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  const check = async (mirrors: string[]) => {
    const checking = mirrors.map((mirror) => [mirror, later.mirrors.checking])
    setFound({ ...found(), ...Object.fromEntries(checking) })
    const results = await Promise.all(
      mirrors.map(async (mirror) => {
        const result = await ask(mirror)
        const words =
          result === 'works' || result === 'noCors'
            ? later.mirrors[result]
            : failureWords(later, result)[0]
        setFound({ ...found(), [mirror]: words })
        return `${isolated(mirror)}: ${words}`
      }),
    )
    announce(results.join(' '))
  }
  const change = async (added: (before: string[]) => string[]) => {
    try {
      await store(added)
      return true
    } catch (error) {
      say(storageWords(later, error))
      return false
    }
  }
  /** @returns whether the field holds an address; if not, the reader is told so */
  const add = async (): Promise<boolean> => {
    const parsed = parseAddress(address())?.address
    if (!parsed) {
      say(later.noAddress)
      return false
    }
    if (await change((before) => [...before.filter((it) => it !== parsed), parsed])) {
      setAddress('')
      say(later.mirrors.added)
      await check([parsed])
    }
    return true
  }
  /** @returns whether it is removed */
  const remove = (mirror: string) => change((before) => before.filter((it) => it !== mirror))
  /** @returns the result of a check or the last failure of a mirror, in words; empty if there is neither */
  const resultOf = (mirror: string) => found()[mirror] ?? problemOf(later, row().hosts?.[mirror])
  return {
    kinds: () => kindsOf(row()),
    address,
    setAddress,
    state,
    say,
    check,
    add,
    remove,
    resultOf,
    recordOf: (mirror: string) => recordOf(later, row().hosts?.[mirror]),
  }
}

/** @returns every mirror with a slash at its end, in the order in which they are asked */
function kindsOf({ address, addedMirrors = [], release }: PublicationRow): Map<string, MirrorKind> {
  const kinds = new Map<string, MirrorKind>([[address, 'site']])
  const named = release?.mirrors ?? []
  for (const [kind, urls] of [['own', addedMirrors] as const, ['named', named] as const]) {
    for (const url of urls) {
      const mirror = url.endsWith('/') ? url : `${url}/`
      if (!kinds.has(mirror)) kinds.set(mirror, kind)
    }
  }
  return kinds
}

function recordOf(later: LaterWords, mirror: HostRow | undefined): string {
  const { lastSuccess, lastFailure } = mirror ?? {}
  if (lastSuccess) {
    return later.mirrors.lastGood(isolated(formatMoment(lastSuccess, t.language)))
  }
  return lastFailure ? '' : later.mirrors.notAsked
}

function problemOf(later: LaterWords, mirror: HostRow | undefined): string {
  const { lastFailure, retryAfter } = mirror ?? {}
  if (!lastFailure) return ''
  const [what] = failureWords(later, lastFailure as FailureCode)
  return retryAfter === undefined ? what : `${what} ${later.mirrors.rests}`
}
