import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { PressError } from '../report/PressError.ts'

const PUBLICATION = `{
  "id": "org.example.news",
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

/** Writes the first files of a publication. Existing files are never overwritten. */
export async function init(folder: string, today: Date): Promise<string[]> {
  const day = today.toISOString().slice(0, 10)
  const files: [string, string][] = [
    ['publication.json', PUBLICATION],
    ['news/first-article.md', article(day)],
    ['blog/why-we-publish-here.md', post(day)],
  ]
  const root = resolve(folder)
  for (const [name] of files) {
    if (await stat(join(root, name)).catch(() => undefined)) {
      throw new PressError(join(folder, name), 'exists already, and files are never overwritten', {
        remedy: 'Choose an empty folder.',
        misuse: true,
      })
    }
  }
  for (const [name, text] of files) {
    await mkdir(join(root, name, '..'), { recursive: true })
    await writeFile(join(root, name), text, { flag: 'wx' })
  }
  return files.map(([name]) => join(folder, name))
}
