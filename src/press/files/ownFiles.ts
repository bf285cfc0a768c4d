import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import type { Digest } from '#bundle/article.ts'
import type { Bytes } from '#bundle/base64.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { lockFolder } from './folderLock.ts'
import { isHostFile } from './hostFiles.ts'
import { cannotWrite, readIfThere, writeChanged, writeWhole } from './publicationFolder.ts'

/** A file that the press wrote, as it wrote it. */
export interface OwnFile {
  /** Relative to the folder, with `/` on every system. */
  path: string
  digest: Digest
  length: number
}

/** The list of the files in a published folder that the press has written and may overwrite or delete. */
export const FILE_LIST = 'longwave-files.json'

/** The folder in which files wait until the head is written. On one file system with the rest, so a rename is enough. */
export const UNFINISHED_FOLDER = '.longwave-unfinished'

interface Staged {
  file: OwnFile
  /** The path of the finished bytes, where the file in the folder has others. */
  from?: string
}

/** Takes the bytes of a file that goes into the published folder with the next edition. */
export type Stage = (path: string, bytes: Uint8Array) => Promise<void>

/**
 * The files of a published folder that change under one name: pages, the app, feeds. The press writes and deletes only
 * what the list in the folder says it wrote. (The head and the roots are known by their signatures, and bundles, images
 * and audio by the digests in their names.)
 *
 * A file goes through three steps, so that a kill at any moment leaves nothing of the press unlisted, and nothing of
 * others listed: `stage` writes its bytes into UNFINISHED_FOLDER; `place` lists it with its old and its new digest and
 * then renames it; `finish` deletes what is no longer written and lists the rest with its one digest.
 */
export class OwnFiles {
  readonly folder: string
  private readonly id: string
  private readonly report: Pick<Report, 'note'>
  private readonly held = new Map<string, OwnFile[]>()
  private readonly staged = new Map<string, Staged>()
  private readonly checked = new Set<string>()
  private readonly temporary: string
  private unlock: (() => Promise<void>) | undefined

  private constructor(folder: string, id: string, report: Pick<Report, 'note'>) {
    this.folder = folder
    this.id = id
    this.report = report
    this.temporary = `${UNFINISHED_FOLDER}/${randomBytes(6).toString('hex')}`
  }

  /**
   * @param id the publication
   * @returns the list of the folder, and whether the folder has one
   * @throws PressError where the list cannot be trusted or is another publication's
   */
  static async read(
    folder: string,
    id: string,
    report: Pick<Report, 'note'>,
  ): Promise<{ own: OwnFiles; isListed: boolean }> {
    const own = new OwnFiles(folder, id, report)
    const bytes = await readIfThere(folder, FILE_LIST)
    if (!bytes) return { own, isListed: false }
    const list = parseList(bytes, join(folder, FILE_LIST))
    if (list.id !== id) {
      throw new PressError(folder, `this folder holds another publication, ${list.id}`, {
        remedy: 'Choose another folder with --out, or restore the id of the publication.',
        misuse: true,
      })
    }
    for (const file of list.files) own.hold(file)
    return { own, isListed: true }
  }

  /** Counts a file as written by the press although no list names it (a folder pressed by a version without lists). */
  adopt(path: string, bytes: Uint8Array): void {
    this.hold(describe(path, bytes))
  }

  private hold(file: OwnFile): void {
    const files = this.held.get(file.path) ?? []
    if (!files.some(({ digest }) => digest === file.digest)) files.push(file)
    this.held.set(file.path, files)
  }

  /**
   * Marks the folder as one that the press writes into, and keeps other runs out. Everything else is written after that.
   * @throws PressError where another run is writing
   */
  async claim(): Promise<void> {
    this.unlock = await lockFolder(join(this.folder, UNFINISHED_FOLDER, 'lock'))
    await this.writeList([...this.held.values()].flat())
  }

  /**
   * Takes the bytes of a file that the next edition has. Nothing in the folder changes before `place`.
   * @throws PressError where something else lies in its place
   */
  async stage(path: string, bytes: Uint8Array): Promise<void> {
    await this.checkInside(path)
    const file = describe(path, bytes)
    const current = await readIfThere(this.folder, path)
    if (current && Buffer.compare(current, bytes) === 0) {
      this.staged.set(path, { file })
      return
    }
    if (current) this.checkOwn(path, current)
    const from = `${this.temporary}/${this.staged.size}`
    await this.writeUnfinished(from, bytes)
    this.staged.set(path, { file, from })
  }

