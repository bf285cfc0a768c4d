import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import type { SiteConfig } from '../site/page.ts'
import { send } from './messages.ts'

/** An open app asks for news so often (ms). */
const INTERVAL_MS = 10 * 60 * 1000
/** When it last asked (ms since 1970): of this visit, whichever of the events below asks. */
let lastAsked = 0

/** Asks for news now, when the network comes back, and when the reader returns to the app after a while. */
export async function keepDelivering(site: SiteConfig): Promise<void> {
  const ask = () => askForNews(site)
  addEventListener('online', ask)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - lastAsked > INTERVAL_MS) ask()
  })
  await ask()
}

async function askForNews(site: SiteConfig): Promise<void> {
  if (document.documentElement.dataset.wiped) return
  lastAsked = Date.now()
  const rows = await openLibrary()
    .then(loadPublications)
    .catch(() => [])
  // By its key: a publication with the same id is another one, and so is the site's own under a key that was lost.
  const isKnown = rows.some((row) => row.fingerprint === site.root && row.trust === 'built-in')
  try {
    if (!isKnown) {
      await send({
        type: 'subscribe',
        address: new URL(site.publication, new URL(site.base, location.href)).href,
        root: site.root,
        builtIn: true,
        floor: site.floor,
      })
    }
    // Publications that the reader has added do not wait for the site's own to be there.
    if (isKnown || rows.length > 0) await send({ type: 'sync' })
  } catch (error) {
    console.error(error)
  }
}
