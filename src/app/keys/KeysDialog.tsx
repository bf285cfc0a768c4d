import { For, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { loadLater, t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'
import { announce } from '../ui/announce.ts'
import { createKeys, type Keys, nameOf } from './createKeys.ts'
import { type Action, actionsOf, GROUPS, type KeyMap, keepKeyMap } from './keyMap.ts'
import styles from './keys.css?inline'

/** Styles of the dialog, which come with its script. Kept in the module, because a page adopts them once. */
let sheet: CSSStyleSheet | undefined

function adoptStyles(): void {
  if (sheet) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets.push(sheet)
}

/** Whether the dialog is open: a page has one. */
let isOpen = false

/** Opens the list of all keys in words, where a reader can change them. */
export async function openKeysDialog(map: KeyMap, changed: (map: KeyMap) => void): Promise<void> {
  const later = await loadLater()
  if (isOpen) return
  isOpen = true
  adoptStyles()
  const stage = document.createElement('div')
  document.body.append(stage)
  let dialog!: HTMLDialogElement
  const end = render(
    () => <KeysDialog map={map} changed={changed} later={later} ref={(it) => (dialog = it)} />,
    stage,
  )
  dialog.addEventListener('close', () => {
    // Move the live region back: an open dialog contains it (liveRegion.ts).
    const region = dialog.querySelector('#live')
    if (region) document.body.append(region)
    end()
    stage.remove()
    isOpen = false
  })
  dialog.showModal()
}

interface DialogProps {
  map: KeyMap
  changed: (map: KeyMap) => void
  later: LaterWords
  ref: (dialog: HTMLDialogElement) => void
}

function KeysDialog(props: DialogProps) {
  const words = props.later.keys
  const keys = createKeys({
    words,
    map: props.map,
    changed: (map) => props.changed(map),
    store: keepKeyMap,
    announce,
    direction: () => document.documentElement.dir,
  })
  let dialog!: HTMLDialogElement
  return (
    <dialog
      ref={(it) => {
        dialog = it
        props.ref(it)
      }}
      class="keys"
      aria-labelledby="keys-name"
      lang={t.language}
      dir={t.direction}
      onKeyDown={(event) => {
        if (!keys.answer(event)) return
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      <div class="keys-head">
        <h2 id="keys-name">{t.shortcuts}</h2>
        <button type="button" class="button" autofocus onClick={() => dialog.close()}>
          {t.close}
        </button>
      </div>
      <p>{words.about}</p>
      <label class="keys-switch">
        <input
          type="checkbox"
          checked={keys.isOn()}
          onChange={({ currentTarget }) => keys.switchAll(currentTarget.checked)}
        />
        <span>{words.on}</span>
      </label>
      <For each={GROUPS}>
        {(group) => (
          <section aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{words.groups[group]}</h3>
            <ul>
              <For each={actionsOf(group)}>
                {(action) => <ActionItem action={action} keys={keys} words={words} />}
              </For>
            </ul>
          </section>
        )}
      </For>
      <button type="button" class="button" onClick={keys.reset}>
        {words.reset}
      </button>
    </dialog>
  )
}

/** The keys of an action, and the button that changes them. */
function ActionItem(props: { action: Action; keys: Keys; words: LaterWords['keys'] }) {
  const { action, keys, words } = props
  return (
    <li>
      <span id={`key-${action}`}>{nameOf(action, words)}</span>
      <span class="keys-of">
        <For each={keys.labels(action)} fallback={words.none}>
          {(label) => <kbd dir="ltr">{label}</kbd>}
        </For>
      </span>
      <button
        type="button"
        class="button"
        id={`change-${action}`}
        aria-labelledby={`change-${action} key-${action}`}
        onClick={() => keys.ask(action)}
      >
        {words.change}
      </button>
      <Show when={keys.asked() === action}>
        <p class="keys-press">{words.press}</p>
        <Show when={keys.problem()}>
          <p class="problem">{keys.problem()}</p>
        </Show>
      </Show>
    </li>
  )
}
