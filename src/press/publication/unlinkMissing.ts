import type { Article, BundleRecord } from '#bundle/article.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { isLive } from './records.ts'

interface Linked {
  articles: Map<string, Article>
  /** The file or address each article comes from, by its id. */
  inputs: Map<string, string>
  /** Articles that are known under another id than their source makes for them, and links with it. */
  renamed: Map<string, string>
  held: Map<string, BundleRecord>
  report: Report
}

/** Replaces a link to an article that the publication does not have by the words of the link, and reports it. */
export function unlinkMissing({ articles, inputs, renamed, held, report }: Linked): void {
  for (const [id, article] of articles) {
    const missing = new Set<string>()
    let moved = false
    const body = JSON.parse(JSON.stringify(article.body), (_, value) => {
      if (value?.type !== 'link' || !String(value.url).startsWith('article:')) return value
      const target = value.url.slice('article:'.length)
      if (articles.has(target) || isLive(held.get(target))) return value
      const known = renamed.get(target)
      if (known !== undefined && articles.has(known)) {
        moved = true
        return { ...value, url: `article:${known}` }
      }
      missing.add(target)
      return {
        type: 'language',
        language: article.language,
        direction: article.direction,
        runs: value.runs,
      }
    })
    if (missing.size === 0 && !moved) continue
    articles.set(id, { ...article, body })
    for (const target of missing) {
      report.problem(
        new PressError(
          inputs.get(id)!,
          `links to "${target}", which is not an article of this publication`,
          {
            remedy: 'The text is kept without the link. Check the path of the link.',
          },
        ),
      )
    }
  }
}
