import { local } from '../site/siteStorage.ts'
import { storedName } from '../site/storageKeys.ts'
/** The actions of keys, by group, in the order of the help, each with its standard keys. */
export const ACTIONS = {
  reading: {
    down: ['j'],
    up: ['k'],
    open: ['o'],
    next: ['n', 'onward'],
    previous: ['p', 'back'],
    list: ['u'],
    top: ['g'],
  },
  text: {
    larger: ['+', '='],
    smaller: ['-', '_'],
    preferences: ['t'],
    listen: ['l'],
    play: ['.'],
    contents: ['c'],
  },
  places: {
    front: ['f'],
    latest: ['r'],
    sections: ['s'],
    search: ['/'],
    settings: [','],
    links: ['a'],
    help: ['?'],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>

type Groups = typeof ACTIONS
export type Group = keyof Groups
export type Action = { [G in Group]: keyof Groups[G] }[Group]

/** Actions that no other words of the interface name. */
export type OwnName =
  | Exclude<keyof Groups['reading'], 'next' | 'previous'>
  | Exclude<keyof Groups['text'], 'preferences'>

export const GROUPS = Object.keys(ACTIONS) as Group[]
export const actionsOf = (group: Group) => Object.keys(ACTIONS[group]) as Action[]

const STANDARD = Object.assign({}, ...Object.values(ACTIONS)) as Record<Action, readonly string[]>

/** The reader's changes to the standard keys. */
export interface KeyMap {
  /** Whether single keys are switched off (WCAG 2.1.4). */
  off: boolean
  /** A key for an action, instead of its standard keys; empty for no key. */
  own: Partial<Record<Action, string>>
}

export const UNCHANGED: KeyMap = { off: false, own: {} }

export function keysOf(action: Action, { own }: KeyMap): readonly string[] {
  const key = own[action]
  if (key === undefined) return STANDARD[action]
  return key === '' ? [] : [key]
}

export function actionOf(key: string, map: KeyMap): Action | undefined {
  return (Object.keys(STANDARD) as Action[]).find((action) => keysOf(action, map).includes(key))
}

/** @returns the action that has this key already, if there is one: nothing changes then; else the changed map */
export function change(map: KeyMap, action: Action, key: string): Action | KeyMap {
  const holder = key === '' ? undefined : actionOf(key, map)
  if (holder !== undefined && holder !== action) return holder
  return { ...map, own: { ...map.own, [action]: key } }
}

export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey' | 'isComposing'
>

/**
 * Name of a pressed key on any keyboard. Layouts without Latin letters (Russian, Persian) give the letter in the same
 * position on a Latin keyboard, arrows the direction of reading. Undefined for a key that is never a shortcut.
 */
export function nameOfKey(event: Pressed, direction: string): string | undefined {
  const { key, code, shiftKey } = event
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined
  if (key === 'ArrowRight') return shiftKey ? undefined : direction === 'rtl' ? 'back' : 'onward'
  if (key === 'ArrowLeft') return shiftKey ? undefined : direction === 'rtl' ? 'onward' : 'back'
  if ([...key].length !== 1 || key === ' ') return undefined
  if (key === '؟' || key === '？') return '?'
  const isLatin = key < '\u0250'
  const [, letter] = isLatin ? [] : (/^Key([A-Z])$/.exec(code) ?? [])
  const name = (letter ?? key).toLowerCase()
  const isLetter = name !== name.toUpperCase()
  return isLetter && shiftKey ? undefined : name
}

/** Label of the key, as the help shows it. */
export function labelOf(key: string, direction: string): string {
  if (key === 'onward') return direction === 'rtl' ? '←' : '→'
  if (key === 'back') return direction === 'rtl' ? '→' : '←'
  return key
}

export function readKeyMap(): KeyMap {
  const { off, own } = (local.getJson('keys') ?? UNCHANGED) as Partial<KeyMap>
  return { off: off === true, own: own ?? {} }
}

export function keepKeyMap(map: KeyMap): void {
  local.setJson('keys', map)
}

/** Whether a storage event is about the keys: another tab has changed them. */
export function isKeyMap(key: string | null): boolean {
  return key === storedName('keys')
}
