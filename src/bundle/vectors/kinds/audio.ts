import { flipped } from '../encode.ts'
import type { Media } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

export async function addAudio(set: VectorSet, { audioBytes, audio }: Media): Promise<void> {
  await set.add(
    'a recording',
    'Length, digest, and the first bytes of the type it is said to have: here an MP3 frame of Layer III.',
    { reads: 'audio', file: 'good/audio.mp3', audio },
    audioBytes,
    { length: audioBytes.length },
  )
  await set.add(
    'a recording with one bit changed',
    'As any file named by its digest.',
    { reads: 'audio', file: 'bad/audio-tampered.mp3', audio },
    flipped(audioBytes, 30),
    { error: 'wrong-digest' },
  )
  await set.add(
    'a recording of another type',
    'The digest fits, the bytes are of another kind.',
    { reads: 'audio', file: 'bad/audio-not-ogg.ogg', audio: { ...audio, mediaType: 'audio/ogg' } },
    audioBytes,
    { error: 'wrong-shape' },
  )
}
