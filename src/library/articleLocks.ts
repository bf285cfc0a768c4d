import type { PublicationKey } from '#site/publicationKey.ts'
import { scoped } from '#site/scope.ts'

/** Name prefix of the Web Lock a page holds while it shows an article. Shared, because two tabs may show the same one. */
const OPEN = scoped('open ')

const locks = () => (navigator as { locks?: LockManager }).locks

/**
 * Protects an article that is being read from eviction by any tab or worker. Does nothing where the browser has no Web
 * Locks.
 * @returns a function that ends the protection
 */
export function lockArticle(publication: PublicationKey, id: string): () => void {
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

/** @returns the articles that any page shows, each as `publication id` */
export async function loadLockedArticles(): Promise<Set<string>> {
  const { held = [], pending = [] } = (await locks()?.query()) ?? {}
  const names = [...held, ...pending].map(({ name }) => name ?? '')
  return new Set(names.flatMap((name) => (name.startsWith(OPEN) ? name.slice(OPEN.length) : [])))
}
