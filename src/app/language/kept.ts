/** With a number that grows when what is made of the same key changes. */
const KEY = 'longwave:dates2'
/** Front pages, sections and what was in view there; about 20 KB. */
const MOST = 400

let kept: Map<string, string> | undefined
let saving: ReturnType<typeof setTimeout> | undefined

/**
 * `make()`, or what it made on an earlier start. The first formatter of a page costs the engine 15 to 30 ms
 * (five times that on a slow phone): more than all the rest of drawing a front page.
 * @param key everything `make` depends on
 * @param make undefined is not kept
 */
export function keepWords(key: string, make: () => string): string
export function keepWords(key: string, make: () => string | undefined): string | undefined
export function keepWords(key: string, make: () => string | undefined): string | undefined {
  kept ??= read()
  const known = kept.get(key)
  const words = known ?? make()
  if (words === undefined) return undefined
  // Last used, last dropped.
  kept.delete(key)
  kept.set(key, words)
  // After the paint, and before even a short visit is over.
  if (known === undefined && saving === undefined) saving = setTimeout(save, 200)
  return words
}

function read(): Map<string, string> {
  try {
    return new Map(JSON.parse(localStorage.getItem(KEY) ?? '[]') as [string, string][])
  } catch {
    return new Map()
  }
}

function save(): void {
  saving = undefined
  try {
    localStorage.setItem(KEY, JSON.stringify([...kept!].slice(-MOST)))
  } catch {
    // Without storage they are made again on each start.
  }
}