  private checkOwn(path: string, current: Bytes): void {
    const files = this.held.get(path) ?? []
    const { digest, length } = describe(path, current)
    if (this.hasWritten(digest)) return
    // A person who edits a file hardly ever keeps its length; a faulty disk does.
    if (files.some((file) => file.length === length)) {
      this.report.note(`${path}: its bytes were damaged. It is written anew.`)
      return
    }
    const where = join(this.folder, path)
    throw files.length > 0
      ? new PressError(where, 'has been changed since the press wrote it', {
          remedy: 'Move your version to another place, or delete it, and run again.',
        })
      : new PressError(where, 'lies where the press would write, and the press did not write it', {
          remedy: 'Move it to another place, or choose another folder with --out.',
        })
  }

  /** Whether the press wrote these bytes under any name: `longwave retire` copies one of its files over another. */
  private hasWritten(digest: Digest): boolean {
    const staged = [...this.staged.values()].map(({ file }) => file)
    return [...this.held.values(), staged].flat().some((file) => file.digest === digest)
  }

  private async writeUnfinished(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.folder, name)
    try {
      await mkdir(dirname(path), { recursive: true })
      const file = await open(path, 'wx')
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    } catch (cause) {
      throw cannotWrite(path, cause)
    }
  }

  /** Writes a file that never changes under its name, in place of a damaged one as well. */
  async writeLasting(path: string, bytes: Uint8Array): Promise<void> {
    const current = await readIfThere(this.folder, path)
    if (current && Buffer.compare(current, bytes) === 0) return
    if (current) this.report.note(`${path}: its bytes were damaged. It is written anew.`)
    await writeWhole(this.folder, path, bytes)
  }

  /** Lists what has been staged, beside what was listed before. The files follow with `place`. */
  async list(): Promise<void> {
    const staged = [...this.staged.values()].map(({ file }) => file)
    await this.writeList([...[...this.held.values()].flat(), ...staged])
  }

  /** Puts the staged files into their places, in the order they were staged. */
  async place(): Promise<void> {
    for (const [path, { from }] of this.staged) {
      if (from === undefined) continue
      const to = join(this.folder, path)
      try {
        await mkdir(dirname(to), { recursive: true })
        await rename(join(this.folder, from), to)
      } catch (cause) {
        throw cannotWrite(to, cause)
      }
    }
  }

  /**
   * Deletes the listed files that were not staged and lists the others. A file that somebody has changed is left alone.
   * @param staysListed whether a listed file that was not staged stays
   */
  async finish(staysListed: (path: string) => boolean): Promise<void> {
    const files = [...this.staged.values()].map(({ file }) => file)
    for (const [path, listed] of this.held) {
      if (this.staged.has(path)) continue
      if (staysListed(path)) files.push(...listed)
      else await this.remove(path, listed)
    }
    await this.removeUnfinished()
    await this.writeList(files)
  }

  /** Lets other runs in again. */
  async release(): Promise<void> {
    await this.unlock?.()
  }

  private async remove(path: string, listed: OwnFile[]): Promise<void> {
    const current = await readIfThere(this.folder, path).catch(() => undefined)
    if (!current) return
    await this.checkInside(path)
    const { digest } = describe(path, current)
    if (!listed.some((file) => file.digest === digest)) {
      this.report.note(`${path}: has been changed since the press wrote it. It is left alone.`)
      return
    }
    await rm(join(this.folder, path), { force: true })
    await this.removeEmptyFolders(dirname(path))
  }

  /** rmdir() refuses a folder in which anything lies. */
  private async removeEmptyFolders(path: string): Promise<void> {
    for (let at = path; at !== '.'; at = dirname(at)) {
      if (!(await rmdir(join(this.folder, at)).then(isDone, isFailed))) return
    }
  }

  /** Deletes the unfinished files of this run, and those that a killed run has left. */
  private async removeUnfinished(): Promise<void> {
    for (const run of await readdir(join(this.folder, UNFINISHED_FOLDER)).catch(() => [])) {
      if (/^[0-9a-f]{12}$/.test(run)) await this.removeRun(`${UNFINISHED_FOLDER}/${run}`)
    }
  }

  private async removeRun(run: string): Promise<void> {
    for (const name of await readdir(join(this.folder, run)).catch(() => [])) {
      if (/^\d+$/.test(name)) await rm(join(this.folder, run, name), { force: true })
    }
    await this.removeEmptyFolders(run)
  }

  isListed(path: string): boolean {
    return this.held.has(path)
  }

  /** After a failed run: deletes its unfinished files, and its list where it wrote nothing else. */
  async abandon(): Promise<void> {
    if (!this.unlock) return
    await this.removeRun(this.temporary)
    await this.unlock()
    if (this.held.size > 0) return
    const rest = await readdir(this.folder).catch(() => [])
    if (!rest.every((name) => name === FILE_LIST || isHostFile(name))) return
    await rm(join(this.folder, FILE_LIST), { force: true })
    await rmdir(this.folder).catch(() => {})
  }

  /**
   * A link in the folder may lead to the sources or to anything else of the operator.
   * @throws PressError where the folder that this path lies in is outside the published folder
   */
  async checkInside(path: string): Promise<void> {
    const at = dirname(path)
    if (this.checked.has(at)) return
    const folder = await realpath(this.folder).catch(() => undefined)
    if (folder === undefined) return
    let there = at
    let real: string | undefined
    // The deepest folder on the way that exists.
    while (there !== '.' && real === undefined) {
      real = await realpath(join(this.folder, there)).catch(() => undefined)
      if (real === undefined) there = dirname(there)
    }
    if (real !== undefined && !`${real}${sep}`.startsWith(`${folder}${sep}`)) {
      throw new PressError(join(this.folder, there), `is a link that leads to ${real}`, {
        remedy:
          'The press writes into its own folder only. Remove the link, or choose another --out.',
      })
    }
    this.checked.add(at)
  }

  private async writeList(files: OwnFile[]): Promise<void> {
    await writeChanged(this.folder, FILE_LIST, formatList(this.id, files))
  }
}

