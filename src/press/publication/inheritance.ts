import { basename, dirname } from 'node:path'
import type { ArticleRecord } from '#bundle/article.ts'
import { canonicalAddress } from '../article/articleId.ts'
import { webAddress } from '../article/webAddress.ts'
import type { ReadItem } from '../sources/reading.ts'
import { isSameDay, isSameHeadline } from './likeArticles.ts'

export interface Inheritance {
  /**
   * The article of a replaced source that an item of its successor is: the one with the same path at another host; else the
   * one with the same last part of the path, and the same headline or day; else the one with the same headline and day.
   * Where two articles would do, none is.
   * @param isBrought whether this run has brought an article already
   */
  find(item: ReadItem, isBrought: (id: string) => boolean): string | undefined
}

/** @param articles the articles that a source has taken over and not yet brought itself */
export function createInheritance(articles: ArticleRecord[]): Inheritance {
  const byPath = new Index()
  const bySlug = new Index()
  const byText = new Index()
  for (const article of articles) {
    byPath.add(pathOf(article.url), article)
    bySlug.add(slugOf(article.url, article.id), article)
    byText.add(article.headline, article)
  }
  return {
    find({ draft, link, input }, isBrought) {
      const address = link ?? draft.url
      const isLike = (article: ArticleRecord) =>
        isSameHeadline(article, draft) || isSameDay(article, draft)
      const found = [
        byPath.get(pathOf(address), () => true),
        bySlug.get(slugOf(address, nameOfFile(input)), isLike),
        byText.get(draft.headline, (article) => isSameDay(article, draft)),
      ]
      return found.find((id) => id !== undefined && !isBrought(id))
    },
  }
}

class Index {
  private readonly articles = new Map<string, ArticleRecord[]>()

  add(key: string | undefined, article: ArticleRecord): void {
    if (key === undefined) return
    const articles = this.articles.get(key)
    if (articles) articles.push(article)
    else this.articles.set(key, [article])
  }

  get(key: string | undefined, isLike: (article: ArticleRecord) => boolean): string | undefined {
    const like = (key === undefined ? [] : (this.articles.get(key) ?? [])).filter(isLike)
    return like.length === 1 ? like[0]!.id : undefined
  }
}

/** Path and query of an address without its host. The front page of a site is the page of no article. */
function pathOf(url: string | undefined): string | undefined {
  const address = webAddress(url)
  if (address === undefined) return undefined
  const { pathname, search } = new URL(canonicalAddress(address))
  const path = `${pathname.replace(/\/+$/, '')}${search}`
  return path === '' ? undefined : path
}

function slugOf(url: string | undefined, name: string): string | undefined {
  const address = webAddress(url)
  const path = address === undefined ? name : new URL(address).pathname
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  return last.replace(/\.\w{2,5}$/, '').toLowerCase() || undefined
}

/** `news/2026-11-02-the-ferry.md` and `news/the-ferry/index.md` as `the-ferry`. */
function nameOfFile(input: string): string {
  const name = (path: string) =>
    basename(path)
      .replace(/\.\w+$/, '')
      .replace(/^\d{4}-\d{2}-\d{2}-/, '')
  const own = name(input)
  return /^_?(?:index|readme)$/i.test(own) ? name(dirname(input)) : own
}
