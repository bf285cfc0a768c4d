// Presses the thirty articles that the page-speed harness serves to every app into a site of this project.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export const root = join(import.meta.dirname, '..')
export const tools = join(root, '../shared/tools/measure')

/**
 * Presses the site. Its folder is emptied first, so that every build is measured with a first edition and nothing else.
 * @param {string} build the folder of a checkout that has been built; its own press is used
 * @returns {Promise<string>} the folder of the site
 */
export async function pressBenchSite(build) {
  const { article } = await import(pathToFileURL(join(tools, 'bench/mock.mjs')).href)
  const folder = join(build, '.cache/bench')
  const site = join(folder, 'site')
  for (const made of ['site', 'root', 'longwave.state.json', 'publication.articles.json']) {
    rmSync(join(folder, made), { recursive: true, force: true })
  }
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
  const press = join(build, 'dist/press/longwave.js')
  const key = join(folder, 'bench.key.json')
  // A build from before the root belonged to the project refuses this, and makes key and root in its first run.
  spawnSync(process.execPath, [press, 'init', folder, '--key', key, '--root-key', key])
  execFileSync(
    process.execPath,
    [press, 'site', join(folder, 'publication.json'), '--out', site, '--key', key],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LONGWAVE_CACHE: join(folder, 'cache') },
    },
  )
  return site
}
