import { type LibraryError, openLibrary } from '#library/open.ts'
import { loadPublication } from '#library/reads.ts'
import type { ToPage } from '#messages/toPage.ts'
import { afterPaint } from './afterPaint.ts'
import { announce } from './announce.ts'
import { onChangeOfWords } from './language/changeWords.ts'
import { languageToSpeak } from './language/chosen.ts'
import { loadDates } from './language/dates.ts'
import { later, loadLater, speak, t } from './language/spoken.ts'
import { createPageLoader } from './loadPage.ts'
import { type Navigation, startNavigation } from './navigation.ts'
import { onMessage, send, startWorker } from './offline/delivery.ts'
import { writeDeliveryState } from './offline/deliveryState.ts'
import { retryPictures, startPictures } from './offline/pictures.ts'
import { offerReload } from './offline/update.ts'
import { startPreferences } from './preferences.ts'
import { readSite } from './site.ts'

const site = readSite(document)
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-action="listen"]')) {
    import('./listen/openListen.tsx').then((it) => it.toggleListen())
  }
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
    await loadLater()
    announce(`${later.interfaceLanguage}: ${t.name}`)
    return true
  })
  onMessage((message) => {
    tell(message, navigation).catch((error: unknown) => console.error(error))
    if (message.type === 'synced' || message.type === 'progress') retryPictures()
    if (message.type !== 'shelved' && message.type !== 'removed') return
    load.forget()
    import('./offline/followEdition.ts')
      .then((it) => it.redraw(message.publication, navigation, site))
      .catch((error: unknown) => console.error(error))
  })
  // After the page has been painted: nothing of this may stand in its way.
  afterPaint(() => {
    start(navigation).catch((error: unknown) => console.error(error))
    startControls(navigation).catch((error: unknown) => console.error(error))
  })
}

async function tell(message: ToPage, navigation: Navigation) {
  const { followDelivery } = await import('./offline/followDelivery.ts')
  await followDelivery(message, site.id)
  if (!navigation.isDrawn()) writeDeliveryState()
}

async function startControls(navigation: Navigation) {
  const [{ speakBreaking }, { startKeys }, { followAll }, { followLists }, { followScripts }] =
    await Promise.all([
      import('./front/speakBreaking.ts'),
      import('./keys/startKeys.ts'),
      import('./offline/followAll.ts'),
      import('./reading/list.ts'),
      import('./fonts/lacking.ts'),
      // Keys and swipes press links, which would load a whole page anew before (navigation.ts).
      import('./followLinks.ts'),
    ])
  speakBreaking(navigation.page())
  startKeys()
  followLists()
  followAll(navigation, site)
  followScripts()
  document.documentElement.dataset.ready = ''
}

async function start(navigation: Navigation) {
  const refusal = await openLibrary().then(
    () => undefined,
    (error: LibraryError) => error,
  )
  // What cannot be checked is not delivered; what cannot be kept is read from the site, as any other is.
  const delivers = !refusal && globalThis.crypto?.subtle && globalThis.DecompressionStream
  const registration = delivers && (await startWorker(site))
  if (!registration) {
    const { tellLack } = await import('./offline/lacks.ts')
    await tellLack(refusal, navigation)
  }
  if (!delivers) return
  const { keepSecondCopy } = await import('./offline/secondCopy.ts')
  await keepSecondCopy().catch((error: unknown) => console.error(error))
  addEventListener('online', deliver)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - delivered > AGAIN) deliver()
  })
  await deliver()
}

/** An open app asks for news so often (ms). */
const AGAIN = 10 * 60 * 1000
let delivered = 0

async function deliver() {
  if (document.documentElement.dataset.wiped) return
  delivered = Date.now()
  const known = await openLibrary()
    .then((library) => loadPublication(library, site.id))
    .catch(() => undefined)
  await send(
    known
      ? { type: 'sync' }
      : {
          type: 'subscribe',
          address: new URL(site.publication, new URL(site.base, location.href)).href,
          root: site.root,
          builtIn: true,
          floor: site.floor,
        },
  ).catch((error: unknown) => console.error(error))
}
