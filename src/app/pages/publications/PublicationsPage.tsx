import { createMemo, For, onCleanup, onMount, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import type { PublicationRow } from '#library/schema.ts'
import type { FailureCode } from '#messages/toPage.ts'
import { publicationHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { failureWords } from '../../language/failureWords.ts'
import { formatSize } from '../../language/formatSize.ts'
import type { LaterWords } from '../../language/Words.ts'
import { useSite } from '../../site/site.ts'
import { requestPersistentStorage } from '../../storage/requestPersistentStorage.ts'
import { announce } from '../../ui/announce.ts'
import { onMessage, send } from '../../worker/messages.ts'
import { createPublications, titleOf } from './createPublications.ts'
import { Mirrors } from './Mirrors.tsx'

/** @param props.rows what the library has; undefined where it cannot be read */
export function PublicationsPage(props: { rows: PublicationRow[] | undefined; later: LaterWords }) {
  const { later } = props
  const { rows, address, setAddress, state, begin, refresh, hear, add, remove } =
    createPublications({
      later,
      rows: props.rows,
      load: async () => loadPublications(await openLibrary()),
      send,
      // The browser's own question: it needs no widget and is spoken by every screen reader.
      confirm: (question) => confirm(question),
      announce,
      persist: () => requestPersistentStorage('read'),
    })
  let field!: HTMLInputElement
  onMount(() => {
    begin()
    // A link from another site's Subscribe panel: ./publications/#add=<address>
    const offered = /^#add=(.+)$/.exec(location.hash)?.[1]
    if (offered) setAddress(decoded(offered))
  })
  onCleanup(
    onMessage(async (message) => {
      await hear(message)
      if (message.type === 'removed') keepFocus()
    }),
  )

  return (
    <div class="publications" lang={t.language} dir={t.direction}>
      <ul class="publication-list">
        {/* By their keys: a row that has changed keeps what is open or has the focus in it. */}
        <For
          each={rows().map(({ fingerprint }) => fingerprint)}
          fallback={<li>{later.noPublications}</li>}
        >
          {(key) => {
            const row = createMemo<PublicationRow>(
              (before) => rows().find((it) => it.fingerprint === key) ?? before!,
              undefined as never,
            )
            // A reader compares the fingerprints where one publication goes on with another key.
            const isCompared = () =>
              row().successor !== undefined || rows().some(({ successor }) => successor === key)
            return (
              <PublicationItem
                later={later}
                row={row()}
                compared={isCompared()}
                refresh={refresh}
                remove={remove}
              />
            )
          }}
        </For>
      </ul>
      <form
        class="add"
        onSubmit={(event) => {
          event.preventDefault()
          if (!add()) field.focus()
        }}
        novalidate
      >
        <h2 id="add-publication">{later.addPublication}</h2>
        <label>
          <span>{later.address}</span>
          <input
            ref={field}
            type="url"
            name="address"
            value={address()}
            onInput={() => setAddress(field.value)}
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
    // A link that was cut off or made up: the field shows it as it came.
    return offered
  }
}

/** The button that had the focus went with its publication. */
function keepFocus(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
}

function PublicationItem(props: {
  later: LaterWords
  row: PublicationRow
  compared: boolean
  refresh: () => Promise<void>
  remove: (row: PublicationRow) => void
}) {
  const { later } = props
  const site = useSite()
  return (
    <li>
      <h2>
        <a
          href={publicationHref(site, props.row.fingerprint)}
          lang={props.row.release?.language}
          dir={props.row.release?.direction}
        >
          {titleOf(later, props.row)}
        </a>
      </h2>
      <p class="meta">
        <bdi dir="ltr">{props.row.address}</bdi>
      </p>
      <p class="meta">
        <Show when={props.row.release} fallback={later.notYetDelivered}>
          {(release) => (
            <>
              <span>{t.edition(release().version)}</span>
              <span>{formatMoment(release().published, t.language)}</span>
              <span>{later.articles(release().state.articles)}</span>
              <span>{formatSize(props.row.bytes.text + props.row.bytes.images)}</span>
              <Show when={Date.parse(release().expires) < Date.now()}>
                <strong>{t.outOfDate}</strong>
              </Show>
            </>
          )}
        </Show>
      </p>
      <p class="meta">{later.trust[props.row.trust]}</p>
      <Show when={props.compared}>
        <p class="meta">
          {later.fingerprint} <bdi dir="ltr">{props.row.fingerprint}</bdi>
        </p>
      </Show>
      <Show when={props.row.lastShownFailure}>
        {(code) => <p class="problem">{failureWords(later, code() as FailureCode).join(' ')}</p>}
      </Show>
      <Show
        when={props.row.successor}
        fallback={<Mirrors later={later} row={props.row} changed={props.refresh} />}
      >
        <p>{later.earlier.keyChanged}</p>
      </Show>
      <Show when={props.row.fingerprint !== site.root}>
        <button type="button" class="button" onClick={() => props.remove(props.row)}>
          {later.remove}
          <span class="unseen"> {titleOf(later, props.row)}</span>
        </button>
      </Show>
    </li>
  )
}
