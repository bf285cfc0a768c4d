import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type BundleRecord, isWithdrawal } from '#bundle/article.ts'
import { audiosOf } from '#bundle/audio.ts'
import { audioName } from '#bundle/audioName.ts'
import { BundleError } from '#bundle/BundleError.ts'
import { checkAudio } from '#bundle/checkAudio.ts'
import { checkImage } from '#bundle/checkImage.ts'
import { bundleName, checkFile, decodeBundle } from '#bundle/decodeBundle.ts'
import { explain } from '#bundle/explain.ts'
import { imagesOf } from '#bundle/figures.ts'
import { openHead } from '#bundle/head.ts'
import { imageName } from '#bundle/images.ts'
import type { BundleReference, Release } from '#bundle/release.ts'
import { stateOf } from '#bundle/state.ts'
import { holdsSecretKey, secretKeysIn } from '../files/publishedFolders.ts'
import { openRoots, type ReadFile, readCatalog } from '../publication/openPublication.ts'
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
    const release = await this.attempt('head.json', async () => {
      const root = await openRoots(this.read)
      this.files += root.version
      const head = await this.read('head.json')
      if (!head) throw new PressError('head.json', 'the file is missing')
      this.files += 1
      return openHead(head, root)
    })
    if (!release) return undefined
    const catalog = await this.attempt('catalog', () => readCatalog(release, this.read))
    const bundles = [...release.bundles, ...(catalog ?? [])]
    const records = new Map<string, BundleRecord>()
    let whole = catalog !== undefined
    for (const reference of bundles) {
      const found = await this.bundle(reference)
      if (!found) whole = false
      for (const record of found ?? []) {
        const held = records.get(record.id)
        if (!held || record.seq > held.seq) records.set(record.id, record)
      }
    }
    if (catalog && !coverAll(bundles, release.seq[1])) {
      this.faults.push('head.json: the bundles it names do not reach back to the first run')
    }
    const live = [...records.values()].filter((record) => !isWithdrawal(record))
    const { articles, digest } = await stateOf(live)
    // A bundle that could not be read is reported already, so its missing articles are not a second fault.
    if (whole && (articles !== release.state.articles || digest !== release.state.digest)) {
      this.faults.push(
        `head.json: promises ${release.state.articles} articles, the bundles hold ${articles}${articles === release.state.articles ? ' others' : ''}`,
      )
    }
    const ids = new Set(live.map(({ id }) => id))
    for (const id of whole ? release.front : []) {
      if (!ids.has(id))
        this.faults.push(`head.json: the front page names ${id}, which no bundle holds`)
    }
    const images = [
      ...live.flatMap((record) => (isWithdrawal(record) ? [] : imagesOf(record))),
      ...release.sections.flatMap(({ image }) => (image ? [image.image] : [])),
    ]
    for (const { sources } of images) {
      for (const source of sources) {
        const name = `images/${imageName(source)}`
        if (this.named.has(name)) continue
        this.named.add(name)
        await this.attempt(name, async () => checkImage(await this.file(name), source))
      }
    }
    for (const audio of live.flatMap((record) =>
      isWithdrawal(record) ? [] : audiosOf(record.body),
    )) {
      const name = `audio/${audioName(audio)}`
      if (this.named.has(name)) continue
      this.named.add(name)
      await this.attempt(name, async () => checkAudio(await this.file(name), audio))
    }
    return release
  }

  private bundle(reference: BundleReference): Promise<BundleRecord[] | undefined> {
    const name = `bundles/${bundleName(reference.digest)}`
    this.named.add(name)
    return this.attempt(name, async () => {
      const { records, skipped } = await decodeBundle(await this.file(name), reference)
      for (const fault of skipped) this.faults.push(explain(fault))
      return records
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

  /**
   * Checks the files that no record names. Such a file does no harm unless its bytes differ from the digest in its
   * name.
   */
  async strangers(folder: string): Promise<void> {
    for (const part of ['bundles', 'images', 'audio', 'catalog']) {
      for (const file of await readdir(join(folder, part)).catch(() => [])) {
        const name = `${part}/${file}`
        const digest = /^([0-9a-f]{64})\.\w+$/.exec(file)?.[1]
        if (this.named.has(name) || !digest) continue
        await this.attempt(name, async () => {
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

function wordsOf(name: string, error: unknown): string {
  // The messages of both errors begin with the name of the file.
  if (error instanceof PressError || error instanceof BundleError) return explain(error)
  return `${name}: cannot be checked (${(error as Error).message})`
}
