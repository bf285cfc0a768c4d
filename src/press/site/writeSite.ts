import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageData, RenderedPage, SiteConfig } from '#app/site/page.ts'
import { fillWorker } from '#bundle/appBuild.ts'
import type { Digest } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { sha256 } from '#bundle/digest.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { Stage } from '../files/ownFiles.ts'
import type { SiteEdition } from '../publication/pressPublication.ts'
import { PressError } from '../report/PressError.ts'
import { APP, stageApp, stageManifest } from './appFiles.ts'
import { drawPages } from './drawPages.ts'
import { Pages } from './Pages.ts'
import { sitePages, summaryOf } from './sitePages.ts'

interface SiteOptions {
  base: string
  /** The public address of the site, where the publisher names it. */
  url: string | undefined
}

/**
 * Puts the app and the prerendered pages around an edition. All of it is made before the head of the edition is written,
 * so a page that cannot be made never leaves a head without a site. The worker comes last: a device that finds it new
 * fetches the app's other files at once.
 */
export async function stageSite(
  edition: SiteEdition,
  stage: Stage,
  { base, url }: SiteOptions,
): Promise<void> {
  const { release, articles, fingerprint, report } = edition
  const prerender = await loadPrerender()
  await prerender.prepare(release.language)
  const template = await readFile(join(APP, 'index.html'), 'utf8')
  const site: SiteConfig = {
    base,
    publication: './',
    id: release.id,
    root: fingerprint as PublicationKey,
    floor: release.version,
  }
  const pages = new Pages(template, site, url, release)
  const list = await stageApp(stage)
  await stageManifest(release, stage)
  const draw = (page: PageData) => pages.format(prerender.renderPage(page, site), page)
  for (const [name, html] of drawPages(sitePages(release, site.root, articles), draw, report)) {
    await stage(name, encode(html))
  }
  await stageWorker(prerender, { template, site, url, edition, list }, stage)
}

interface WorkerParts {
  /** The page as the build makes it. */
  template: string
  site: SiteConfig
  url: string | undefined
  edition: SiteEdition
  /** The digest of the list of the app's files. */
  list: Digest
}

/** The page that the service worker shows when it has no other, and the worker with the digest of that page. */
async function stageWorker(
  { renderPage }: Prerender,
  { template, site, url, edition: { release }, list }: WorkerParts,
  stage: Stage,
): Promise<void> {
  // The floor is left out, because each edition raises it: the worker would change with it, and every edition would be
  // offered to readers as a new version of the app. A reader who has the worker has been here before.
  const page: PageData = { kind: 'shell', publication: summaryOf(release, site.root) }
  const shell = encode(
    new Pages(template, { ...site, floor: 0 }, url, release).format(renderPage(page, site), page),
  )
  await stage('shell.html', shell)
  const worker = await readFile(join(APP, 'sw.js'), 'utf8')
  await stage('sw.js', encode(fillWorker(worker, { shell: await sha256(shell), list })))
}

/** The exports of src/app/prerender.tsx as `vite build --mode prerender` builds them. */
interface Prerender {
  prepare(language: string): Promise<unknown>
  renderPage(page: PageData, site: SiteConfig): RenderedPage
}

const PRERENDER = join(import.meta.dirname, '../prerender/prerender.js')

async function loadPrerender(): Promise<Prerender> {
  try {
    return (await import(pathToFileURL(PRERENDER).href)) as Prerender
  } catch (cause) {
    throw new PressError(PRERENDER, 'the app has not been built', {
      remedy: 'Run `npm run build` first.',
      cause,
    })
  }
}

function encode(text: string): Bytes {
  return new TextEncoder().encode(text)
}
