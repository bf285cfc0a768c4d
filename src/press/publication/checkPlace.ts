import { isWeb, pathOf } from '../fetching/trust.ts'
import { type Publication, placeOf, type SourceEntry } from '../files/publicationFile.ts'
import { isBelow, realPathOf } from '../files/publishedFolders.ts'
import { PressError } from '../report/PressError.ts'

/**
 * Refuses a folder for the published files in which they would mix with the publication's own files: pages would lie
 * among the sources, and be deleted with them or be read as sources. Links are resolved, and where the file system does
 * not tell capitals apart, so does the comparison.
 * @param hasPages whether a site is written around the publication
 * @throws PressError
 */
export async function checkPlace(
  { file, folder }: Publication,
  out: string,
  { hasPages }: { hasPages: boolean },
): Promise<void> {
  const published = await realPathOf(out)
  const project = await realPathOf(folder)
  if (isBelow(project, published)) {
    throw mixed(
      out,
      project === published ? 'is' : 'contains',
      `the folder of the publication, ${folder}`,
    )
  }
  for (const source of file.sections.flatMap(({ sources }) => sources)) {
    const place = placeOf(source)
    if (isWeb(place)) continue
    const path = await realPathOf(pathOf(place, folder))
    if (isBelow(path, published)) {
      throw mixed(
        out,
        path === published ? 'is' : 'contains',
        `a source of the publication, ${place}`,
      )
    }
    if (isBelow(published, path) && readsOwn(source, hasPages)) {
      throw mixed(out, 'lies in', `a source that would read it as articles, ${place}`)
    }
  }
}

/**
 * Whether a source that is a folder would read published files below it. The press writes feeds and, around a site, pages,
 * and no Markdown.
 */
function readsOwn(source: SourceEntry, hasPages: boolean): boolean {
  if (typeof source === 'string') return hasPages
  if (source.feed !== undefined) return true
  return source.markdown === undefined && hasPages
}

function mixed(out: string, how: string, what: string): PressError {
  return new PressError(out, `${how} ${what}: published files and sources would mix`, {
    remedy: 'Choose a folder of its own with --out, such as `public` beside publication.json.',
    misuse: true,
  })
}
