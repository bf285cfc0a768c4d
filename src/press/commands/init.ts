import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { domainToASCII } from 'node:url'
import { readPublicationFile } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import { createIdentity, type Identity, ownId } from './createIdentity.ts'
import { ignoreFiles } from './ignoreFiles.ts'

export interface InitFlags {
  /** Domain of the publisher, from which the id is made. */
  domain?: string
  /** Key file that signs editions; made where it is missing. */
  key?: string
  /** Key file that signs roots; made where it is missing. */
  rootKey?: string
}

const publicationFile = (id: string, fingerprint: string) => `{
  "id": "${id}",
  "root": "${fingerprint}",
  "title": "The Example",
  "description": "What this publication is, in a sentence.",
  "language": "en",
  "sections": [
    {
      "id": "news",
      "title": "News",
      "sources": [{ "markdown": "news" }]
    },
    {
      "id": "blog",
      "title": "From the desk",
      "kind": "blog",
      "about": "Who writes here, and why.",
      "sources": [{ "markdown": "blog" }]
    }
  ]
}
`

const post = (date: string) => `---
title: Why we publish here
date: ${date}
authors: [A. Writer]
---

A blog shows its posts newest first, each signed by its author. Say here who you are and what you write about.
`

const article = (date: string) => `---
title: The first article
kicker: Hello
standfirst: One or two sentences that say what it is about.
date: ${date}
authors: [A. Writer]
---

Write in Markdown: paragraphs, lists, tables, quotations, code, links. An image stands on a line of its own, with
what it shows in the brackets, and its caption and credit in the quotes:

    ![What a blind reader should know of it](image.jpg "Caption | Credit")

Then run \`longwave site publication.json --out site\` and \`longwave serve site\`.
`

/**
 * Writes the first files of a publication: its publication.json and articles, its root and keys, and .gitignore. Where there
 * is a publication.json already, it is left as it is, and the publication gets what it lacks. Nothing is overwritten.
 * @returns lines that say what was written, and what to do with the keys
 */
export async function init(folder: string, flags: InitFlags, now: Date): Promise<string[]> {
  const home = resolve(folder)
  const isThere = async (name: string) =>
    (await stat(join(home, name)).catch(() => undefined)) !== undefined
  if (await isThere('publication.json')) return completeProject(folder, flags, now)
  const day = now.toISOString().slice(0, 10)
  const articles: [string, string][] = [
    ['news/first-article.md', article(day)],
    ['blog/why-we-publish-here.md', post(day)],
  ]
  for (const [name] of articles) {
    if (await isThere(name)) {
      throw new PressError(join(folder, name), 'exists already, and files are never overwritten', {
        remedy: 'Choose an empty folder.',
        misuse: true,
      })
    }
  }
  const id = ownId(flags.domain === undefined ? 'news' : reversed(flags.domain))
  const identity = await identityOf(home, id, flags, now)
  // The file that makes a folder a project comes last: a run that was killed before can be run again in another folder.
  const files: [string, string][] = [
    ...articles,
    ['publication.json', publicationFile(id, identity.fingerprint)],
  ]
  for (const [name, text] of files) {
    await mkdir(join(home, name, '..'), { recursive: true })
    await writeFile(join(home, name), text, { flag: 'wx' })
  }
  await ignoreFiles(home)
  const written = [
    'publication.json',
    'root/1.json',
    '.gitignore',
    ...articles.map(([name]) => name),
  ]
  return [...written.map((name) => join(folder, name)), ...wordsOf(identity)]
}

/** Gives a publication its root and keys whose publication.json somebody has written by hand. */
async function completeProject(folder: string, flags: InitFlags, now: Date): Promise<string[]> {
  const home = resolve(folder)
  const publication = await readPublicationFile(join(folder, 'publication.json'))
  const { id, root } = publication.file
  const name = join(folder, 'root/1.json')
  if (root !== undefined && !(await stat(join(home, 'root/1.json')).catch(() => undefined))) {
    throw new PressError(name, 'is missing, and publication.json names its fingerprint', {
      remedy:
        'Restore it from your repository, a backup or the host: another one would be another publication.',
    })
  }
  if (flags.key === undefined) await refuseSecondIdentity(folder)
  const identity = await identityOf(home, id, flags, now)
  await ignoreFiles(home)
  return [
    name,
    ...wordsOf(identity),
    `Add this line to ${join(folder, 'publication.json')}: "root": "${identity.fingerprint}",`,
  ]
}

/** @throws PressError where the publication has been published by an earlier version, which kept its root elsewhere */
async function refuseSecondIdentity(folder: string): Promise<void> {
  const traces = ['out/root/1.json', 'site/root/1.json', 'longwave.key.json']
  for (const trace of traces.map((trace) => join(folder, trace))) {
    if (!(await stat(trace).catch(() => undefined))) continue
    throw new PressError(trace, 'this publication has been published, or has a key', {
      remedy:
        'A new key would make it another publication. Press it again: the press takes its root over from the published folder. If it has no readers yet, name the key that it shall have with --key.',
      misuse: true,
    })
  }
}

function identityOf(home: string, id: string, flags: InitFlags, now: Date): Promise<Identity> {
  return createIdentity({
    id,
    rootFolder: join(home, 'root'),
    keys: { release: flags.key, root: flags.rootKey },
    published: [join(home, 'out'), join(home, 'site')],
    now,
  })
}

function wordsOf({ fingerprint, release, root, weaknesses }: Identity): string[] {
  return [
    '',
    `Release key: ${release}`,
    '  signs every edition. Back it up, and keep it off the host.',
    ...(root === release
      ? []
      : [
          `Root key: ${root}`,
          '  replaces a lost or stolen release key. Take it offline: copy it to a USB stick or two, and delete it here.',
        ]),
    `Fingerprint: ${fingerprint}`,
    '  Readers know the publication by it. It is the SHA-256 of root/1.json, which is public: keep it with the project.',
    ...weaknesses,
  ]
}

/** @returns org.example.news for news.example.org */
function reversed(domain: string): string {
  const ascii = domainToASCII(domain.trim().replace(/\.$/, ''))
  const label = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
  if (!new RegExp(`^${label}(?:\\.${label})+$`).test(ascii) || ascii.length > 80) {
    throw new PressError(`--domain ${domain}`, 'is not a domain', {
      remedy: 'Write it like news.example.org.',
      misuse: true,
    })
  }
  return ascii.split('.').reverse().join('.')
}
