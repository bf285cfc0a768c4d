import { entryOf } from '../site/historyEntry.ts'
import { local, session } from '../site/siteStorage.ts'
import type { ViewState } from './scrollAndFocus.ts'

/** Entries of the history and lists whose views are kept, the last ones. */
const MOST_VIEWS = 40

/** Views by entry of the history. Where storage is refused, they last as long as the page. */
let entries: Map<string, ViewState> | undefined

export function viewOfEntry(): ViewState | undefined {
  entries ??= mapOf(session.getJson('places'))
  return entries.get(entryOf().key)
}

/** @returns the index of the last entry before `here` that shows a list */
export function listIndex(here: number): number | undefined {
  const views = [...(entries?.values() ?? [])].reverse()
  return views.find(({ count, index }) => count && index !== undefined && index < here)?.index
}

/** @returns the view of a list when it was last on the screen, in any tab */
export function viewOfList(pathname: string): ViewState | undefined {
  return mapOf(local.getJson('lists')).get(pathname)
}

/** @param list its address, where the page is a list of a known edition */
export function saveView(key: string, view: ViewState, list: string | undefined): void {
  entries ??= mapOf(session.getJson('places'))
  session.setJson('places', newest(entries, key, view))
  if (list) local.setJson('lists', newest(mapOf(local.getJson('lists')), list, view))
}

function mapOf(stored: unknown): Map<string, ViewState> {
  try {
    return new Map(stored as [string, ViewState][])
  } catch {
    return new Map()
  }
}

/** Puts a view at the end of the map. @returns the last ones */
function newest(views: Map<string, ViewState>, key: string, view: ViewState) {
  views.delete(key)
  views.set(key, view)
  return [...views].slice(-MOST_VIEWS)
}
