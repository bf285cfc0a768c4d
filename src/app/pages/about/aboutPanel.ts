import { withLibrary } from '#library/open.ts'
import { loadPublication, loadPublications } from '#library/reads.ts'
import { loadLater, t } from '../../language/catalog.ts'
import type { SiteConfig } from '../../site/page.ts'
import { readSite } from '../../site/site.ts'
import { appFiles, runningBuild, vouchedFor, waitingBuild } from '../../worker/appBuild.ts'
import type { OpenPanel } from '../openPanel.ts'
import { AboutPage } from './AboutPage.tsx'
import { wordsOfBuild } from './wordsOfBuild.ts'

export const openPanel: OpenPanel = async (later) => {
  const { base, root } = readSite(document)
  const [rows, running] = await Promise.all([
    withLibrary(loadPublications).catch(() => undefined),
    runningBuild(appFiles(base), scriptOf(base)).catch(() => undefined),
  ])
  const release = rows?.find(({ fingerprint }) => fingerprint === root)?.release
  const build = wordsOfBuild(later, running, release?.app)
  return { title: t.aboutTheApp, View: () => AboutPage({ rows, build, later }) }
}

/** @returns the path of the script that this page has started with, below the app */
function scriptOf(base: string): string {
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')
  return script ? new URL(script.src).pathname.slice(base.length) : ''
}

/** How long ago (ms) the device has asked for a newer edition at most, where the newest one it has is believed to be so. */
const FRESH_FOR = 10 * 60_000

/** Says whether the publisher vouches for the version of the app that waits; nothing where the publisher names no builds. */
export async function wordsOfWaiting(
  { base, root }: SiteConfig,
  signal: AbortSignal,
): Promise<string> {
  const [{ build }, row, waiting] = await Promise.all([
    loadLater(),
    withLibrary((library) => loadPublication(library, root)),
    waitingBuild(appFiles(base, signal)),
  ])
  const age = Date.now() - Date.parse(row?.synced ?? '')
  const vouched = vouchedFor(waiting, row?.release?.app, Math.abs(age) < FRESH_FOR)
  return vouched ? build.vouched[vouched] : ''
}
