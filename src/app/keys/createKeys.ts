import { createSignal } from 'solid-js'
import { t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'
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
  words: KeyWords
  map: KeyMap
  /** Hears of every new map: it holds for the page at once. */
  changed(map: KeyMap): void
  /** Stores the map for later visits, where the browser allows it. */
  store(map: KeyMap): void
  announce(words: string): void
  /** Direction of the page, which arrows follow. */
  direction(): string
}

type KeyWords = LaterWords['keys']

export type Keys = ReturnType<typeof createKeys>

/** State of the list of keys, where a reader changes a key: by a press of a button, and then of the new key. */
export function createKeys(given: Surroundings) {
  const { words, map: first, changed, store, announce, direction } = given
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
    announce(`${nameOf(action, words)}: ${labels(action).join(', ') || words.none}`)

  /** Asks the reader for the new key of an action. */
  const ask = (action: Action) => {
    setProblem('')
    setAsked(action)
    announce(words.press)
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
      setProblem(words.taken(label(key), nameOf(next, words)))
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
    announce(words.wasReset)
  }

  return { isOn: () => !map().off, labels, asked, problem, ask, answer, switchAll, reset }
}

/** Name of an action in the interface: words of its own, or those of the page it leads to. */
export function nameOf(action: Action, words: KeyWords): string {
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
  return { ...wordsOfPages, ...words.actions }[action]
}
