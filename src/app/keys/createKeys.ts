import { createSignal } from 'solid-js'
import { later, t } from '../language/catalog.ts'
import {
  type Action,
  change,
  type KeyMap,
  keysOf,
  labelOf,
  nameOfKey,
  type OwnName,
  type Pressed,
  UNCHANGED,
} from './keyMap.ts'

interface Surroundings {
  map: KeyMap
  /** Hears of every new map: it holds for the page at once. */
  changed(map: KeyMap): void
  /** Stores the map for later visits, where the browser allows it. */
  store(map: KeyMap): void
  announce(words: string): void
  /** Direction of the page, which arrows follow. */
  direction(): string
}

export type Keys = ReturnType<typeof createKeys>

/** State of the list of keys, where a reader changes a key: by a press of a button, and then of the new key. */
export function createKeys({ map: first, changed, store, announce, direction }: Surroundings) {
  const [map, setMap] = createSignal(first)
  const [asked, setAsked] = createSignal<Action>()
  const [problem, setProblem] = createSignal('')

  const apply = (next: KeyMap) => {
    setMap(next)
    store(next)
    changed(next)
  }
  const label = (key: string) => labelOf(key, direction())
  const labels = (action: Action) => keysOf(action, map()).map(label)
  const announceKeys = (action: Action) =>
    announce(`${nameOf(action)}: ${labels(action).join(', ') || later.keys.none}`)

  /** Asks the reader for the new key of an action. */
  const ask = (action: Action) => {
    setProblem('')
    setAsked(action)
    announce(later.keys.press)
  }
  /** Takes a key as the answer to `ask`. @returns whether it is one, so that the browser does nothing with it */
  const answer = (pressed: Pressed): boolean => {
    const action = asked()
    if (!action) return false
    if (pressed.key === 'Tab') {
      setAsked(undefined)
      return false
    }
    if (pressed.key === 'Escape') {
      setAsked(undefined)
      announceKeys(action)
      return true
    }
    const key = pressed.key === 'Backspace' ? '' : nameOfKey(pressed, direction())
    if (key === undefined) return true
    const next = change(map(), action, key)
    if (typeof next === 'string') {
      setProblem(later.keys.taken(label(key), nameOf(next)))
      announce(problem())
      return true
    }
    setProblem('')
    setAsked(undefined)
    apply(next)
    announceKeys(action)
    return true
  }
  const switchAll = (on: boolean) => apply({ ...map(), off: !on })
  const reset = () => {
    setProblem('')
    apply(UNCHANGED)
    announce(later.keys.wasReset)
  }

  return { isOn: () => !map().off, labels, asked, problem, ask, answer, switchAll, reset }
}

/** Name of an action in the interface: words of its own, or those of the page it leads to. */
export function nameOf(action: Action): string {
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
