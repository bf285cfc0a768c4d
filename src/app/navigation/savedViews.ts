import type { ViewState } from './scrollAndFocus.ts'

/** Entries of the history and lists whose views are kept, the last ones. */
const MOST = 40
const ENTRIES = 'longwave:places'
const LISTS = 'longwave:lists'

/** Views by entry of the history. Where storage is refused, they last as long as the page. */
let entries: Map<string, ViewState> | undefined

export function viewOfEntry(): ViewState | undefined {
  entries ??= read(() => sessionStorage, ENTRIES)
  // The router's name for the entry; the first of a visit has none before the router is there.
  return entries.get((history.state as { __TSR_key?: string } | null)?.__TSR_key ?? '')
}

/** @returns the index of the last entry before `here` that shows a list */
export function listIndex(here: number): number | undefined {
  const views = [...(entries?.values() ?? [])].reverse()
  return views.find(({ count, index }) => count && index !== undefined && index < here)?.index
}

/** @returns the view of a list when it was last on the screen, in any tab */
export function viewOfList(pathname: string): ViewState | undefined {
  return read(() => localStorage, LISTS).get(pathname)
}

/** @param list its address, where the page is a list of a known edition */
export function saveView(key: string, view: ViewState, list: string | undefined): void {
  entries ??= read(() => sessionStorage, ENTRIES)
  put(() => sessionStorage, ENTRIES, entries, key, view)
  if (list)
    put(
      () => localStorage,
      LISTS,
      read(() => localStorage, LISTS),
      list,
      view,
    )
}

function read(storage: () => Storage, name: string): Map<string, ViewState> {
  try {
    return new Map(JSON.parse(storage().getItem(name) ?? '[]') as [string, ViewState][])
  } catch {
    return new Map()
  }
}

function put(
  storage: () => Storage,
  name: string,
  views: Map<string, ViewState>,
  key: string,
  view: ViewState,
): void {
  views.delete(key)
  views.set(key, view)
  try {
    storage().setItem(name, JSON.stringify([...views].slice(-MOST)))
  } catch {
    // Storage is refused or full: after a restart, the page opens at its top.
  }
}
