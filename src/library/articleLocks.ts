/** Of the lock that a page holds while it shows an article: shared, as two may show the same one. */
const OPEN = 'longwave-open '

const locks = () => (navigator as { locks?: LockManager }).locks

/**
 * Keeps an article that is being read from eviction, whichever tab or worker that is in. Nothing where the browser
 * has no locks.
 * @returns to be called when it is read no more
 */
export function lockArticle(publication: string, id: string): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const name = `${OPEN}${publication} ${id}`
  locks()
    ?.request(name, { mode: 'shared' }, () => held)
    .catch(() => {})
  return release
}

/** Those that are held, as `publication id`. */
export async function loadLockedArticles(): Promise<Set<string>> {
  const { held = [], pending = [] } = (await locks()?.query()) ?? {}
  const names = [...held, ...pending].map(({ name }) => name ?? '')
  return new Set(names.flatMap((name) => (name.startsWith(OPEN) ? name.slice(OPEN.length) : [])))
}
