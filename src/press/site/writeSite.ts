import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageData, SiteConfig } from '#app/site/page.ts'
import type { ArticleRecord } from '#bundle/article.ts'
import { toCard } from '#bundle/card.ts'
import { composeFrontPage } from '#bundle/frontPage.ts'
import type { Release, Root } from '#bundle/release.ts'
import { PressError } from '../PressError.ts'
import { readIfThere, writeChanged } from '../publicationFolder.ts'
import type { Report } from '../Report.ts'
import { contentSecurityPolicy } from './contentSecurityPolicy.ts'
import { formatHead, type Rendered } from './formatHead.ts'

/** What `vite build --mode prerender` makes of src/app/prerender.tsx. */
interface Prerender {
  prepare(language: string): Promise<unknown>
  renderPage(page: PageData, site: SiteConfig): Rendered
}

interface SiteOptions {
  root: Root
  release: Release
  /** Live, newest first. */
  articles: ArticleRecord[]
  folder: string
  base: string
  /** Public address, where known. */
  url: string | undefined
  report: Report
}

const CARDS = 20

/** The app's own build lies beside the command line's. */
export const APP = join(import.meta.dirname, '../app')
const PRERENDER = join(import.meta.dirname, '../prerender/prerender.js')

/** Puts the app and the prerendered pages around a publication that has been pressed into `folder`. */
export async function writeSite(options: SiteOptions): Promise<void> {
  const { release, articles, folder, base, url, report } = options
  const { prepare, renderPage } = await loadPrerender()
  await prepare(release.language)
  const template = await readFile(join(APP, 'index.html'), 'utf8')
  const site: SiteConfig = {
    base,
    publication: './',
    id: release.id,
    root: createHash('sha256')
      .update((await readIfThere(folder, 'root/1.json'))!)
      .digest('hex'),
    floor: release.version,
  }
  const pages = new Pages(template, site, url, release)
  const cards = articles.map(toCard)
  const newest = (count: number, section?: string) =>
    (section === undefined ? cards : cards.filter((card) => card.section === section)).slice(
      0,
      count,
    )
  const front = composeFrontPage(release, cards, newest)
  const { title, language, direction, version, published, expires, sections, description } = release
  const publication = {
    id: release.id,
    title,
    ...(description === undefined ? {} : { description }),
    language,
    direction,
    version,
    published,
    expires,
    sections,
  }

  const written = new Set<string>()
  const write = async (name: string, page: PageData) => {
    report.progress(name)
    written.add(name)
    await writeChanged(folder, name, encode(pages.format(renderPage(page, site), page)))
  }
  await copyApp(folder)
  await writeManifest(folder, release)
  await write('index.html', { kind: 'front', front })
  for (const section of sections) {
    await write(`section/${section.id}/index.html`, {
      kind: 'section',
      section,
      cards: newest(CARDS, section.id),
      publication,
    })
  }
  for (const [index, article] of articles.entries()) {
    const section = sections.find(({ id }) => id === article.section)
    const newer = cards[index - 1]
    const older = cards[index + 1]
    await write(`article/${article.id}/index.html`, {
      kind: 'article',
      article,
      publication,
      ...(section === undefined ? {} : { section }),
      ...(newer === undefined ? {} : { newer }),
      ...(older === undefined ? {} : { older }),
    })
  }
  for (const place of ['search', 'settings', 'publications', 'about']) {
    await write(`${place}/index.html`, { kind: 'shell', publication })
  }
  await write('404.html', { kind: 'missing', publication, reason: 'address' })

  // Without the floor, which each edition raises: the worker would change with it, and every edition
  // would be offered to readers as a new version of the app. Who has the worker has been here before.
  const shell = new Pages(template, { ...site, floor: 0 }, url, release).format(
    renderPage({ kind: 'shell', publication }, site),
    { kind: 'shell', publication },
  )
  await writeChanged(folder, 'shell.html', encode(shell))
  const worker = await readFile(join(APP, 'sw.js'), 'utf8')
  const digest = createHash('sha256').update(shell).digest()
  const filled = worker
    .replaceAll('__SHELL_REVISION__', digest.toString('hex').slice(0, 16))
    .replaceAll('__SHELL_DIGEST__', digest.toString('base64'))
  await writeChanged(folder, 'sw.js', encode(filled))
  await removeStale(folder, written)
}

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

const MADE_ANEW = new Set(['index.html', 'sw.js', 'manifest.webmanifest'])

/** On the home screen the publication stands under its own name. */
async function writeManifest(folder: string, release: Release): Promise<void> {
  const manifest = JSON.parse(await readFile(join(APP, 'manifest.webmanifest'), 'utf8')) as object
  const own = {
    ...manifest,
    name: release.title,
    short_name: release.title,
    ...(release.description === undefined ? {} : { description: release.description }),
    lang: release.language,
    dir: release.direction,
  }
  await writeChanged(folder, 'manifest.webmanifest', encode(`${JSON.stringify(own)}\n`))
}

/** Everything of the app's build that is not made anew for each site. */
async function copyApp(folder: string): Promise<void> {
  const entries = await readdir(APP, { recursive: true, withFileTypes: true })
  const current = new Set<string>()
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(APP.length + 1).replaceAll('\\', '/')
    if (MADE_ANEW.has(name)) continue
    current.add(name)
    await writeChanged(folder, name, await readFile(path))
  }
  // Scripts of an older build: no page here names them, and open tabs have theirs from the precache.
  const there = await readdir(join(folder, 'assets'), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  for (const entry of there) {
    const path = join(entry.parentPath, entry.name)
    const name = relative(folder, path).replaceAll('\\', '/')
    if (entry.isFile() && !current.has(name)) await rm(path, { force: true })
  }
}

/** Pages of withdrawn articles and of sections that are gone. */
async function removeStale(folder: string, written: Set<string>): Promise<void> {
  for (const part of ['article', 'section']) {
    for (const id of await readdir(join(folder, part)).catch(() => [])) {
      if (!written.has(`${part}/${id}/index.html`)) {
        await rm(join(folder, part, id), { recursive: true, force: true })
      }
    }
  }
}

class Pages {
  private readonly template: string
  private readonly policy: string
  private readonly site: SiteConfig
  private readonly url: string | undefined
  private readonly release: Release

  constructor(template: string, site: SiteConfig, url: string | undefined, release: Release) {
    // The build writes relative addresses, which would be wrong one folder down.
    this.template = template.replace(/((?:src|href)=")\.\//g, `$1${site.base}`)
    this.policy = contentSecurityPolicy(this.template)
    this.site = site
    this.url = url
    this.release = release
  }

  format(rendered: Rendered, page: PageData): string {
    const { site, url, release } = this
    const head = formatHead({ rendered, page, site, url, release, policy: this.policy })
    return this.template
      .replace(
        /<html[^>]*>/,
        () => `<html lang="${rendered.language}" dir="${rendered.direction}">`,
      )
      .replace('<!--head-->', () => head)
      .replace('<!--app-->', () => rendered.html)
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
