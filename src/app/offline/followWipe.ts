import { announce } from '../announce.ts'
import { later, loadLater, t } from '../language/spoken.ts'
import { closeReading } from '../reading/opening.ts'
import { onMessage, send } from './delivery.ts'

/** Everything has been removed in another tab of the app: this one brings none of it back. */
export function followWipe(base: string): void {
  onMessage(({ type }) => {
    if (type !== 'wiped' || document.documentElement.dataset.wiped) return
    keepNothing()
    // One that delivers without a worker.
    send({ type: 'cancel', wiped: true }).catch(() => {})
    showNothing(base).catch((error: unknown) => console.error(error))
  })
}

const refuse = () => {
  throw new DOMException('This page keeps nothing any more', 'InvalidStateError')
}

/**
 * From now on this page keeps nothing, until it is loaded again. Places, choices and copies are written from many corners,
 * some of them when a page is left.
 */
export function keepNothing(): void {
  document.documentElement.dataset.wiped = 'true'
  Storage.prototype.setItem = () => {}
  // Missing where a browser keeps nothing anyway.
  if (globalThis.IDBFactory) IDBFactory.prototype.open = refuse
  if (globalThis.CacheStorage) CacheStorage.prototype.open = async () => refuse()
}

/**
 * Puts these words in the place of whatever stands there: its pictures and parts would be asked of a worker that is no more,
 * and kept by it.
 * @param base path of the app: whoever follows the link begins anew
 */
export async function showNothing(base: string): Promise<void> {
  closeReading()
  const page = document.createElement('main')
  const words = document.createElement('p')
  const link = document.createElement('a')
  document.getElementById('notice')!.hidden = true
  document.getElementById('app')!.replaceChildren(page)
  await loadLater()
  page.className = 'panel'
  page.lang = t.language
  page.dir = t.direction
  words.textContent = later.storage.wiped
  link.href = base
  // The app follows no link that has a target: this one is for the browser.
  link.target = '_self'
  link.textContent = t.toFrontPage
  page.append(words, link)
  announce(words.textContent)
}
