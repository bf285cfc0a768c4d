import { Command, CommanderError } from 'commander'
import { BundleError } from '#bundle/BundleError.ts'
import { explain } from '#bundle/explain.ts'
import manifest from '../../package.json' with { type: 'json' }
import { PressError } from './report/PressError.ts'
import { createTerminal, printable } from './report/terminal.ts'

/** Exit codes: 1 for a failure, 2 for a command line that is wrong. A command that succeeds ends with 0. */
const FAILED = 1
const MISUSED = 2

const terminal = createTerminal()
const say = (text: string) => process.stdout.write(`${printable(text)}\n`)

/** Each verb loads its code when it is run, so that `--help` does not wait for an image codec. */
const program = new Command('longwave')
  .description("The news that still opens when the network doesn't: the press.")
  .version(manifest.version)
  .showHelpAfterError('(`longwave --help` lists the verbs)')
  .exitOverride()

const examples = (command: Command, ...lines: string[]) =>
  command.addHelpText(
    'after',
    `\nExamples:\n${lines.map((line) => `  $ longwave ${line}`).join('\n')}`,
  )

examples(
  program
    .command('press')
    .description('press sources into a signed publication: files for any static host')
    .argument(
      '<source...>',
      'a publication.json, or feeds, pages, Markdown (files, folders, addresses) with --title',
    )
    .option('--out <folder>', 'where the publication goes (default: out, beside publication.json)')
    .option(
      '--key <file>',
      'the key that signs editions (default: LONGWAVE_KEY, or the one that `longwave init` made)',
    )
    .option('--first', 'nothing has been published yet at the address in publication.json')
    .option(
      '--allow-withdrawals',
      'withdraw articles that are gone from their source, however many they are',
    )
    .option('--title <title>', 'title of a publication without a publication.json')
    .option('--language <tag>', 'its main language, such as fa (default: en)')
    .action(async (sources, flags) => {
      const { press, summary } = await import('./commands/press.ts')
      const pressed = await press(sources, flags, terminal)
      terminal.end()
      say(`${summary(pressed)}\n${pressed.out}`)
    }),
  'press publication.json --out out',
  "press https://example.org/feed.xml articles/ --title 'My reading' --out out",
)

examples(
  program
    .command('site')
    .description('press, and put app and publication together into one folder for any static host')
    .argument('<publication.json>')
    .option('--out <folder>', 'where the site goes (default: site, beside publication.json)')
    .option(
      '--key <file>',
      'the key that signs editions (default: LONGWAVE_KEY, or the one that `longwave init` made)',
    )
    .option('--first', 'nothing has been published yet at the address in publication.json')
    .option(
      '--allow-withdrawals',
      'withdraw articles that are gone from their source, however many they are',
    )
    .option('--base <path>', 'path of the site on its host', '/')
    .action(async (path, flags) => {
      const { site } = await import('./commands/site.ts')
      const { summary } = await import('./commands/press.ts')
      const made = await site(path, flags, terminal)
      terminal.end()
      say(`${summary(made)}\n${made.out}`)
    }),
  'site publication.json --out site',
  'site publication.json --out site --base /news/',
)

examples(
  program
    .command('retire')
    .description("remove the app's service worker from every device; saved articles stay there")
    .argument('<site>', 'the folder that `longwave site` has written')
    .action(async (folder) => {
      const { retire } = await import('./commands/retire.ts')
      say(
        `${await retire(folder)}\nUpload it. Devices drop the app's copies with their next visit; \`longwave site\` brings the app back.`,
      )
    }),
  'retire site',
)

examples(
  program
    .command('extract')
    .description('print the articles that the press reads from pages: one JSON object per line')
    .argument('<input...>', 'pages, feeds or Markdown: files, folders or addresses')
    .option('--url <address>', 'address on the web of a page that is read from a file')
    .action(async (inputs, flags) => {
      const { extract } = await import('./commands/extract.ts')
      const print = (line: string) =>
        new Promise<void>((done) => {
          if (process.stdout.write(`${line}\n`)) done()
          else process.stdout.once('drain', done)
        })
      if (!(await extract(inputs, flags, print))) process.exitCode = FAILED
    }),
  'extract https://example.org/story',
  'extract page.html --url https://example.org/story',
)

