import { fetchMedia } from '../fetching/fetchSource.ts'
import type { Trust } from '../fetching/trust.ts'
import { cacheFolder, createImageCache } from '../media/imageCache.ts'
import { type AudioPress, createAudioPress } from '../media/pressAudio.ts'
import { createImagePress, type ImagePress } from '../media/pressImages.ts'
import type { PressError } from '../report/PressError.ts'
import type { Report } from '../report/Report.ts'

export interface Media {
  images: ImagePress
  audio: AudioPress
  /**
   * Names the article that is being pressed, so that a report of a broken image or audio file says where it stands. Undefined
   * between articles.
   */
  setInput(input: string | undefined): void
}

/** The presses of images and audio for one run, which write into the folder `out`. */
export function createMedia(out: string, trust: Trust, report: Report): Media {
  let input: string | undefined
  const shared = {
    folder: out,
    cache: createImageCache(cacheFolder()),
    report: {
      progress: (text: string) => report.progress(text),
      note: (text: string) => report.note(text),
      problem: (error: PressError) =>
        report.problem(input === undefined ? error : error.within(input)),
    },
  }
  return {
    images: createImagePress({
      ...shared,
      fetchImage: (address) => fetchMedia('image', address, trust),
    }),
    audio: createAudioPress({
      ...shared,
      fetchAudio: (address) => fetchMedia('audio file', address, trust),
    }),
    setInput(next) {
      input = next
    },
  }
}
