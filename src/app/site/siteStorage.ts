import { isStorageClosed } from '#library/closing.ts'
import { type LocalKey, type SessionKey, storedName } from './storageKeys.ts'

/** Local or session storage of this site. Each key has a line in storageKeys.ts. */
export interface SiteStorage<Key> {
  /** @returns undefined where nothing is stored under the key, or storage is refused */
  get(key: Key): string | undefined
  /** @returns undefined where `get` returns it, or what is stored is no JSON */
  getJson(key: Key): unknown
  /**
   * @param value undefined removes what is stored
   * @returns whether it is stored; where storage is refused or full it is not, and the app goes on with what it has in memory
   */
  set(key: Key, value: string | undefined): boolean
  setJson(key: Key, value: unknown): boolean
}

export const local = siteStorage<LocalKey>(() => localStorage)
export const session = siteStorage<SessionKey>(() => sessionStorage)

function siteStorage<Key extends LocalKey | SessionKey>(area: () => Storage): SiteStorage<Key> {
  const get = (key: Key) => {
    try {
      return area().getItem(storedName(key)) ?? undefined
    } catch {
      return undefined
    }
  }
  const set = (key: Key, value: string | undefined) => {
    if (isStorageClosed()) return false
    try {
      if (value === undefined) area().removeItem(storedName(key))
      else area().setItem(storedName(key), value)
      return true
    } catch {
      return false
    }
  }
  return {
    get,
    set,
    getJson: (key) => {
      try {
        return JSON.parse(get(key) ?? 'null') ?? undefined
      } catch {
        return undefined
      }
    },
    setJson: (key, value) => set(key, JSON.stringify(value)),
  }
}
