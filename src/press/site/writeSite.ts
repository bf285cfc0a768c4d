import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageData, RenderedPage, SiteConfig } from '#app/site/page.ts'
import type { ArticleRecord } from '#bundle/article.ts'
import type { Release, Root } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { readIfThere, writeChanged } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { APP, copyApp, writeManifest } from './appFiles.ts'
import { Pages } from './Pages.ts'
import { sitePages, summaryOf } from './sitePages.ts'

interface SiteOptions {
  root: Root
  release: Release
  /** The live articles, newest first. */
  articles: ArticleRecord[]
  folder: string
  base: string
  /** The public address of the site, where the publisher names it. */
  url: string | undefined
  report: Report
}

/** Puts the app and the prerendered pages around a publication that has been pressed into `folder`. */
export async function writeSite(options: SiteOptions): Promise<void> {
  const { release, articles, folder, url, report } = options
  const prerender = await loadPrerender()
  await prerender.prepare(release.language)
  const template = await readFile(join(APP, 'index.html'), 'utf8')
  const site = await siteConfig(options)
  const pages = new Pages(template, site, url, release)
  await copyApp(folder)
  await writeManifest(folder, release)
  const written = new Set<string>()
  for (const [name, page] of sitePages(release, site.root, articles)) {
    report.progress(name)
    written.add(name)
    const html = pages.format(prerender.renderPage(page, site), page)
    await writeChanged(folder, name, encode(html))
  }
  await writeWorker(prerender, template, site, options)
  await removeStale(folder, written)
}

async function siteConfig({ base, release, folder }: SiteOptions): Promise<SiteConfig> {
  const root = (await readIfThere(folder, 'root/1.json'))!
  return {
    base,
    publication: './',
    id: release.id,
    root: createHash('sha256').update(root).digest('hex') as PublicationKey,
    floor: release.version,
  }
}

/** Writes the page that the service worker shows when it has no other, and the worker with the digest of that page. */
async function writeWorker(
  { renderPage }: Prerender,
  template: string,
  site: SiteConfig,
  { release, folder, url }: SiteOptions,
): Promise<void> {
  // The floor is left out, because each edition raises it: the worker would change with it, and every edition would be
  // offered to readers as a new version of the app. A reader who has the worker has been here before.
  const page: PageData = { kind: 'shell', publication: summaryOf(release, site.root) }
  const shell = new Pages(template, { ...site, floor: 0 }, url, release).format(
    renderPage(page, site),
    page,
  )
  await writeChanged(folder, 'shell.html', encode(shell))
  const worker = await readFile(join(APP, 'sw.js'), 'utf8')
  const digest = createHash('sha256').update(shell).digest()
  const filled = worker
    .replaceAll('__SHELL_REVISION__', digest.toString('hex').slice(0, 16))
    .replaceAll('__SHELL_DIGEST__', digest.toString('base64'))
  await writeChanged(folder, 'sw.js', encode(filled))
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

/** Removes the pages of withdrawn articles and of sections that are gone. */
async function removeStale(folder: string, written: Set<string>): Promise<void> {
  for (const part of ['article', 'section']) {
    for (const id of await readdir(join(folder, part)).catch(() => [])) {
      if (!written.has(`${part}/${id}/index.html`)) {
        await rm(join(folder, part, id), { recursive: true, force: true })
      }
    }
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
