import { join } from 'node:path'
import type { Bytes } from '#bundle/base64.ts'
import { signEnvelope } from '#bundle/envelope.ts'
import { LIMITS } from '#bundle/limits.ts'
import { type Head, headFields, RELEASE_TYPE } from '#bundle/release.ts'
import { checkHead } from '#bundle/validate.ts'
import type { OwnFiles } from '../files/ownFiles.ts'
import { readIfThere, writeWhole } from '../files/publicationFolder.ts'
import type { PublisherKey } from '../files/secretKeyFile.ts'
import { PressError } from '../report/PressError.ts'
import { encodeJson } from './encodeJson.ts'
import { type RootFiles, rootName } from './rootFiles.ts'

interface ReleaseFiles {
  roots: RootFiles
  head: Head
  key: PublisherKey
  /** The bytes of head.json as the run found them. */
  headBefore: Bytes | undefined
}

/**
 * Writes the roots and the head, and puts the staged files into their places. The head comes before them and after all
 * that it names, so readers find a whole publication at every moment, and a page never promises an edition that the head
 * does not have yet.
 * @param stageFiles stages the files that go with the head; when it fails, the folder still has the edition before
 */
export async function writeRelease(
  own: OwnFiles,
  { roots, head, key, headBefore }: ReleaseFiles,
  stageFiles: () => Promise<void>,
): Promise<void> {
  const { folder } = own
  const bytes = await signHead(head, key)
  // The first root is written last, as in writeRootFiles().
  for (const [index, file] of [...roots.files.entries()].reverse()) {
    await own.writeLasting(rootName(index + 1), file)
  }
  await stageFiles()
  await checkAlone(folder, headBefore)
  await own.list()
  await writeWhole(folder, 'head.json', bytes)
  await own.place()
}

/**
 * Checks that the head is still the one that the run began with: a run on another machine, which no lock keeps out, may
 * have written another.
 * @throws PressError
 */
export async function checkAlone(folder: string, headBefore: Bytes | undefined): Promise<void> {
  const now = await readIfThere(folder, 'head.json')
  if (Buffer.compare(now ?? new Uint8Array(), headBefore ?? new Uint8Array()) === 0) return
  throw new PressError(
    join(folder, 'head.json'),
    'another run has pressed into this folder meanwhile',
    { remedy: 'Let one run finish before the next begins, and start this one again.' },
  )
}

async function signHead(head: Head, key: PublisherKey): Promise<Bytes> {
  const payload = encodeJson(headFields(checkHead(headFields(head), 'head.json')))
  const bytes = await signEnvelope(RELEASE_TYPE, payload, [key.signer])
  if (bytes.length <= LIMITS.head) return bytes
  throw new PressError(
    'head.json',
    `would have ${bytes.length} bytes, and readers accept at most ${LIMITS.head}`,
    { remedy: 'Name fewer articles in "front".' },
  )
}
