import { resolve } from 'node:path'
import { readPublicationFile } from '../files/publicationFile.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import { digestOfApp } from '../site/appFiles.ts'
import { stageSite } from '../site/writeSite.ts'
import { type PressFlags, pressInto } from './press.ts'

export interface SiteFlags extends PressFlags {
  base?: string
}

/** `longwave site`: writes the publication, the app and a page for each article into one folder. */
export async function site(path: string, { base = '/', ...flags }: SiteFlags, report: Report) {
  if (!/^\/(?:[\w.~-]+\/)*$/.test(base)) {
    throw new PressError(`--base ${base}`, 'is not a valid path', {
      remedy: 'Give a path that begins and ends with a slash, such as /news/.',
      misuse: true,
    })
  }
  const publication = await readPublicationFile(path)
  const out = resolve(flags.out ?? `${publication.folder}/site`)
  const { url } = publication.file
  const pressed = await pressInto(publication, out, flags, report, {
    build: await digestOfApp(),
    stageSite: (edition, stage) => stageSite(edition, stage, { base, url }),
  })
  return { ...pressed, out }
}
