import { loadLater, t } from '../../language/catalog.ts'
import { closeReading } from '../../reading/opening.ts'
import { announce } from '../../ui/announce.ts'
import { hideNotice } from '../../ui/notice.ts'
import { appElement } from '../../ui/pageElements.ts'

/**
 * Replaces the page by a message that everything has been removed. The old page would go on requesting images, and the
 * unregistered worker would cache them again.
 * @param base path of the app, which the link of the message opens anew
 */
export async function showErased(base: string): Promise<void> {
  closeReading()
  const page = document.createElement('main')
  const words = document.createElement('p')
  const link = document.createElement('a')
  hideNotice()
  appElement().replaceChildren(page)
  const later = await loadLater()
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