examples(
  program
    .command('verify')
    .description('check every signature and digest of a publication')
    .argument('<where>', 'its folder or address')
    .option(
      '--app',
      "check the files of the site's app instead; prints the digest that the app shows under About",
    )
    .action(async (where, { app }) => {
      if (app) return sayApp(where)
      const { verify } = await import('./commands/verify.ts')
      const { release, files, faults } = await verify(where, terminal)
      terminal.end()
      for (const fault of faults) say(fault)
      if (faults.length > 0 || !release) {
        say(`${where}: ${counted(faults.length, 'fault')} in ${counted(files, 'file')}`)
        process.exitCode = FAILED
      } else
        say(
          `${release.title}: edition ${release.version}, ${counted(release.state.articles, 'article')}, ${counted(files, 'file')}, all as signed`,
        )
    }),
  'verify out',
  'verify https://news.example.org/',
  'verify --app https://news.example.org/',
)

examples(
  program
    .command('serve')
    .description('serve a site or a publication on this machine')
    .argument('<folder>', 'the site, or a folder with sites directly in it')
    .option('--port <number>', 'the port (0: any free port)', '4173')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .action(async (folder, { port, host }) => {
      const number = Number(port)
      if (!/^\d+$/.test(port) || number > 65_535) {
        throw new PressError(`--port ${port}`, 'is not a port number', {
          remedy: 'Give a number from 0 to 65535.',
          misuse: true,
        })
      }
      const { startServer } = await import('./server/startServer.ts')
      const { publishedPaths } = await import('./server/servedFolder.ts')
      const paths = await publishedPaths(folder)
      const { address, stop } = await startServer({ folder, port: number, host })
      say(`${paths.map((path) => address + path).join('\n')}\nCtrl-C stops.`)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => stop().then(() => process.exit(0)))
      }
    }),
  'serve site',
  'serve site --port 8000',
)

examples(
  program
    .command('keygen')
    .description("make a publisher's key")
    .option('--out <file>', "where it goes (default: a new file in the user's folder for keys)")
    .action(async ({ out }) => {
      const { keygen } = await import('./commands/keygen.ts')
      say(await keygen(out))
    }),
  'keygen --out ~/keys/news.key.json',
)

examples(
  program
    .command('rotate')
    .description(
      'replace the keys of a publication: write the next root, sign the newest edition anew',
    )
    .argument('<publication>', 'its publication.json, or the folder pressed without one')
    .option('--sign <file...>', 'key files of the present root (default: the one that init made)')
    .option('--release <file>', 'the key file that signs editions from now on')
    .option('--root <file...>', 'key files that may sign roots from now on')
    .option('--threshold <number>', 'how many of these keys must sign a root')
    .option('--out <folder...>', 'where it is published (default: out and site beside it)')
    .action(async (where, flags) => {
      const { rotate } = await import('./commands/rotate.ts')
      say(await rotate(where, flags, new Date(), terminal))
    }),
  'rotate publication.json --release new.key.json',
  'rotate publication.json --sign a.key.json --root a.key.json b.key.json c.key.json --threshold 2',
)

examples(
  program
    .command('init')
    .description('write a publication.json and the first articles, and make the keys')
    .argument('[folder]', 'where', '.')
    .option('--domain <name>', 'domain of the publisher, for the id of the publication')
    .option('--key <file>', 'the key that signs editions; made where it is missing')
    .option('--root-key <file>', 'the key that signs roots; made where it is missing')
    .action(async (folder, flags) => {
      const { init } = await import('./commands/init.ts')
      for (const line of await init(folder, flags, new Date())) say(line)
    }),
  'init my-publication',
  'init my-publication --domain news.example.org',
)

for (const command of program.commands) command.exitOverride()

/**
 * Runs one command line. An error is printed and sets `process.exitCode`.
 * @param args the words after the program's name
 */
export async function run(args: string[]): Promise<void> {
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    terminal.end()
    process.exitCode = exitCodeOf(error)
  }
}

/** Prints what `longwave verify --app` has found. */
async function sayApp(where: string): Promise<void> {
  const { reportOf, verifyApp } = await import('./commands/verifyApp.ts')
  const verified = await verifyApp(where, terminal)
  terminal.end()
  for (const line of reportOf(where, verified)) say(line)
  if (verified.faults.length > 0) process.exitCode = FAILED
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function exitCodeOf(error: unknown): number {
  // Commander has already printed the error or the help.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED
  if (process.env.LONGWAVE_DEBUG) console.error(error)
  else if (error instanceof PressError || error instanceof BundleError) {
    process.stderr.write(`longwave: ${printable(explain(error))}\n`)
  } else {
    process.stderr.write(
      `longwave: ${printable((error as Error).message)} (an error in longwave itself: set LONGWAVE_DEBUG=1 for details)\n`,
    )
  }
  return error instanceof PressError && error.misuse ? MISUSED : FAILED
}
