import type { Release } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { MemoryHost } from '../support/memoryHost.ts'
import { Publisher } from '../support/publisher.ts'
import type { Contents } from './audit.ts'
import type { News } from './steps.ts'
import { contentsOf } from './test.ts'

export const ID = 'model'

/** An edition as hosts serve it. */
export interface Edition {
  files: MemoryHost['files']
  release: Release
}

/** The publisher of a model run, with everything it has published. */
export class ModelPublisher {
  readonly editions: Edition[] = []
  /** Number of articles published so far; their ids are a1, a2 and so on. */
  articles = 0
  contents: Contents = {}
  private readonly publisher: Publisher
  private readonly mirrors: string[]
  private readonly live: string[] = []

  private constructor(publisher: Publisher, mirrors: string[]) {
    this.publisher = publisher
    this.mirrors = mirrors
  }

  static async of(mirrors: string[]): Promise<ModelPublisher> {
    const own = new ModelPublisher(await Publisher.of(ID), mirrors)
    await own.publish('articles')
    await own.publish('articles')
    return own
  }

  get fingerprint(): PublicationKey {
    return this.publisher.fingerprint as PublicationKey
  }

  get newest(): Edition {
    return this.editions.at(-1)!
  }

  editionOf(version: number): Edition | undefined {
    return this.editions.find(({ release }) => release.version === version)
  }

  async publish(what: News): Promise<void> {
    const { publisher, live, editions } = this
    const release: Partial<Release> = { mirrors: this.mirrors }
    const article = (id: string) => ({
      id,
      // Several articles share some images, and a correction has another image.
      image: { image: publisher.picture(`${(id.length + editions.length) % 5}`, 300) },
    })
    const old = live.length > 1 ? live[(editions.length * 7) % live.length] : undefined
    // The last article is never withdrawn, and no run is empty.
    switch (old === undefined && /^(?:correction|withdrawal)$/.test(what) ? 'articles' : what) {
      case 'articles': {
        const fresh = Array.from({ length: 1 + (editions.length % 3) }, () => `a${++this.articles}`)
        await publisher.press({ articles: fresh.map(article), release })
        live.push(...fresh)
        break
      }
      case 'correction':
        await publisher.press({ articles: [article(old!)], release })
        break
      case 'withdrawal':
        await publisher.press({ withdraw: [old!], release })
        live.splice(live.indexOf(old!), 1)
        break
      case 'roll-up':
        await publisher.rollUp({ release })
        break
      case 'roll-up alone':
        await publisher.rollUp({ alone: true, release })
        break
      case 'catalog':
        await publisher.useCatalog()
        break
      case 'new key':
        await publisher.rotate()
        await publisher.putHead(release)
        break
      case 'front alone':
        await publisher.putHead({ ...release, front: live.slice(-2) })
    }
    editions.push({ files: new Map(publisher.files), release: publisher.newest })
    this.contents = contentsOf(publisher)
  }
}

/** Another publisher's publication under the same id, with the highest possible version. */
export async function makeStranger(): Promise<MemoryHost['files']> {
  const stranger = await Publisher.of(ID)
  const lie = 'A stranger says so'
  const body = [{ type: 'paragraph' as const, runs: [lie] }]
  await stranger.press({
    articles: [1, 2, 3].map((one) => ({ id: `a${one}`, headline: lie, summary: lie, body })),
    release: { version: 1000, title: lie },
  })
  return stranger.files
}
