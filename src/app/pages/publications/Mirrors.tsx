import { createUniqueId, For, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import type { PublicationRow } from '#library/schema.ts'
import type { LaterWords } from '../../language/Words.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { announce } from '../../ui/announce.ts'
import { send } from '../../worker/messages.ts'
import { checkMirror } from './checkMirror.ts'
import { createMirrors } from './createMirrors.ts'

/** Lists the mirrors of a publication and how each has fared, with a field to add one. */
export function Mirrors(props: {
  later: LaterWords
  row: PublicationRow
  changed: () => Promise<void>
}) {
  const { later } = props
  const words = later.mirrors
  const mirrors = createMirrors({
    later,
    row: () => props.row,
    store: async (change) => {
      const [{ updatePublication }, library] = await Promise.all([
        import('#library/shelve.ts'),
        openLibrary(),
      ])
      await updatePublication(library, props.row.fingerprint, (row) => ({
        ...row,
        addedMirrors: change(row.addedMirrors ?? []),
      }))
      backUpSoon()
      await props.changed()
    },
    check: checkMirror,
    announce,
  })
  const addresses = () => [...mirrors.kinds().keys()]
  let summary!: HTMLElement
  const remove = async (mirror: string) => {
    if (await mirrors.remove(mirror)) summary.focus()
  }
  const syncNow = () => {
    send({ type: 'sync', publication: props.row.fingerprint }).catch(() =>
      mirrors.say(later.damaged),
    )
  }

  return (
    <details class="hosts">
      <summary ref={summary}>{words.hosts}</summary>
      <div class="publications">
        <ul>
          <For each={addresses()}>
            {(mirror) => {
              const kind = () => mirrors.kinds().get(mirror) ?? 'named'
              const result = () => mirrors.resultOf(mirror)
              return (
                <li>
                  <p class="meta">
                    <bdi dir="ltr">{mirror}</bdi>
                  </p>
                  <p class="meta">
                    <span>{words.kinds[kind()]}</span>
                    <Show when={mirrors.recordOf(mirror)}>
                      {(record) => <span>{record()}</span>}
                    </Show>
                  </p>
                  <Show when={result()}>
                    {(it) => <p class={it() === words.works ? 'meta' : 'problem'}>{it()}</p>}
                  </Show>
                  <Show when={kind() === 'own'}>
                    <button type="button" class="button" onClick={() => remove(mirror)}>
                      {later.remove}
                      <span class="unseen"> {mirror}</span>
                    </button>
                  </Show>
                </li>
              )
            }}
          </For>
        </ul>
        <p class="actions">
          <button type="button" class="button" onClick={() => mirrors.check(addresses())}>
            {words.check}
          </button>
          <button type="button" class="button" onClick={syncNow}>
            {words.syncNow}
          </button>
        </p>
        <AddMirror words={words} mirrors={mirrors} />
      </div>
    </details>
  )
}

function AddMirror(props: {
  words: LaterWords['mirrors']
  mirrors: ReturnType<typeof createMirrors>
}) {
  const fieldId = createUniqueId()
  const hintId = createUniqueId()
  let field!: HTMLInputElement
  return (
    <form
      class="add"
      onSubmit={async (event) => {
        event.preventDefault()
        if (!(await props.mirrors.add())) field.focus()
      }}
      novalidate
    >
      <label for={fieldId}>{props.words.label}</label>
      <input
        ref={field}
        id={fieldId}
        type="url"
        value={props.mirrors.address()}
        onInput={() => props.mirrors.setAddress(field.value)}
        inputmode="url"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="ltr"
        aria-describedby={hintId}
      />
      <p class="meta" id={hintId}>
        {props.words.hint}
      </p>
      <button type="submit" class="button">
        {props.words.add}
      </button>
      <p class="state">{props.mirrors.state()}</p>
    </form>
  )
}
