import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ArticleRecord, BundleRecord, Image, Withdrawal } from '#bundle/article.ts'
import { isWithdrawal } from '#bundle/article.ts'
import { type Bytes, toHex } from '#bundle/base64.ts'
import { bundleName, faceName } from '#bundle/decodeBundle.ts'
import { defined } from '#bundle/defined.ts'
import { encodeBundles, encodeCatalog, encodeFace, lineOf } from '#bundle/encodeBundle.ts'
import { type Signer, signEnvelope } from '#bundle/envelope.ts'
import { imageName } from '#bundle/images.ts'
import { generateKey, signerOf } from '#bundle/keys.ts'
import { encodeTree, leafOf, treeName, treeOrder } from '#bundle/merkle.ts'
import {
  type BundleReference,
  type Face,
  type Head,
  RELEASE_TYPE,
  type Release,
  ROOT_TYPE,
  type Root,
  type Section,
  withFace,
} from '#bundle/release.ts'
import { type Leaf, stateOf } from '#bundle/state.ts'

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const gzip = async (raw: Bytes) => Uint8Array.from(gzipSync(raw, { level: 1 }))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const SECTIONS: Section[] = [
  { id: 'news', title: 'News', language: 'en', direction: 'ltr', kind: 'section' },
]

async function leafOfRecord(record: ArticleRecord): Promise<Leaf> {
  const leaf = await leafOf(new TextEncoder().encode(lineOf(record, record.id)))
  return { id: record.id, seq: record.seq, leaf }
}

/** Fields of the face may be changed like those of the head. */
type Change = Partial<Omit<Head, 'face'> & Pick<Face, 'description' | 'sections' | 'mirrors'>>

export interface Run {
  articles?: Partial<ArticleRecord>[]
  withdraw?: string[]
  /** Articles that the publication only keeps no longer. */
  forget?: string[]
  /** Records that this version of the format does not know, in a bundle of their own. */
  strange?: object[]
  /** Further fields of the release. */
  release?: Change
}

/** A publisher with a key of its own, which presses runs into files in memory. */
export class Publisher {
  /** The files of the publication on a host, by name. */
  readonly files = new Map<string, Bytes>()
  readonly id: string
  /** The release that head.json signs. */
  newest!: Release
  private readonly records = new Map<string, BundleRecord>()
  private bundles: BundleReference[] = []
  private root!: Root
  private rootKey!: { signer: Signer; public: string }
  private releaseKey!: { signer: Signer; public: string }
  private runs = 0
  private version = 0

  private constructor(id: string) {
    this.id = id
  }

  static async of(id: string): Promise<Publisher> {
    const publisher = new Publisher(id)
    publisher.rootKey = await newKey()
    publisher.releaseKey = publisher.rootKey
    await publisher.putRoot(1, publisher.rootKey)
    return publisher
  }

  /** A copy of the publisher with the same keys, which diverges from here on, as a thief of the keys does. */
  twin(): Publisher {
    const twin = new Publisher(this.id)
    for (const [name, bytes] of this.files) twin.files.set(name, bytes)
    for (const [id, record] of this.records) twin.records.set(id, record)
    const { bundles, newest, root, rootKey, releaseKey, runs, version } = this
    const rest = { newest, root, rootKey, releaseKey, runs, version }
    return Object.assign(twin, { bundles: [...bundles], ...rest })
  }

  get fingerprint(): string {
    return sha256(this.files.get('root/1.json')!)
  }

  /** Presses one more run: its bundle, its images, and a head. @returns names of the files it added */
  async press({
    articles = [],
    withdraw = [],
    forget = [],
    strange = [],
    release = {},
  }: Run): Promise<string[]> {
    const before = new Set(this.files.keys())
    this.runs++
    const records: BundleRecord[] = [
      ...articles.map((fields, index) => this.article(index, fields)),
      ...withdraw.map(
        (id): Withdrawal => ({ id, seq: this.runs, withdrawn: '2026-11-20T10:00:00Z' }),
      ),
      ...forget.map(
        (id): Withdrawal => ({
          id,
          seq: this.runs,
          withdrawn: '2026-11-20T10:00:00Z',
          forgotten: true,
        }),
      ),
    ]
    for (const record of records) this.records.set(record.id, record)
    const made = await encodeBundles(records, [this.runs, this.runs], gzip)
    if (strange.length > 0) {
      const raw = new TextEncoder().encode(strange.map((one) => JSON.stringify(one)).join('\n'))
      const bytes = await gzip(raw)
      const seq: [number, number] = [this.runs, this.runs]
      const digest = sha256(bytes)
      const reference = { seq, articles: 1, digest, length: bytes.length, raw: raw.length }
      made.push({ reference, bytes })
    }
    this.bundles.unshift(...this.put(made))
    await this.putHead(release)
    return [...this.files.keys()].filter((name) => !before.has(name))
  }

  /** Adds a bundle of all runs so far, beside the other bundles or instead of them. */
  async rollUp({
    alone = false,
    release = {},
  }: {
    alone?: boolean
    release?: Change
  } = {}): Promise<void> {
    const made = await encodeBundles([...this.records.values()], [1, this.runs], gzip)
    this.bundles = [...this.put(made), ...(alone ? [] : this.bundles)]
    await this.putHead(release)
  }

