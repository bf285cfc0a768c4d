import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Audio, AudioType } from '#bundle/article.ts'
import { audioName } from '#bundle/audioName.ts'
import { audioTypeOf } from '#bundle/checkAudio.ts'
import { defined } from '#bundle/defined.ts'
import { explain } from '#bundle/explain.ts'
import { LIMITS } from '#bundle/limits.ts'
import type { DraftAudio } from '../article/draft.ts'
import { plainPath } from '../fetching/fetchSource.ts'
import { writeImmutable } from '../files/publicationFolder.ts'
import { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'
import type { ImageCache } from './imageCache.ts'

export interface AudioPress {
  /** @returns undefined where the audio cannot be used, which is reported once */
  press(audio: DraftAudio): Promise<Audio | undefined>
}

export interface AudioPressOptions {
  /** The publication's folder. Audio is written into audio/ below it. */
  folder: string
  fetchAudio: (address: string) => Promise<Uint8Array>
  cache: Pick<ImageCache, 'digestOf' | 'rememberDigest'>
  report: Report
}

type File = Pick<Audio, 'digest' | 'mediaType' | 'length'>

const TYPES: AudioType[] = ['audio/mpeg', 'audio/mp4', 'audio/ogg']

/** Presses audio, which is passed on byte for byte, with the metadata that its makers wrote into it. */
export function createAudioPress(options: AudioPressOptions): AudioPress {
  const { folder, fetchAudio, cache, report } = options
  // Results of this run by address: audio in many articles is fetched once, and reported once.
  const pressed = new Map<string, Promise<File | undefined>>()

  async function pressOne(address: string): Promise<File | undefined> {
    try {
      const known = await cache.digestOf(address)
      const held = known && (await findHeld(folder, known.digest))
      if (held && known?.fresh) return held
      let bytes: Uint8Array
      try {
        bytes = await fetchAudio(address)
      } catch (error) {
        // The audio of an earlier run stays while its host does not answer.
        if (held) return held
        throw error
      }
      const mediaType = audioTypeOf(bytes)
      if (!mediaType) throw new Error('it is neither MP3, MPEG-4 nor Ogg')
      const digest = createHash('sha256').update(bytes).digest('hex')
      const file = { digest, mediaType, length: bytes.length }
      await writeImmutable(folder, `audio/${audioName(file)}`, bytes)
      await cache.rememberDigest(address, digest)
      return file
    } catch (error) {
      report.problem(unusable(address, error))
      return undefined
    }
  }

  return {
    async press({ source, title, duration }) {
      const file = pressed.get(source) ?? pressOne(source)
      pressed.set(source, file)
      const found = await file
      return found && defined<Audio>({ title, ...found, duration })
    },
  }
}

async function findHeld(folder: string, digest: string): Promise<File | undefined> {
  for (const mediaType of TYPES) {
    const path = join(folder, 'audio', audioName({ digest, mediaType }))
    const held = await stat(path).catch(() => undefined)
    if (held?.isFile() && held.size <= LIMITS.audio) return { digest, mediaType, length: held.size }
  }
  return undefined
}

function unusable(address: string, error: unknown): PressError {
  if (error instanceof PressError) return error
  return new PressError(plainPath(address), `the audio file cannot be used (${explain(error)})`, {
    remedy: 'The article links to it instead. Provide the file as MP3, M4A or Ogg.',
    cause: error,
  })
}
