// Presses the thirty articles that the page-speed harness serves to every app into a site of ours.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')
const folder = join(root, '.cache/bench')
export const site = join(folder, 'site')
export const tools = join(root, '../shared/tools/measure')

/** @returns {Promise<void>} */
export async function pressBenchSite() {
  const { article } = await import(pathToFileURL(join(tools, 'bench/mock.mjs')).href)
  mkdirSync(folder, { recursive: true })
  const items = Array.from({ length: 30 }, (_, index) => article(index + 1, 1.7e12)).map(
    ({ id, title, html, published, author }) => ({
      id: String(id),
      url: `https://example.invalid/article-${id}`,
      title,
      content_html: html,
      date_published: published,
      authors: [{ name: author }],
    }),
  )
  writeFileSync(
    join(folder, 'feed.json'),
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Thirty articles',
      language: 'en',
      items,
    }),
  )
  const publication = {
    id: 'bench',
    title: 'Thirty articles',
    language: 'en',
    sections: [{ id: 'news', title: 'News', sources: [{ feed: 'feed.json' }] }],
  }
  writeFileSync(join(folder, 'publication.json'), JSON.stringify(publication))
  execFileSync(
    process.execPath,
    [
      join(root, 'dist/press/longwave.js'),
      'site',
      join(folder, 'publication.json'),
      '--out',
      site,
      '--key',
      join(folder, 'bench.key.json'),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
}
