/** Fields that TanStack Router (1.x) keeps in the state of each entry of the history. They are its own, so they are read here alone. */
interface RouterState {
  __TSR_key?: string
  __TSR_index?: number
}

/** An entry of the browser's history. */
export interface HistoryEntry {
  /** The router's name for the entry; empty for the first of a visit before the router is there. */
  key: string
  /** Place of the entry among those of the visit; undefined where `key` is empty. */
  index: number | undefined
}

/** @param state of an entry; by default of the current one */
export function entryOf(state: unknown = history.state): HistoryEntry {
  const { __TSR_key: key = '', __TSR_index: index } = (state ?? {}) as RouterState
  return { key, index }
}
