import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type ArticleRecord, type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { audioName } from '#bundle/audioName.ts'
import { BundleError } from '#bundle/BundleError.ts'
import { type Bytes, toHex } from '#bundle/base64.ts'
import { checkAudio } from '#bundle/checkAudio.ts'
import { checkImage } from '#bundle/checkImage.ts'
import {
  bundleName,
  checkFile,
  type DecodedBundle,
  decodeBundle,
  faceName,
} from '#bundle/decodeBundle.ts'
import { explain } from '#bundle/explain.ts'
import { imagesOf } from '#bundle/figures.ts'
import { openHead } from '#bundle/head.ts'
import { imageName } from '#bundle/images.ts'
import { decodeLeaves, decodeTiles, leafOf, TILE, type TreeHash, treeName } from '#bundle/merkle.ts'
import {
  type BundleReference,
  type Head,
  namesFace,
  type Release,
  withFace,
} from '#bundle/release.ts'
import { isState } from '#bundle/state.ts'
import { holdsSecretKey, secretKeysIn } from '../files/publishedFolders.ts'
import { openRoots, type ReadFile, readCatalog, readFace } from '../publication/openPublication.ts'
import { readFromAddress, readFromFolder } from '../publication/readFile.ts'
import { coverAll } from '../publication/rollUps.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

export interface Verified {
  release: Release | undefined
  /** How many files were checked. */
  files: number
  /** Each fault is a line that begins with the name of the file. */
  faults: string[]
}

/** Checks every signature and digest of a publication as a reader's device does, and goes on after a fault. */
export async function verify(where: string, report: Report): Promise<Verified> {
  const isAddress = /^https?:\/\//i.test(where)
  if (!isAddress && !(await stat(resolve(where)).catch(() => undefined))?.isDirectory()) {
    throw new PressError(where, 'there is no such folder', {
      remedy: 'Name the folder or the address of a publication.',
      misuse: true,
    })
  }
  const base = isAddress && !where.endsWith('/') ? `${where}/` : where
  const read = isAddress ? readFromAddress(base) : readFromFolder(resolve(where))
  const work = new Verification(read, report)
  const release = await work.all()
  if (release && !isAddress) await work.strangers(resolve(where))
  if (isAddress) await work.probeKeys(base, release?.id)
  else await work.findKeys(resolve(where))
  return { release, files: work.files, faults: work.faults }
}

/** A live article with its leaf in the Merkle tree. */
interface Live {
  record: ArticleRecord
  leaf: TreeHash
}

class Verification {
  files = 0
  readonly faults: string[] = []
  private readonly named = new Set<string>()
  private readonly read: ReadFile
  private readonly report: Report

  constructor(read: ReadFile, report: Report) {
    this.read = read
    this.report = report
  }

  async all(): Promise<Release | undefined> {
    const release = await this.release()
    if (!release) return undefined
    const catalog = await this.attempt('catalog', () => readCatalog(release, this.read))
    const bundles = [...release.bundles, ...(catalog ?? [])]
    const { live, whole } = await this.records(bundles)
    if (catalog && !coverAll(bundles, release.seq[1])) {
      this.faults.push('head.json: the bundles it names do not reach back to the first run')
    }
    // A bundle that could not be read is reported already, so its missing articles are not a second fault.
    if (whole && catalog) await this.state(release, live)
    await this.tree(release.state)
    await this.media(
      release,
      live.map(({ record }) => record),
    )
    return release
  }

  /** Opens roots, head and face. */
  private async release(): Promise<Release | undefined> {
    const head = await this.attempt('head.json', async () => {
      const root = await openRoots(this.read)
      this.files += root.version
      const bytes = await this.read('head.json')
      if (!bytes) throw new PressError('head.json', 'the file is missing')
      this.files += 1
      return openHead(bytes, root)
    })
    if (!head) return undefined
    const face = await this.attempt('face', async () => {
      if (namesFace(head)) this.named.add(faceName(head.face.digest))
      return readFace(head, this.read)
    })
    if (namesFace(head)) this.files += 1
    return withFace(head, face ?? { sections: [], mirrors: [] })
  }

  /** Reads all bundles. `whole` tells whether each could be read. */
  private async records(bundles: BundleReference[]): Promise<{ live: Live[]; whole: boolean }> {
    const newest = new Map<string, { record: BundleRecord; leaf: TreeHash }>()
    let whole = true
    for (const reference of bundles) {
      const found = await this.bundle(reference)
      if (!found) whole = false
      for (const record of found?.records ?? []) {
        const held = newest.get(record.id)
        const leaf = await leafOf(found!.lines.get(record.id)!)
        if (!held || record.seq > held.record.seq) newest.set(record.id, { record, leaf })
        else if (record.seq === held.record.seq && toHex(leaf) !== toHex(held.leaf)) {
          this.faults.push(
            `bundles/${bundleName(reference.digest)}: writes ${record.id} otherwise than another bundle does`,
          )
        }
      }
    }
    const live = [...newest.values()].flatMap(({ record, leaf }) =>
      isWithdrawal(record) ? [] : [{ record, leaf }],
    )
    return { live, whole }
  }

  /** Compares the articles of the bundles with what the head promises. */
  private async state({ state, front }: Release, live: Live[]): Promise<void> {
    const leaves = live.map(({ record: { id, seq }, leaf }) => ({ id, seq, leaf }))
    const promised = state.articles
    if (!(await isState(state, leaves))) {
      this.faults.push(
        `head.json: promises ${promised} articles, the bundles hold ${live.length}${live.length === promised ? ' others' : ''}`,
      )
    }
    const ids = new Set(live.map(({ record }) => record.id))
    for (const id of front) {
      if (!ids.has(id))
        this.faults.push(`head.json: the front page names ${id}, which no bundle holds`)
    }
  }

