import type { BundleRecord } from '#bundle/article.ts'
import { articleId, idOfAddress, idOfGuid } from '../article/articleId.ts'
import { webAddress } from '../article/webAddress.ts'
import type { RememberedArticles } from '../files/articlesFile.ts'
import type { ReadItem } from '../sources/reading.ts'
import { isSamePage, isSameText } from './likeArticles.ts'
import { isLive } from './records.ts'

/** The articles of earlier runs and of this one, to find the article that an item of a source is. */
export class KnownArticles {
  /** The file or address of each article that this run has brought, by its id. */
  readonly inputs = new Map<string, string>()
  private readonly owned: RememberedArticles
  private readonly held: Map<string, BundleRecord>
  private readonly byGuid = new Map<string, string>()
  /** Articles by the ids that their sources make for them, where those are others. */
  private readonly byAlso = new Map<string, string>()
  /** Articles by the address of their page; undefined where several have it. */
  private readonly byPage = new Map<string, string | undefined>()
  private readonly byLetters = new Map<string, string>()

  constructor(owned: RememberedArticles, held: Map<string, BundleRecord>) {
    this.owned = owned
    this.held = held
    for (const [id, { source, guid, also }] of owned) {
      if (guid !== undefined) this.byGuid.set(`${source} ${guid}`, id)
      if (also !== undefined) this.byAlso.set(`${source} ${also}`, id)
    }
    for (const record of held.values()) {
      if (!isLive(record)) continue
      this.byLetters.set(record.id.toLowerCase(), record.id)
      const page = pageOf(record.url)
      if (page !== undefined) this.byPage.set(page, this.byPage.has(page) ? undefined : record.id)
    }
  }

  /**
   * The articles that an item may be, the surest first: by its lasting name in its feed, by its id, by its address.
   * Feeds exist that give new names to old articles, and others that use old names or addresses again. So each id comes
   * with whether what is held of the article fits the item.
   */
  candidates(item: ReadItem, source: string): Map<string, boolean> {
    const found = new Map<string, boolean>()
    const add = (id: string | undefined, fits: (id: string) => boolean) => {
      if (id !== undefined && this.isKnown(id) && !found.get(id)) found.set(id, fits(id))
    }
    const { draft, guid, link } = item
    const hasText = (id: string) => this.hasText(id, item)
    const byName = (id: string) => guid === undefined || hasText(id) || this.isOnPage(id, link)
    const byAddress = (id: string) => !this.hasOtherGuid(id, item) || hasText(id)
    const page = pageOf(link)
    add(this.articleOfGuid(guid, source), byName)
    add(this.byAlso.get(`${source} ${draft.id}`) ?? draft.id, byName)
    add(page, byAddress)
    add(page && this.byPage.get(page), byAddress)
    // An earlier version made ids of the addresses of front pages too.
    const address = webAddress(link)
    const front = address !== undefined && page === undefined ? idOfAddress(address) : undefined
    if (front !== undefined && hasText(front)) add(front, () => true)
    return found
  }

  articleOfGuid(guid: string | undefined, source: string): string | undefined {
    return guid === undefined ? undefined : this.byGuid.get(`${source} ${guid}`)
  }

  add(id: string, { input, guid, link }: ReadItem, source: string): void {
    this.inputs.set(id, input)
    this.byLetters.set(id.toLowerCase(), id)
    if (guid !== undefined) this.byGuid.set(`${source} ${guid}`, id)
    const page = pageOf(link)
    if (page !== undefined) this.byPage.set(page, id)
  }

  /** An id for an item that is none of the articles. */
  newId({ draft, link }: ReadItem): string {
    const ids = [draft.id, pageOf(link)].filter((id) => id !== undefined)
    const free = ids.find((id) => !this.isKnown(id))
    return free ?? articleId(`${draft.id} ${draft.published ?? ''} ${draft.headline}`)
  }

  /** An id for a new item whose address is on the host of another source: none that this source would make. */
  guestId({ draft, link }: ReadItem, source: string): string {
    return idOfGuid(`${source} ${draft.id}`, link!)
  }

  /** The live article that has this id in other letters: some hosts keep one folder for both. */
  inOtherCase(id: string): string | undefined {
    const other = this.byLetters.get(id.toLowerCase())
    return other === id ? undefined : other
  }

  private isKnown(id: string): boolean {
    return this.owned.has(id) || this.held.has(id)
  }

  private hasText(id: string, { draft }: ReadItem): boolean {
    const record = this.held.get(id)
    return !isLive(record) || isSameText(record, draft)
  }

  /** Whether nothing in the address says that it is another article. */
  private isOnPage(id: string, link: string | undefined): boolean {
    const record = this.held.get(id)
    const url = isLive(record) ? webAddress(record.url) : undefined
    const address = webAddress(link)
    return url === undefined || address === undefined || isSamePage(url, address)
  }

  private hasOtherGuid(id: string, { guid, link }: ReadItem): boolean {
    if (guid === undefined) return false
    const own = this.owned.get(id)?.guid
    // An id that does not come from the address comes from a lasting name, which is another one than this.
    return own === undefined ? id !== pageOf(link) : own !== guid
  }
}

/** The id that the address of an article's page gives. The front page of a site is the page of no article. */
function pageOf(link: string | undefined): string | undefined {
  const address = webAddress(link)
  if (address === undefined) return undefined
  const { pathname, search } = new URL(address)
  return pathname === '/' && search === '' ? undefined : idOfAddress(address)
}
