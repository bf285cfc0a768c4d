import type { Place } from './settle.ts'

/** Entries of the history and lists whose places are kept, the last ones. */
const MOST = 40
const ENTRIES = 'longwave:places'
const LISTS = 'longwave:lists'

/** Places by entry; where storage is refused, for as long as the page lives. */
let entries: Map<string, Place> | undefined

export function placeOfEntry(): Place | undefined {
  entries ??= read(() => sessionStorage, ENTRIES)
  // The router's name for the entry; the first of a visit has none before the router is there.
  return entries.get((history.state as { __TSR_key?: string } | null)?.__TSR_key ?? '')
}

/** The entry of the list that was left last, of those before this one in the history. */
export function listIndex(here: number): number | undefined {
  const places = [...(entries?.values() ?? [])].reverse()
  return places.find(({ count, index }) => count && index !== undefined && index < here)?.index
}

/** Where the reader was on this list when it was last on the screen, in any tab. */
export function placeOnList(pathname: string): Place | undefined {
  return read(() => localStorage, LISTS).get(pathname)
}

/** @param list its address, where the page is a list of a known edition */
export function rememberPlace(key: string, place: Place, list: string | undefined): void {
  entries ??= read(() => sessionStorage, ENTRIES)
  put(() => sessionStorage, ENTRIES, entries, key, place)
  if (list)
    put(
      () => localStorage,
      LISTS,
      read(() => localStorage, LISTS),
      list,
      place,
    )
}

function read(storage: () => Storage, name: string): Map<string, Place> {
  try {
    return new Map(JSON.parse(storage().getItem(name) ?? '[]') as [string, Place][])
  } catch {
    return new Map()
  }
}

function put(
  storage: () => Storage,
  name: string,
  places: Map<string, Place>,
  key: string,
  place: Place,
): void {
  places.delete(key)
  places.set(key, place)
  try {
    storage().setItem(name, JSON.stringify([...places].slice(-MOST)))
  } catch {
    // Refused or full: a restart then begins at the top.
  }
}
