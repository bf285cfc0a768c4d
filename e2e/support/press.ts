import { type ChildProcess, fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { copyFolder, type Files, freshFolder, ROOT, WORK, writeFiles } from './folders.ts'

const PRESS = join(ROOT, 'dist/press/cli.js')

/** Puts the page /specimen/ into a site: it shows everything the app can draw, and readers' sites do not have it. */
export function addSpecimen(site: string): void {
  const assets = join(ROOT, 'dist/app/assets')
  for (const name of readdirSync(assets)) {
    if (name.startsWith('specimen')) copyFileSync(join(assets, name), join(site, 'assets', name))
  }
}

/** A copy of the built-in sample: the press keeps files of its own beside a publication file. */
export function copySample(): string {
  return copyFolder(join(ROOT, 'src/sample'), 'sample-sources')
}

/** The site of the built-in sample, pressed once for the whole run (globalSetup.ts). */
export const SAMPLE_SITE = join(WORK, 'sample')

/** Runs the built command line. @returns its output @throws Error with its complaints */
export function longwave(...args: string[]): Promise<string> {
  return ask(args)
}

/** Runs the command line as if the clock stood at this instant (ISO 8601). */
export function longwaveAt(instant: string, ...args: string[]): Promise<string> {
  return ask(args, instant)
}

interface Answer {
  id: number
  status: number
  printed: string
  complained: string
}

let press: Promise<ChildProcess> | undefined
let queue: Promise<unknown> = Promise.resolve()
let asked = 0

/** Runs one command after another: the press process has one clock and one standard output. */
function ask(args: string[], instant?: string): Promise<string> {
  const turn = queue.then(async () => {
    press ??= startPress()
    const child = await press
    const id = ++asked
    // The press process stays for the next command, and keeps this process alive only during a command.
    child.channel?.ref()
    const answer = await new Promise<Answer>((resolve, reject) => {
      const died = (code: number | null) => {
        press = undefined
        reject(new Error(`longwave ${args.join(' ')} ended the press process with ${code}`))
      }
      const hear = (message: Answer) => {
        if (message.id !== id) return
        child.off('exit', died)
        child.off('message', hear)
        resolve(message)
      }
      child.once('exit', died)
      child.on('message', hear)
      child.send({ id, args, instant })
    })
    child.channel?.unref()
    if (answer.status === 0) return answer.printed
    throw new Error(
      `longwave ${args.join(' ')} ended with ${answer.status}: ${answer.complained || answer.printed}`,
    )
  })
  queue = turn.catch(() => undefined)
  return turn
}

function startPress(): Promise<ChildProcess> {
  const child = fork(
    join(ROOT, 'src/press/testing/commandProcess.mjs'),
    [pathToFileURL(PRESS).href],
    // Encoded images survive a run: the next run needs the same ones, and encoding takes longer than the rest of a
    // press.
    { env: { ...process.env, LONGWAVE_CACHE: join(ROOT, '.cache/pictures') }, execArgv: [] },
  )
  child.unref()
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the press process ended with ${code}`)))
    child.once('message', () => {
      child.removeAllListeners('exit')
      resolve(child)
    })
  })
}

/** Presses the publication of a folder into that folder. @returns the folder of its site */
export async function pressFolder(folder: string): Promise<string> {
  const site = join(folder, 'site')
  await longwave(
    'site',
    join(folder, 'publication.json'),
    '--out',
    site,
    '--key',
    join(folder, 'publisher.key.json'),
  )
  return site
}

/**
 * Presses a publication once in a run, however many tests read it.
 * @param files publication.json and its sources
 * @returns its site; a test that changes it works on a copy (copyFolder)
 */
export async function pressSite(files: Files): Promise<string> {
  const digest = createHash('sha256').update(String(statSync(PRESS).mtimeMs))
  for (const [name, content] of Object.entries(files)) digest.update(`\0${name}\0`).update(content)
  const folder = join(WORK, 'sites', digest.digest('hex').slice(0, 16))
  if (!existsSync(folder)) {
    const pressed = freshFolder('pressed')
    writeFiles(pressed, files)
    await pressFolder(pressed)
    mkdirSync(join(WORK, 'sites'), { recursive: true })
    try {
      renameSync(pressed, folder)
    } catch (error) {
      // The other worker was faster.
      if (!existsSync(folder)) throw error
    }
  }
  return join(folder, 'site')
}

/**
 * A publication with one section, `all`, in English unless `more` says otherwise.
 * @param files its sources: Markdown files in the folder `all`, and the files they name
 * @param more further fields of publication.json
 */
export function publication(id: string, files: Files, more: object = {}): Files {
  return {
    'publication.json': JSON.stringify({
      id,
      title: id,
      language: 'en',
      sections: [{ id: 'all', title: 'All', sources: [{ markdown: 'all' }] }],
      ...more,
    }),
    ...files,
  }
}

/** Markdown with front matter. */
export function markdown(fields: Record<string, unknown>, text: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return `---\n${lines.join('\n')}\n---\n${text}\n`
}
