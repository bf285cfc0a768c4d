import { createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import type { PublicationRow } from '#library/schema.ts'
import type { FailureCode } from '#messages/toPage.ts'
import { publicationHref } from '#site/urls.ts'
import { later, t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { failureWords } from '../../language/failureWords.ts'
import { formatSize } from '../../language/formatSize.ts'
import { isolated } from '../../language/isolated.ts'
import { useSite } from '../../site/site.ts'
import { requestPersistentStorage } from '../../storage/requestPersistentStorage.ts'
import { announce } from '../../ui/announce.ts'
import { onMessage, send } from '../../worker/messages.ts'
import { parseAddress } from './address.ts'
import { HostsOf } from './HostsOf.tsx'

/** `rows` are what stands there at once; undefined where the library cannot be read. */
export function PublicationsPage(props: { rows: PublicationRow[] | undefined }) {
  const site = useSite()
  const [rows, setRows] = createSignal(props.rows ?? [])
  const [state, setState] = createSignal<string>()
  const [asked, setAsked] = createSignal<string>()
  let field!: HTMLInputElement

  const refresh = async () => {
    const library = await openLibrary()
    setRows(await loadPublications(library))
  }
  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  /** Whether a message tells how the asked-for publication fares: by its address, or by its id once that is known. */
  const isAsked = async (publication: string) => {
    await refresh().catch(() => {})
    const address = asked()
    return (
      address !== undefined &&
      (publication === address || rows().find(({ id }) => id === publication)?.address === address)
    )
  }
  onMount(() => {
    if (!props.rows) say(failureWords('storage').join(' '))
    // A link from another site's Subscribe panel: ./publications/#add=<address>
    const offered = /^#add=(.+)$/.exec(location.hash)?.[1]
    if (offered) field.value = decoded(offered)
  })
  onCleanup(
    onMessage(async (message) => {
      if (message.type === 'progress') {
        const { bundles, images } = message
        if (asked() !== undefined) {
          setState(t.delivering(bundles.done + images.done, bundles.total + images.total))
        }
        return
      }
      if (message.type === 'wiped') return
      if (message.type === 'started' || !(await isAsked(message.publication))) {
        if (message.type === 'removed') keepFocus()
        return
      }
      if (message.type === 'failed') {
        setAsked(undefined)
        say(failureWords(message.code).join(' '))
      }
      if (message.type === 'synced') {
        setAsked(undefined)
        field.value = ''
        say(`${later.added(isolated(message.title))} ${trustWords(message.trust)}`)
        requestPersistentStorage('read')
      }
    }),
  )

  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const parsed = parseAddress(field.value)
    if (!parsed) {
      say(later.noAddress)
      field.focus()
      return
    }
    setAsked(parsed.address)
    say(later.asking(isolated(new URL(parsed.address).host)))
    send({ type: 'subscribe', ...parsed }).catch(() => {
      // Where the page delivers itself, the part of the app that does it.
      setAsked(undefined)
      say(later.damaged)
    })
  }
  const remove = (row: PublicationRow) => {
    // The browser's own question: it needs no widget and is spoken by every screen reader.
    if (confirm(later.confirmRemove(isolated(titleOf(row)))))
      send({ type: 'unsubscribe', publication: row.id }).catch(() => say(later.damaged))
  }

  return (
    <div class="publications" lang={t.language} dir={t.direction}>
      <ul class="publication-list">
        {/* By their ids: a row that has changed keeps what is open or has the focus in it. */}
        <For each={rows().map(({ id }) => id)} fallback={<li>{later.noPublications}</li>}>
          {(id) => {
            const row = createMemo<PublicationRow>(
              (before) => rows().find((it) => it.id === id) ?? before!,
              undefined as never,
            )
            return (
              <li>
                <h2>
                  <a
                    href={publicationHref(site, row().id)}
                    lang={row().release?.language}
                    dir={row().release?.direction}
                  >
                    {titleOf(row())}
                  </a>
                </h2>
                <p class="meta">
                  <bdi dir="ltr">{row().address}</bdi>
                </p>
                <p class="meta">
                  <Show when={row().release} fallback={later.notYetDelivered}>
                    {(release) => (
                      <>
                        <span>{t.edition(release().version)}</span>
                        <span>{formatMoment(release().published, t.language)}</span>
                        <span>{later.articles(release().state.articles)}</span>
                        <span>{formatSize(row().bytes.text + row().bytes.images)}</span>
                        <Show when={Date.parse(release().expires) < Date.now()}>
                          <strong>{t.outOfDate}</strong>
                        </Show>
                      </>
                    )}
                  </Show>
                </p>
                <p class="meta">{later.trust[row().trust]}</p>
                <Show when={row().told}>
                  {(told) => <p class="problem">{failureWords(told() as FailureCode).join(' ')}</p>}
                </Show>
                <HostsOf row={row()} changed={refresh} />
                <Show when={row().id !== site.id}>
                  <button type="button" class="button" onClick={() => remove(row())}>
                    {later.remove}
                    <span class="unseen"> {titleOf(row())}</span>
                  </button>
                </Show>
              </li>
            )
          }}
        </For>
      </ul>
      <form class="add" onSubmit={add} novalidate>
        <h2 id="add-publication">{later.addPublication}</h2>
        <label>
          <span>{later.address}</span>
          <input
            ref={field}
            type="url"
            name="address"
            inputmode="url"
            autocomplete="url"
            autocapitalize="none"
            spellcheck={false}
            dir="ltr"
            aria-describedby="address-hint"
          />
        </label>
        <p class="meta" id="address-hint">
          {later.addressHint}
        </p>
        <button type="submit" class="button">
          {later.add}
        </button>
        <p class="state">{state()}</p>
      </form>
    </div>
  )
}

function decoded(offered: string): string {
  try {
    return decodeURIComponent(offered)
  } catch {
    // Cut off or made up: whoever reads it sees what it was.
    return offered
  }
}

function trustWords(trust: PublicationRow['trust']): string {
  if (trust === 'first-use') return later.firstUse
  return trust === 'pinned' ? later.fingerprintMatched : later.trust[trust]
}

/** The button that had the focus went with its publication. */
function keepFocus(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

function titleOf(row: PublicationRow): string {
  return row.release?.title ?? row.id
}
