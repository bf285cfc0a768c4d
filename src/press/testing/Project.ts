import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type PublicationFile, readPublicationFile } from '../files/publicationFile.ts'
import { createSecretKey, type PublisherKey } from '../files/secretKeyFile.ts'
import { createRoot } from '../publication/createRoot.ts'
import { type PressOptions, pressPublication } from '../publication/pressPublication.ts'
import { writeRootFiles } from '../publication/rootFiles.ts'

const ID = 'org.example.news'

/** A project of a newsroom in a folder of its own, for tests. */
export class Project {
  readonly folder: string
  readonly key: PublisherKey
  private minute = 0
  private roots = 0

  private constructor(folder: string, key: PublisherKey) {
    this.folder = folder
    this.key = key
  }

  /** A project with a root, as `longwave init` makes one, and three articles in the folder `news`. */
  static async open(fields: Partial<PublicationFile> = {}): Promise<Project> {
    const base = await mkdtemp(join(tmpdir(), 'longwave-project-'))
    process.env.LONGWAVE_CACHE = join(base, 'cache')
    const project = new Project(
      join(base, 'project'),
      await createSecretKey(join(base, 'one.key.json')),
    )
    await project.configure(fields)
    await project.makeRoot()
    for (const number of [1, 2, 3]) await project.addArticle(`number-${number}`)
    return project
  }

  get out(): string {
    return join(this.folder, 'out')
  }

  path(...names: string[]): string {
    return join(this.folder, ...names)
  }

  /** Makes another root at each call. */
  async makeRoot(): Promise<void> {
    const keys = { release: this.key, root: this.key }
    const root = await createRoot(ID, keys, new Date(Date.UTC(2026, 10, 1, 0, 0, this.roots++)))
    await writeRootFiles(this.path('root'), [root])
  }

  async configure(fields: Partial<PublicationFile>): Promise<void> {
    const file: PublicationFile = {
      id: ID,
      title: 'The Example',
      language: 'en',
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'news' }] }],
      ...fields,
    }
    await this.write('publication.json', JSON.stringify(file))
  }

  addArticle(name: string, text = `The text of ${name}.`): Promise<void> {
    return this.write(`news/${name}.md`, `---\ntitle: ${name}\ndate: 2026-11-01\n---\n${text}\n`)
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true })
    await writeFile(this.path(name), content)
  }

  /** Presses an edition, a minute after the one before. */
  async press(options: Partial<PressOptions> = {}) {
    this.minute += 1
    const told: string[] = []
    const noted: string[] = []
    const pressed = await pressPublication({
      publication: await readPublicationFile(this.path('publication.json')),
      out: this.out,
      key: this.key,
      now: new Date(Date.UTC(2026, 10, 23, 8, this.minute)),
      report: {
        progress() {},
        note: (text) => noted.push(text),
        problem: (error) => told.push(error.message),
      },
      ...options,
    })
    return { ...pressed, told, noted: noted.join('\n') }
  }

  /** Copies a folder of the project to another name in it. */
  async copy(from: string, to: string): Promise<void> {
    await rm(this.path(to), { recursive: true, force: true })
    await cp(this.path(from), this.path(to), { recursive: true })
  }

  async remove(...names: string[]): Promise<void> {
    for (const name of names) await rm(this.path(name), { recursive: true, force: true })
  }

  async close(): Promise<void> {
    await rm(dirname(this.folder), { recursive: true, force: true })
  }
}

/** The text of every file below a folder, by its path. */
export async function textsOf(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1).replaceAll('\\', '/')
    files[name] = (await readFile(path)).toString('latin1')
  }
  return files
}
