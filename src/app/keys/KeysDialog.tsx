import { createSignal, For, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { later, loadLater, t } from '../language/catalog.ts'
import { announce } from '../ui/announce.ts'
import {
  type Action,
  actionsOf,
  change,
  GROUPS,
  type KeyMap,
  keepKeyMap,
  keysOf,
  labelOf,
  nameOfKey,
  type OwnName,
  UNCHANGED,
} from './keyMap.ts'
import styles from './keys.css?inline'

/** Styles of the dialog, which come with its script. Kept in the module, because a page adopts them once. */
let sheet: CSSStyleSheet | undefined

function adoptStyles(): void {
  if (sheet) return
  sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  document.adoptedStyleSheets.push(sheet)
}

/** Name of an action in the interface: words of its own, or those of the page it leads to. */
function nameOf(action: Action): string {
  const wordsOfPages: Record<Exclude<Action, OwnName>, string> = {
    next: t.next,
    previous: t.previous,
    preferences: t.textAndTheme,
    front: t.frontPage,
    latest: t.latestPosts,
    sections: t.sections,
    search: t.search,
    settings: t.settings,
    links: t.accessibilityLinks,
    help: t.shortcuts,
  }
  return { ...wordsOfPages, ...later.keys.actions }[action]
}

/** Opens the list of all keys in words, where a reader can change them. */
export async function openKeysDialog(map: KeyMap, changed: (map: KeyMap) => void): Promise<void> {
  await loadLater()
  if (document.querySelector('dialog.keys')) return
  adoptStyles()
  const stage = document.createElement('div')
  document.body.append(stage)
  const end = render(() => <KeysDialog map={map} changed={changed} />, stage)
  const dialog = stage.querySelector('dialog')!
  dialog.addEventListener('close', () => {
    // Move the live region back: an open dialog contains it (liveRegion.ts).
    const region = dialog.querySelector('#live')
    if (region) document.body.append(region)
    end()
    stage.remove()
  })
  dialog.showModal()
}

const label = (key: string) => labelOf(key, document.documentElement.dir)

/** The map of keys, and the change of one of them: a reader presses a button, and then the new key. */
function createKeyChange(props: { map: KeyMap; changed: (map: KeyMap) => void }) {
  const [map, setMap] = createSignal(props.map)
  const [asked, setAsked] = createSignal<Action>()
  const [problem, setProblem] = createSignal('')
  const words = later.keys

  const apply = (next: KeyMap) => {
    setMap(next)
    keepKeyMap(next)
    props.changed(next)
  }
  const announceKeys = (action: Action) => {
    const keys = keysOf(action, map()).map(label).join(', ')
    announce(`${nameOf(action)}: ${keys || words.none}`)
  }
  const ask = (action: Action) => {
    setProblem('')
    setAsked(action)
    announce(words.press)
  }
  const answer = (event: KeyboardEvent) => {
    const action = asked()
    if (!action) return
    if (event.key === 'Tab') {
      setAsked(undefined)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      setAsked(undefined)
      announceKeys(action)
      return
    }
    const key = event.key === 'Backspace' ? '' : nameOfKey(event, document.documentElement.dir)
    if (key === undefined) return
    const next = change(map(), action, key)
    if (typeof next === 'string') {
      setProblem(words.taken(label(key), nameOf(next)))
      announce(problem())
      return
    }
    setProblem('')
    setAsked(undefined)
    apply(next)
    announceKeys(action)
  }
  const reset = () => {
    setProblem('')
    apply(UNCHANGED)
    announce(words.wasReset)
  }

  return { map, asked, problem, apply, ask, answer, reset }
}

type KeyChange = ReturnType<typeof createKeyChange>

function KeysDialog(props: { map: KeyMap; changed: (map: KeyMap) => void }) {
  const keys = createKeyChange(props)
  let dialog!: HTMLDialogElement
  const words = later.keys
  return (
    <dialog
      ref={dialog}
      class="keys"
      aria-labelledby="keys-name"
      lang={t.language}
      dir={t.direction}
      onKeyDown={keys.answer}
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
          checked={!keys.map().off}
          onChange={({ currentTarget }) => {
            keys.apply({ ...keys.map(), off: !currentTarget.checked })
          }}
        />
        <span>{words.on}</span>
      </label>
      <For each={GROUPS}>
        {(group) => (
          <section aria-labelledby={`keys-${group}`}>
            <h3 id={`keys-${group}`}>{words.groups[group]}</h3>
            <ul>
              <For each={actionsOf(group)}>
                {(action) => <ActionItem action={action} keys={keys} />}
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
function ActionItem(props: { action: Action; keys: KeyChange }) {
  const words = later.keys
  const { action, keys } = props
  return (
    <li>
      <span id={`key-${action}`}>{nameOf(action)}</span>
      <span class="keys-of">
        <For each={keysOf(action, keys.map())} fallback={words.none}>
          {(key) => <kbd dir="ltr">{label(key)}</kbd>}
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
