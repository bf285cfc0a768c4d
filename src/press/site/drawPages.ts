import type { PageData } from '#app/site/page.ts'
import { explain } from '#bundle/explain.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

/**
 * Draws the pages of a site. An article that cannot be drawn costs its page alone: readers who have the app see it all the
 * same, because it is in the bundles.
 * @param draw makes the HTML of a page
 * @throws PressError where a page of the site itself cannot be drawn
 */
export function* drawPages(
  pages: Iterable<[name: string, page: PageData]>,
  draw: (page: PageData) => string,
  report: Report,
): Generator<[name: string, html: string]> {
  for (const [name, page] of pages) {
    report.progress(name)
    let html: string
    try {
      html = draw(page)
    } catch (cause) {
      const error = new PressError(name, `this page cannot be drawn (${explain(cause)})`, {
        remedy: 'Look for an address or a part that is not right in the article.',
        cause,
      })
      if (page.kind !== 'article') throw error
      report.problem(error)
      continue
    }
    yield [name, html]
  }
}
