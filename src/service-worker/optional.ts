import { OPTIONAL_CACHE } from '#messages/optional.ts'
import type { Answer } from './answer.ts'

declare const self: ServiceWorkerGlobalScope

/** Filled in by the build: the name of the list of these files. The list is in the precache, and grows with the languages. */
declare const __OPTIONAL__: string

/** @returns the part of an address that is the same in any version of the app: `…/fa` of `…/fa-B5CTnnkj.js` */
const stemOf = (url: string) => url.slice(0, url.lastIndexOf('.') - 9)

/** The cache of the version before, which all sites of an origin had in common. */
const FORMER_CACHE = 'longwave-optional'

const open = () => caches.open(OPTIONAL_CACHE)
const absolute = (name: string) => new URL(name, self.registration.scope).href

async function files(): Promise<string[]> {
  const list = absolute(__OPTIONAL__)
  const response = (await caches.match(list)) ?? (await fetch(list))
  return ((await response.json()) as string[]).map(absolute)
}

/** Answers requests for optional files. They are stored at their first use, and later versions of them are stored as well. */
export const answerOptionalFile: Answer = ({ request }, url) =>
  isOwn(url.href) ? keep(request) : undefined

async function keep(request: Request): Promise<Response> {
  const cache = await open()
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

self.addEventListener('install', (event) => {
  const keepNew = async () => {
    const cache = await open()
    const kept = [...(await cache.keys()), ...(await formerFiles())]
    const stems = kept.map(({ url }) => stemOf(url))
    if (stems.length > 0) {
      await cache.addAll((await files()).filter((url) => stems.includes(stemOf(url))))
    }
  }
  event.waitUntil(keepNew())
})

/** @returns the requests for files of this site in the cache of the version before */
async function formerFiles(): Promise<Request[]> {
  if (!(await caches.has(FORMER_CACHE))) return []
  const requests = await (await caches.open(FORMER_CACHE)).keys()
  return requests.filter(({ url }) => isOwn(url))
}

const isOwn = (url: string) =>
  url.startsWith(absolute('assets/words/')) || url.startsWith(absolute('assets/fonts/'))

/** Removes optional files of older versions. */
export async function dropOptionalFiles(): Promise<void> {
  for (const request of await formerFiles()) {
    await (await caches.open(FORMER_CACHE)).delete(request)
  }
  const cache = await open()
  const known = await files()
  for (const { url } of await cache.keys()) if (!known.includes(url)) await cache.delete(url)
}
