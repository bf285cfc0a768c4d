const KEY = 'longwave:dates'
/** Front pages, sections and what was in view there; about 20 KB. */
const MOST = 400

let kept: Map<string, string> | undefined
let saving: ReturnType<typeof setTimeout> | undefined

/**
 * `make()`, or what it made on an earlier start. The first formatter of a page costs the engine 15 to 30 ms
 * (five times that on a slow phone): more than all the rest of drawing a front page.
 * @param key everything `make` depends on
 */
export function keepWords(key: string, make: () => string): string {
  kept ??= read()
  const known = kept.get(key)
  const words = known ?? make()
  // Last used, last dropped.
  kept.delete(key)
  kept.set(key, words)
  // After the paint, and before even a short visit is over.
  if (known === undefined) saving ??= setTimeout(save, 200)
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
