import type { Audio } from './article.ts'

const EXTENSIONS = { 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' } as const

/** @returns the file name of the audio below `audio/` */
export function audioName({ digest, mediaType }: Pick<Audio, 'digest' | 'mediaType'>): string {
  return `${digest}.${EXTENSIONS[mediaType]}`
}
