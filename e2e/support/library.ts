import type { PublicationRow, ReadingRow } from '#library/schema.ts'

type Key = string | string[]

/** A page of any remote control: Playwright, Puppeteer, or that of another engine (engines.ts). */
export interface Evaluating {
  /** Runs the function in the page. Its argument and its result must survive JSON. */
  evaluate<Result, Arg>(
    run: (arg: Arg) => Result | Promise<Result>,
    arg: Arg,
  ): Promise<Awaited<Result>>
}

/**
 * Makes a page of a remote control that runs scripts. Values travel as JSON, because remote controls differ in what else they
 * can carry.
 * @param run runs the body of a function, and awaits what it returns
 */
export const evaluating = (run: (script: string) => Promise<unknown>): Evaluating => ({
  async evaluate<Result, Arg>(
    work: (arg: Arg) => Result | Promise<Result>,
    arg: Arg,
  ): Promise<Awaited<Result>> {
    const json = (await run(
      `return Promise.resolve((${work})(${JSON.stringify(arg)})).then((result) => JSON.stringify(result) ?? null)`,
    )) as string | null
    return JSON.parse(json ?? 'null') ?? undefined
  },
})

/**
 * The app's database, seen from a page of its origin. Of all test code, only this class opens IndexedDB itself: it must
 * see what is stored, whatever the app's code believes.
 */
export class Library {
  private readonly page: Evaluating
  private readonly database: string

  constructor(page: Evaluating, database = 'longwave:/') {
    this.page = page
    this.database = database
  }

  /** The same database from another page, or another database from the same page. */
  of(page: Evaluating, database = this.database): Library {
    return new Library(page, database)
  }

  /** Keys and rows of a store, in the order of their keys. */
  entries<Row>(store: string): Promise<[key: IDBValidKey, row: Row][]> {
    return this.page.evaluate(
      ([name, store]) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open(name!)
          let isAbsent = false
          // A database that is not there must not be created here, in a version that the app never had.
          opening.onupgradeneeded = () => {
            isAbsent = true
            opening.transaction!.abort()
          }
          opening.onerror = () => (isAbsent ? resolve([]) : reject(opening.error))
          opening.onsuccess = () => {
            const { result: database } = opening
            const transaction = database.transaction(store!)
            const keys = transaction.objectStore(store!).getAllKeys()
            const rows = transaction.objectStore(store!).getAll()
            transaction.onabort = () => reject(transaction.error)
            transaction.oncomplete = () => {
              database.close()
              resolve(keys.result.map((key, index) => [key, rows.result[index]]))
            }
          }
        }),
      [this.database, store],
    ) as Promise<[IDBValidKey, Row][]>
  }

  async rows<Row>(store: string): Promise<Row[]> {
    return (await this.entries<Row>(store)).map(([, row]) => row)
  }

  /** @returns the row, or undefined when there is none */
  async row<Row>(store: string, key: Key): Promise<Row | undefined> {
    const wanted = JSON.stringify(await this.named(key))
    const entries = await this.entries<Row>(store)
    return entries.find(([key]) => JSON.stringify(key) === wanted)?.[1]
  }

  /** The key (fingerprint) of a publication with this id; the id itself when there is none. */
  async keyOf(id: string): Promise<string> {
    const rows = await this.rows<PublicationRow>('publications')
    return rows.find((row) => row.id === id)?.fingerprint ?? id
  }

  /** Puts the publication's key into a key that a test wrote with its id. */
  private async named(key: Key): Promise<Key> {
    return Array.isArray(key) ? [await this.keyOf(key[0]!), ...key.slice(1)] : key
  }

  /** The reader's own row of an article: place, read and saved. */
  reading(publication: string, article: string): Promise<ReadingRow | undefined> {
    return this.row<ReadingRow>('reading', [publication, article])
  }

  /** Ids of the stored articles, texts and images. */
  async shelf() {
    const ids = (entries: [IDBValidKey, unknown][]) => entries.map(([key]) => (key as string[])[1]!)
    const [articles, bodies, images, reading] = await Promise.all(
      ['articles', 'bodies', 'images', 'reading'].map((store) => this.entries(store)),
    )
    return {
      articles: ids(articles!),
      bodies: ids(bodies!),
      images: images!.length,
      reading: reading!.length,
    }
  }

  async put(store: string, key: Key, row: unknown): Promise<void> {
    await this.page.evaluate(
      ([name, store, key, row]) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const { result: database } = opening
            const transaction = database.transaction(store, 'readwrite')
            transaction.objectStore(store).put(row, key)
            transaction.onabort = () => reject(transaction.error)
            transaction.oncomplete = () => {
              database.close()
              resolve()
            }
          }
        }),
      [this.database, store, await this.named(key), row] as const,
    )
  }

  /**
   * Adds copies of the first article under other ids and headlines, as years of delivery would: one for each ten
   * minutes.
   */
  addOldArticles(count: number): Promise<void> {
    return this.page.evaluate(
      ([name, count]) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            const { result: database } = opening
            const transaction = database.transaction(['articles', 'bodies'], 'readwrite')
            const articles = transaction.objectStore('articles')
            const bodies = transaction.objectStore('bodies')
            transaction.onabort = () => reject(transaction.error)
            transaction.oncomplete = () => {
              database.close()
              resolve()
            }
            const first = articles.getAll(undefined, 1)
            const body = bodies.getAll(undefined, 1)
            body.onsuccess = () => {
              const [row] = first.result
              for (let index = 0; index < count; index++) {
                const published = new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString()
                const order = -Date.parse(published)
                const fields = { id: `old-${index}`, headline: `Old number ${index}`, published }
                articles.put({ ...row, ...fields, order, seq: 1 })
                bodies.put({ ...body.result[0], ...fields, seq: 1 }, [row.publication, fields.id])
              }
            }
          }
        }),
      [this.database, count] as const,
    )
  }

  /** Gives the database a higher version, as a newer app does. */
  upgrade(version: number): Promise<void> {
    return this.page.evaluate(
      ([name, version]) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name, version)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            opening.result.close()
            resolve()
          }
        }),
      [this.database, version] as const,
    )
  }

  /** Keeps other pages from opening the database until this page is closed: a deletion waits for its connection. */
  block(): Promise<void> {
    return this.page.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open(name)
          opening.onerror = () => reject(opening.error)
          opening.onsuccess = () => {
            // A reference keeps the connection from being closed as garbage.
            Object.assign(window, { held: opening.result })
            indexedDB.deleteDatabase(name).onblocked = () => resolve()
          }
        }),
      this.database,
    )
  }

  /** Deletes the whole database, as a browser does when it runs out of space. */
  delete(): Promise<void> {
    return this.page.evaluate(
      (name) =>
        new Promise<void>((resolve, reject) => {
          const request = indexedDB.deleteDatabase(name)
          request.onsuccess = () => resolve()
          request.onerror = () => reject(request.error)
        }),
      this.database,
    )
  }
}
