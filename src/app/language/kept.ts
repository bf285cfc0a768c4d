import { local } from '../site/siteStorage.ts'

/** Texts that are stored: those of front pages, sections and their cards in view; about 20 KB. */
const MOST_TEXTS = 400
/** Delay of the write to storage: after the paint, and before even a short visit ends. */
const SAVE_AFTER_MS = 200

// A page has one store, which every date and list of names fills, so it lives in the module.
/** Stored texts by key, oldest first; undefined until the first use. */
let kept: Map<string, string> | undefined
/** Timer of SAVE_AFTER_MS. */
let saving: ReturnType<typeof setTimeout> | undefined

/**
 * Returns what `make` returns, or what it returned on an earlier start. The first formatter of a page takes the engine 15 to
 * 30 ms (five times that on a slow phone): more than all the rest of drawing a front page.
 * @param key everything `make` depends on
 * @param make its result is not stored if it is undefined
 */
export function keepWords(key: string, make: () => string): string
export function keepWords(key: string, make: () => string | undefined): string | undefined
export function keepWords(key: string, make: () => string | undefined): string | undefined {
  kept ??= read()
  const known = kept.get(key)
  const words = known ?? make()
  if (words === undefined) return undefined
  // The text used last goes to the end, so that it is dropped last.
  kept.delete(key)
  kept.set(key, words)
  if (known === undefined && saving === undefined) saving = setTimeout(save, SAVE_AFTER_MS)
  return words
}

function read(): Map<string, string> {
  try {
    return new Map(local.getJson('dates2') as [string, string][])
  } catch {
    return new Map()
  }
}

function save(): void {
  saving = undefined
  local.setJson('dates2', [...kept!].slice(-MOST_TEXTS))
}
