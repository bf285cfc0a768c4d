import { type LibraryError, openLibrary } from '#library/open.ts'
import type { ToPage } from '#messages/toPage.ts'
import { loadLater, speak, t } from './language/catalog.ts'
import { onChangeOfWords } from './language/changeWords.ts'
import { languageToSpeak } from './language/chosen.ts'
import { loadDates } from './language/dates.ts'
import { type Navigation, startNavigation } from './navigation/navigation.ts'
import { createPageLoader } from './navigation/pageLoader.ts'
import { startPreferences } from './preferences/preferences.ts'
import { readSite } from './site/site.ts'
import { afterPaint } from './ui/afterPaint.ts'
import { announce } from './ui/announce.ts'
import { writeDeliveryState } from './worker/deliveryState.ts'
import { retryPictures, startPictures } from './worker/imagesFromLibrary.ts'
import { onMessage, startWorker } from './worker/messages.ts'
import { offerReload } from './worker/offerReload.ts'

const site = readSite(document)
/** On the document, so that the buttons of the prerendered page work, too; each press is the first to need its code. */
document.addEventListener('click', ({ target }) => {
  const pressed = (action: string) =>
    target instanceof Element && target.closest(`[data-action="${action}"]`)
  if (pressed('listen')) import('./listen/openListen.tsx').then((it) => it.toggleListen())
  if (pressed('preferences')) import('./preferences/panel.tsx').then((it) => it.togglePanel())
})
const typeface = startPreferences()
startPictures()
offerReload()
const load = createPageLoader(site, document.title)
// Not awaited here: the chunks of other pages import this one, and would wait for it for ever.
const publicationLanguage = document.documentElement.lang
const language = languageToSpeak(publicationLanguage)
Promise.all([speak(language), loadDates(publicationLanguage, language)])
  .then(() => typeface)
  .then(() => startNavigation(site, load))
  .then(follow)
  .catch((error: unknown) => console.error(error))

function follow(navigation: Navigation) {
  onChangeOfWords(async () => {
    if (!(await speak(languageToSpeak(publicationLanguage)))) return false
    await navigation.refresh()
    announce(`${(await loadLater()).interfaceLanguage}: ${t.name}`)
    return true
  })
  onMessage((message) => {
    tell(message, navigation).catch((error: unknown) => console.error(error))
    if (message.type === 'synced' || message.type === 'progress') retryPictures()
    if (message.type !== 'shelved' && message.type !== 'removed') return
    load.forget()
    import('./watch/newEdition.ts')
      .then((it) => it.redraw(message.publication, navigation, site))
      .catch((error: unknown) => console.error(error))
  })
  // After the page has been painted: nothing of this may stand in its way.
  afterPaint(() => {
    start(navigation).catch((error: unknown) => console.error(error))
    // All of it is one chunk, because each chunk is a trip through the worker.
    import('./afterFirstPaint.ts')
      .then((it) => it.startAfterFirstPaint(navigation, site))
      .catch((error: unknown) => console.error(error))
  })
}

async function tell(message: ToPage, navigation: Navigation) {
  const { showSyncProgress } = await import('./watch/syncProgress.ts')
  await showSyncProgress(message, site.root)
  if (!navigation.isDrawn()) writeDeliveryState()
}

async function start(navigation: Navigation) {
  const refusal = await openLibrary().then(
    () => undefined,
    (error: LibraryError) => error,
  )
  // The app delivers only what it can check. Where it cannot store, it reads from the site, as any other is.
  const delivers = !refusal && globalThis.crypto?.subtle && globalThis.DecompressionStream
  const registration = delivers && (await startWorker(site))
  if (!registration) {
    const { showLack } = await import('./watch/browserSupport.ts')
    await showLack(refusal, navigation)
  }
  if (!delivers) return
  const { keepBackup } = await import('./storage/backup.ts')
  await keepBackup().catch((error: unknown) => console.error(error))
  const { keepDelivering } = await import('./worker/keepDelivering.ts')
  await keepDelivering(site)
}
