import { announce } from '../announce.ts'
import { en } from '../language/en.ts'

/** Offers a new version of the app once it has been fetched whole; never changes it under a reader. */
export function offerUpdates(registration: ServiceWorkerRegistration): void {
  const offer = () => {
    const { waiting } = registration
    if (waiting && navigator.serviceWorker.controller) show(waiting)
  }
  offer()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', offer)
  })
}

function show(waiting: ServiceWorker): void {
  const notice = document.getElementById('notice')
  if (!notice?.hidden) return
  notice.lang = en.language
  notice.setAttribute('role', 'region')
  notice.setAttribute('aria-label', en.updateReady)
  const words = document.createElement('p')
  words.textContent = en.updateReady
  const now = button(en.updateNow, () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {
      once: true,
    })
    waiting.postMessage({ type: 'SKIP_WAITING' })
  })
  const later = button(en.updateLater, () => {
    notice.hidden = true
  })
  notice.replaceChildren(words, now, later)
  notice.hidden = false
  announce(en.updateReady)
}

function button(words: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'button'
  element.textContent = words
  element.addEventListener('click', onClick)
  return element
}
