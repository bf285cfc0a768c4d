import type { ArticleRecord } from '#bundle/article.ts'
import { signEnvelope } from '#bundle/envelope.ts'
import { LIMITS } from '#bundle/limits.ts'
import { type Face, type Head, headFields, RELEASE_TYPE, withFace } from '#bundle/release.ts'
import { checkHead } from '#bundle/validate.ts'
import { readIfThere, writeChanged, writeWhole } from '../files/publicationFolder.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import { encodeJson } from './encodeJson.ts'
import { formatFeeds } from './formatFeeds.ts'
import type { Opened } from './openPublication.ts'

interface ReleaseFiles {
  head: Head
  face: Face
  /** The live articles, newest first. */
  live: ArticleRecord[]
  key: PublisherKey
  /** The public address of the site, where the publisher names it. */
  url: string | undefined
  previous: Opened | undefined
}

/**
 * Writes the feeds and the head. The head comes last: everything it names is in the folder by then, so readers find a whole
 * publication at every moment.
 */
export async function writeRelease(out: string, files: ReleaseFiles): Promise<void> {
  const { head, face, live, key, url, previous } = files
  for (const [name, text] of formatFeeds(withFace(head, face), live, url)) {
    await writeChanged(out, name, new TextEncoder().encode(text))
  }
  await writeHead(out, head, key, previous)
}

async function writeHead(
  out: string,
  head: Head,
  key: PublisherKey,
  previous: Opened | undefined,
): Promise<void> {
  const payload = encodeJson(headFields(checkHead(headFields(head), 'head.json')))
  const bytes = await signEnvelope(RELEASE_TYPE, payload, [key.signer])
  if (bytes.length > LIMITS.head) {
    throw new PressError(
      'head.json',
      `would have ${bytes.length} bytes, and readers accept at most ${LIMITS.head}`,
      {
        remedy: 'Name fewer articles in "front".',
      },
    )
  }
  const checkAlone = async () => {
    const now = await readIfThere(out, 'head.json')
    if (Buffer.compare(now ?? new Uint8Array(), previous?.head ?? new Uint8Array()) === 0) return
    throw new PressError(`${out}/head.json`, 'another run has pressed into this folder meanwhile', {
      remedy: 'Let one run finish before the next begins, and start this one again.',
    })
  }
  await checkAlone()
  await writeWhole(out, 'head.json', bytes).catch(async (error: unknown) => {
    // Another run that has just finished may have pruned the unfinished file.
    await checkAlone()
    throw error
  })
}