  /** Leaves only the newest run in the head, and moves the others to the catalog. */
  async useCatalog(): Promise<void> {
    const { reference, bytes } = await encodeCatalog(this.bundles, gzip)
    this.files.set(`catalog/${bundleName(reference.digest)}`, bytes)
    await this.putHead({ bundles: this.bundles.slice(0, 1), catalog: reference })
  }

  /** Replaces all release keys by a new one: root/2.json. */
  async rotate(): Promise<void> {
    this.releaseKey = await newKey()
    await this.putRoot(this.root.version + 1, this.releaseKey)
  }

  /** Signs with another release key from now on; the key before it stays valid. */
  async addKey(): Promise<void> {
    const before = this.releaseKey
    this.releaseKey = await newKey()
    await this.putRoot(this.root.version + 1, this.releaseKey, before)
  }

  /** Makes the key before it invalid. */
  async dropKey(): Promise<void> {
    await this.putRoot(this.root.version + 1, this.releaseKey)
  }

  /** Adds the files of the tree of the newest head; few tests ask for them. @returns their names, the top one first */
  async putTree(): Promise<string[]> {
    const leaves = await Promise.all(this.live().map(leafOfRecord))
    const files = await encodeTree(leaves.sort(treeOrder))
    for (const { hash, bytes } of files) this.files.set(treeName(toHex(hash)), bytes)
    return files.map(({ hash }) => treeName(toHex(hash)))
  }

  private live(): ArticleRecord[] {
    return [...this.records.values()].filter(
      (record): record is ArticleRecord => !isWithdrawal(record),
    )
  }

  /** Writes a head with these changes, which every holder of the release key could sign. */
  async putHead(change: Change): Promise<void> {
    this.version = change.version ?? this.version + 1
    const live = this.live()
    const { sections = SECTIONS, mirrors = [], description, ...fields } = change
    const face = defined<Face>({ description, sections, mirrors })
    const { reference, bytes } = await encodeFace(face, gzip)
    this.files.set(faceName(reference.digest), bytes)
    const head: Head = {
      format: 1,
      minReader: 2,
      id: this.id,
      title: `The ${this.id}`,
      language: 'en',
      direction: 'ltr',
      version: this.version,
      published: '2026-11-20T10:00:00Z',
      expires: '2026-12-20T10:00:00Z',
      root: this.root.version,
      face: reference,
      front: live.slice(0, 3).map(({ id }) => id),
      seq: [1, this.runs],
      bundles: this.bundles,
      state: await stateOf(await Promise.all(live.map(leafOfRecord))),
      ...fields,
    }
    this.newest = withFace(head, face)
    const { signer } = this.releaseKey
    this.files.set('head.json', await signEnvelope(RELEASE_TYPE, json(head), [signer]))
  }

  /** A file of bytes that begin like an image, different for each name. */
  picture(name: string, length = 2000): Image {
    const bytes = new Uint8Array(length)
    bytes.set(new TextEncoder().encode(`RIFF....WEBP ${name}`))
    const source = {
      width: 8,
      height: 8,
      digest: sha256(bytes),
      type: 'image/webp',
      length,
    } as const
    this.files.set(`images/${imageName(source)}`, bytes)
    return { alt: name, width: 8, height: 8, sources: [source] }
  }

  private article(index: number, fields: Partial<ArticleRecord>): ArticleRecord {
    const id = fields.id ?? `run-${this.runs}-${index}`
    return {
      id,
      headline: `${id} in run ${this.runs}`,
      summary: 'A summary.',
      authors: [{ name: 'A. Writer' }],
      published: new Date(Date.UTC(2026, 10, 1, this.runs, index)).toISOString(),
      language: 'en',
      direction: 'ltr',
      section: 'news',
      tags: [],
      image: { image: this.picture(`${this.id} ${id}`) },
      body: [{ type: 'paragraph', runs: [`The text of ${id}.`] }],
      ...fields,
      seq: this.runs,
    }
  }

  private put(made: { reference: BundleReference; bytes: Bytes }[]): BundleReference[] {
    return made.map(({ reference, bytes }) => {
      this.files.set(`bundles/${bundleName(reference.digest)}`, bytes)
      return reference
    })
  }

  private async putRoot(version: number, ...releaseKeys: { signer: Signer; public: string }[]) {
    const keys = [this.rootKey, ...releaseKeys]
    this.root = {
      format: 1,
      id: this.id,
      version,
      expires: '2036-01-01T00:00:00Z',
      keys: Object.fromEntries(keys.map((key) => [key.signer.keyid, key.public])),
      roles: {
        root: { keyids: [this.rootKey.signer.keyid], threshold: 1 },
        release: { keyids: releaseKeys.map(({ signer }) => signer.keyid), threshold: 1 },
      },
    }
    const signed = await signEnvelope(ROOT_TYPE, json(this.root), [this.rootKey.signer])
    this.files.set(`root/${version}.json`, signed)
  }
}

async function newKey(): Promise<{ signer: Signer; public: string }> {
  const key = await generateKey()
  return { signer: await signerOf(key), public: key.public }
}