  /** Checks every image and every audio file. */
  private async media(release: Release, live: ArticleRecord[]): Promise<void> {
    const images = [
      ...live.flatMap(imagesOf),
      ...release.sections.flatMap(({ image }) => (image ? [image.image] : [])),
      ...(release.icon ? [release.icon] : []),
    ]
    for (const source of images.flatMap(({ sources }) => sources)) {
      const name = `images/${imageName(source)}`
      if (this.named.has(name)) continue
      this.named.add(name)
      await this.attempt(name, async () => checkImage(await this.file(name), source))
    }
    for (const audio of live.flatMap(({ body }) => audiosOf(body))) {
      const name = `audio/${audioName(audio)}`
      if (this.named.has(name)) continue
      this.named.add(name)
      await this.attempt(name, async () => checkAudio(await this.file(name), audio))
    }
  }

  /** Checks the files from which a device that holds some of the records makes their paths. */
  private async tree(state: Head['state']): Promise<void> {
    if (!('tree' in state)) return
    const top = treeName(state.tree)
    const tiles = await this.attempt(top, async () => {
      if (state.articles <= TILE) return [{ hash: state.tree, leaves: state.articles }]
      this.named.add(top)
      const found = await decodeTiles(await this.file(top), state)
      if (!found) throw new BundleError('wrong-digest', top)
      return found
    })
    for (const tile of tiles ?? []) {
      const name = treeName(tile.hash)
      this.named.add(name)
      await this.attempt(name, async () => {
        if (!(await decodeLeaves(await this.file(name), tile))) {
          throw new BundleError('wrong-digest', name)
        }
      })
    }
  }

  private bundle(reference: BundleReference): Promise<DecodedBundle | undefined> {
    const name = `bundles/${bundleName(reference.digest)}`
    this.named.add(name)
    return this.attempt(name, async () => {
      const decoded = await decodeBundle(await this.file(name), reference)
      for (const fault of decoded.skipped) this.faults.push(explain(fault))
      return decoded
    })
  }

  private async file(name: string) {
    this.report.progress(name)
    const bytes = await this.read(name)
    if (!bytes) throw new PressError(name, 'the file is missing')
    this.files += 1
    return bytes
  }

  private async attempt<T>(name: string, step: () => Promise<T>): Promise<T | undefined> {
    try {
      return await step()
    } catch (error) {
      this.faults.push(wordsOf(name, error))
      return undefined
    }
  }

  /** Checks a file of the tree of another release: leaves, or hashes of tiles. */
  private async strayTree(name: string, hash: string): Promise<void> {
    const bytes = await this.file(name)
    const leaves = await decodeLeaves(bytes, { hash, leaves: bytes.length >> 5 })
    if (leaves ?? (await decodeTiles(bytes, { articles: countOf(bytes), tree: hash }))) return
    throw new BundleError('wrong-digest', name)
  }

  /**
   * Checks the files that no record names. Such a file does no harm unless its bytes differ from the digest in its
   * name.
   */
  async strangers(folder: string): Promise<void> {
    for (const part of ['bundles', 'images', 'audio', 'catalog', 'face', 'tree']) {
      for (const file of await readdir(join(folder, part)).catch(() => [])) {
        const name = `${part}/${file}`
        const digest = /^([0-9a-f]{64})\.\w+$/.exec(file)?.[1]
        if (this.named.has(name) || !digest) continue
        await this.attempt(name, async () => {
          if (part === 'tree') return this.strayTree(name, digest)
          const bytes = await this.file(name)
          return checkFile(bytes, { digest, length: bytes.length }, name)
        })
      }
    }
  }

  async findKeys(folder: string): Promise<void> {
    for (const name of await secretKeysIn(folder)) this.faults.push(secretKey(name))
  }

  /** Asks a host for keys under the names that they usually have, in the folder of the publication and in the one above. */
  async probeKeys(base: string, id: string | undefined): Promise<void> {
    const names = ['longwave.key.json', 'key.json', 'publisher.key.json', 'secret.key.json']
    if (id !== undefined) {
      names.push(...['key', 'release', 'root'].map((role) => `${id}.${role}.json`))
    }
    const addresses = names.flatMap((name) => [new URL(name, base), new URL(`../${name}`, base)])
    const ask = async (address: string) => {
      const bytes = await readFromAddress(address)('').catch(() => undefined)
      if (bytes && holdsSecretKey(bytes)) this.faults.push(secretKey(address))
    }
    // All at once, because a host that does not answer would be waited for under each name.
    await Promise.all([...new Set(addresses.map(({ href }) => href))].map(ask))
  }
}

function secretKey(name: string): string {
  return `${name}: is a secret key, and is published. Take it away, and replace it with \`longwave rotate\`, because anyone may have a copy by now`
}

/** @returns a number of articles for which a file above tiles has this length */
function countOf(bytes: Bytes): number {
  return Math.ceil(bytes.length / 40) * TILE
}

function wordsOf(name: string, error: unknown): string {
  // The messages of both errors begin with the name of the file.
  if (error instanceof PressError || error instanceof BundleError) return explain(error)
  return `${name}: cannot be checked (${(error as Error).message})`
}