const isDone = () => true
const isFailed = () => false

function describe(path: string, bytes: Uint8Array): OwnFile {
  const digest = createHash('sha256').update(bytes).digest('hex')
  return { path, digest, length: bytes.length }
}

/** Writes one file a line, sorted, so that the same files always give the same bytes and a person can read the list. */
function formatList(id: string, files: OwnFile[]): Uint8Array {
  const lines = files.map(({ path, digest, length }) => JSON.stringify({ path, digest, length }))
  const sorted = [...new Set(lines)].sort((a, b) => (a < b ? -1 : 1))
  return new TextEncoder().encode(
    `{\n"format": 1,\n"id": ${JSON.stringify(id)},\n"files": [\n${sorted.join(',\n')}\n]\n}\n`,
  )
}

function parseList(bytes: Bytes, path: string): { id: string; files: OwnFile[] } {
  try {
    const list = JSON.parse(new TextDecoder().decode(bytes))
    if (list.format !== 1) throw new Error('it is of a newer version of longwave')
    if (typeof list.id !== 'string' || !Array.isArray(list.files)) throw new Error('it is no list')
    for (const file of list.files) {
      if (!isSafePath(file?.path) || !/^[0-9a-f]{64}$/.test(file.digest)) {
        throw new Error(`it names ${JSON.stringify(file?.path)}`)
      }
    }
    return list
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? 'it is not JSON' : (cause as Error).message
    throw new PressError(path, `the list of the press's own files cannot be used (${reason})`, {
      remedy: 'Restore it from the host or a backup, or press into an empty folder.',
      cause,
    })
  }
}

/** The files of the press that no list names, because their signatures or digests tell what they are. */
const NEVER_LISTED = /^(?:head\.json$|(?:root|bundles|catalog|images|audio|face|tree)\/)/

/**
 * Whether a path leads to a file below the folder on every system that a list can name: a damaged or forged list must not
 * lead elsewhere, nor to what the host or version control keeps in the folder.
 */
function isSafePath(path: unknown): path is string {
  if (typeof path !== 'string' || /[\\:\0]/.test(path)) return false
  const [top = '', ...below] = path.split('/')
  if (NEVER_LISTED.test(path) || isHostFile(top)) return false
  if (top === FILE_LIST || top === UNFINISHED_FOLDER) return false
  return [top, ...below].every((step) => step !== '' && step !== '.' && step !== '..')
}
