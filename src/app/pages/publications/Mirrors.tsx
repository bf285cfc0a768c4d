import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import type { HostRow, PublicationRow } from '#library/schema.ts'
import type { FailureCode } from '#messages/toPage.ts'
import { later, t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { failureWords, storageWords } from '../../language/failureWords.ts'
import { isolated } from '../../language/isolated.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { announce } from '../../ui/announce.ts'
import { send } from '../../worker/messages.ts'
import { parseAddress } from './address.ts'
import { checkHost } from './checkHost.ts'

type Kind = keyof typeof later.mirrors.kinds

/** Where the files of a publication come from, how each host has fared, and a field for one more. */
export function HostsOf(props: { row: PublicationRow; changed: () => Promise<void> }) {
  const words = () => later.mirrors
  const fieldId = createUniqueId()
  const hintId = createUniqueId()
  const [found, setFound] = createSignal<Record<string, string>>({})
  const [state, setState] = createSignal<string>()
  let field!: HTMLInputElement
  let summary!: HTMLElement

  const kinds = createMemo(() => {
    const { address, own = [], release } = props.row
    const kinds = new Map<string, Kind>([[address, 'site']])
    for (const [kind, urls] of [
      ['own', own],
      ['named', release?.mirrors ?? []],
    ] as const) {
      for (const url of urls) {
        const base = url.endsWith('/') ? url : `${url}/`
        if (!kinds.has(base)) kinds.set(base, kind)
      }
    }
    return kinds
  })
  const bases = () => [...kinds().keys()]
  const say = (it: string) => {
    setState(it)
    announce(it)
  }
  const check = async (bases: string[]) => {
    setFound({ ...found(), ...Object.fromEntries(bases.map((base) => [base, words().checking])) })
    const results = await Promise.all(
      bases.map(async (base) => {
        const result = await checkHost(base)
        const told =
          result === 'works' || result === 'noCors' ? words()[result] : failureWords(result)[0]
        setFound({ ...found(), [base]: told })
        return `${isolated(base)}: ${told}`
      }),
    )
    announce(results.join(' '))
  }
  const change = async (own: (before: string[]) => string[]) => {
    try {
      const [{ updatePublication }, library] = await Promise.all([
        import('#library/shelve.ts'),
        openLibrary(),
      ])
      await updatePublication(library, props.row.id, (row) => ({ ...row, own: own(row.own ?? []) }))
      backUpSoon()
      await props.changed()
      return true
    } catch (error) {
      say(storageWords(error))
      return false
    }
  }
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    const address = parseAddress(field.value)?.address
    if (!address) {
      say(later.noAddress)
      field.focus()
      return
    }
    if (!(await change((own) => [...own.filter((it) => it !== address), address]))) return
    field.value = ''
    say(words().added)
    await check([address])
  }
  const remove = async (base: string) => {
    if (await change((own) => own.filter((it) => it !== base))) summary.focus()
  }

  return (
    <details class="hosts">
      <summary ref={summary}>{words().hosts}</summary>
      <div class="publications">
        <ul>
          <For each={bases()}>
            {(base) => {
              const problem = () => found()[base] ?? problemOf(props.row.hosts?.[base])
              return (
                <li>
                  <p class="meta">
                    <bdi dir="ltr">{base}</bdi>
                  </p>
                  <p class="meta">
                    <span>{words().kinds[kinds().get(base) ?? 'named']}</span>
                    <Show when={recordOf(props.row.hosts?.[base])}>
                      {(it) => <span>{it()}</span>}
                    </Show>
                  </p>
                  <Show when={problem()}>
                    {(told) => (
                      <p class={told() === words().works ? 'meta' : 'problem'}>{told()}</p>
                    )}
                  </Show>
                  <Show when={kinds().get(base) === 'own'}>
                    <button type="button" class="button" onClick={() => remove(base)}>
                      {later.remove}
                      <span class="unseen"> {base}</span>
                    </button>
                  </Show>
                </li>
              )
            }}
          </For>
        </ul>
        <p class="actions">
          <button type="button" class="button" onClick={() => check(bases())}>
            {words().check}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              send({ type: 'sync', publication: props.row.id }).catch(() => say(later.damaged))
            }}
          >
            {words().syncNow}
          </button>
        </p>
        <form class="add" onSubmit={add} novalidate>
          <label for={fieldId}>{words().label}</label>
          <input
            ref={field}
            id={fieldId}
            type="url"
            inputmode="url"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            aria-describedby={hintId}
          />
          <p class="meta" id={hintId}>
            {words().hint}
          </p>
          <button type="submit" class="button">
            {words().add}
          </button>
          <p class="state">{state()}</p>
        </form>
      </div>
    </details>
  )
}

function recordOf(host: HostRow | undefined): string {
  const { good, why } = host ?? {}
  if (good) return later.mirrors.lastGood(isolated(formatMoment(good, t.language)))
  return why ? '' : later.mirrors.notAsked
}

function problemOf(host: HostRow | undefined): string {
  const { why, until } = host ?? {}
  if (!why) return ''
  const [what] = failureWords(why as FailureCode)
  return until === undefined ? what : `${what} ${later.mirrors.rests}`
}
