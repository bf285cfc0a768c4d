import { readFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { LanguageTag } from '#bundle/article.ts'
import { articleId } from '../../article/articleId.ts'
import { languageTag } from '../../article/language.ts'
import type { HtmlDocument } from '../html/parseHtml.ts'
import { type Fields, readFrontMatter, wordsOf } from './frontMatter.ts'

/* Ids, languages and links that follow from the paths of Markdown files below the folder of their source. */

export interface SourceFolder {
  /** The folder of the source: ids and languages come from the path below it. */
  root: string
  /** Ids of files by their path, so that a file that several links name is read once for its id. */
  ids?: Map<string, string>
}

/** Resolves `/pictures/one.jpg` from the top of the folder, as a site made from the folder would. */
export function fromRoot(written: string, root: string): string {
  const path = written.trim()
  return /^\/(?!\/)/.test(path) ? `${pathToFileURL(resolve(root)).href}${path}` : path
}

/** Turns links to other files, such as `../fa/one.md`, into `article:<id>`, if the file is below the root. */
export async function linkArticles(
  body: HtmlDocument['body'],
  path: string,
  { root, ids = new Map() }: SourceFolder,
): Promise<void> {
  for (const link of body.querySelectorAll('a[href]')) {
    const [target] = (link.getAttribute('href') ?? '').split(/[?#]/)
    if (!target || !/\.(?:md|markdown)$/i.test(target) || /^[a-z][a-z0-9+.-]*:/i.test(target))
      continue
    try {
      const file = fileURLToPath(new URL(fromRoot(target, root), pathToFileURL(resolve(path))))
      // A file outside the root is no article of this source, though one here may have the same name.
      if (relative(resolve(root), file).startsWith('..')) continue
      const id = ids.get(file) ?? (await idOfFile(file, root))
      ids.set(file, id)
      link.setAttribute('href', `article:${id}`)
    } catch {
      // The target is no path of this operating system. It stays as it is, and toBlocks drops it as no address.
    }
  }
}

/** The id that the article in a file has or would have. */
async function idOfFile(path: string, root: string): Promise<string> {
  try {
    const source = await readFile(path)
    const { fields } = readFrontMatter(source.subarray(0, 64 * 1024).toString(), path)
    return idOf(fields, path, root)
  } catch {
    // A missing or broken file is reported where it is linked to or read.
    return idOfPath(path, root)
  }
}

/** The id of an article: the field `id:`, the field `slug:` in place of the file's name, or the path. */
export function idOf(fields: Fields, path: string, root: string): string {
  const id = wordsOf(fields, 'id')
  if (id) return articleId(id)
  const slug = wordsOf(fields, 'slug')?.replace(/^\/|\/$/g, '')
  return slug ? idOfPath(join(dirname(resolve(path)), `${slug}.md`), root) : idOfPath(path, root)
}

/** The id of a file by its path: `fa/2026-11-02-how-it-works.md` gives `fa-how-it-works`. */
function idOfPath(path: string, root: string): string {
  const below = relative(resolve(root), resolve(path))
  const inside = below !== '' && !below.startsWith('..')
  const name = (inside ? below : basename(path))
    .replace(/\.(?:md|markdown)$/i, '')
    .split(sep)
    .map((part) => part.replace(/^_/, '').replace(/^\d{4}-\d{2}-\d{2}-/, ''))
  if (name.length > 1 && /^(?:index|readme|_index)$/i.test(name.at(-1)!)) name.pop()
  return articleId(name.join('-'))
}

/** The language that a folder is named after: `fa/`, `zh-hans/`, `pt-BR/`, `_articles/fa/`. */
export function languageOfPath(path: string, root: string): LanguageTag | undefined {
  const folders = relative(resolve(root), dirname(resolve(path))).split(sep)
  const own = [...folders, ...(folders[0] === '' ? [basename(resolve(root))] : [])]
  for (const folder of own.reverse()) {
    const tag = languageTag(folder)
    if (tag && /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(folder) && isKnown(tag)) return tag
  }
  const suffix = /\.([a-z]{2}(?:-[a-z0-9]{2,8})?)\.(?:md|markdown)$/i.exec(path)
  return suffix ? languageTag(suffix[1]) : undefined
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Whether a tag is that of a known language: `news` and `img` have the form of a tag too. */
function isKnown(tag: LanguageTag): boolean {
  return names.of(tag.split('-')[0]!) !== undefined
}
