import type { PublicationKey } from '#site/publicationKey.ts'
import { marksOf, saveMarks } from '../reading/marks.ts'
import { createMediaKeys } from './mediaKeys.ts'
import { addPlayer, pauseAudio } from './players.ts'

/** Seconds of audio between two positions that are stored. */
const KEEP_EVERY_S = 5
/** Seconds before its end, from which on audio counts as finished, and starts at its beginning the next time. */
const FINISHED_BEFORE_END_S = 3
/** Seconds that a media key skips if the system does not say how many. */
const SKIP_S = 10

/** The player that played last, which has the media keys. A page has one set of keys for all its players. */
let held: { player: HTMLAudioElement; keys: ReturnType<typeof createMediaKeys> } | undefined

/**
 * Starts audio where the reader left it, and stores the position from then on.
 * @returns a function that ends this; called before the player is removed
 */
export function keepHearing(
  player: HTMLAudioElement,
  {
    publication,
    article,
    digest,
  }: { publication: PublicationKey; article: string; digest: string },
  title: string,
): () => void {
  const positions = () => marksOf(publication, article).audio
  let stored = positions()?.[digest] ?? 0
  let begun = false

  const keep = (event?: Event) => {
    if (!begun) return
    const isFinished = player.currentTime > player.duration - FINISHED_BEFORE_END_S
    const now = isFinished ? 0 : Math.round(player.currentTime * 10) / 10
    if (now === stored) return
    stored = now
    const { [digest]: _, ...others } = positions() ?? {}
    const audio = now > 0 ? { ...others, [digest]: now } : others
    const marks = { audio: Object.keys(audio).length > 0 ? audio : undefined }
    saveMarks(publication, article, marks, event?.type === 'pagehide')
  }
  const seekBy = (seconds: number) => {
    player.currentTime = Math.max(0, player.currentTime + seconds)
  }
  const takeKeys = () => {
    if (held?.player !== player) {
      const keys = createMediaKeys(
        {
          play: () => void player.play(),
          pause: () => player.pause(),
          seekbackward: ({ seekOffset }) => seekBy(-(seekOffset ?? SKIP_S)),
          seekforward: ({ seekOffset }) => seekBy(seekOffset ?? SKIP_S),
          seekto: ({ seekTime }) => {
            player.currentTime = seekTime ?? player.currentTime
          },
        },
        title,
        false,
      )
      held = { player, keys }
    }
    held.keys.playing(true)
  }

  player.addEventListener('loadedmetadata', () => {
    if (stored < player.duration - FINISHED_BEFORE_END_S) player.currentTime = stored
    begun = true
  })
  player.addEventListener('timeupdate', () => {
    if (Math.abs(player.currentTime - stored) >= KEEP_EVERY_S) keep()
  })
  player.addEventListener('seeked', keep)
  player.addEventListener('play', () => {
    pauseAudio(player)
    import('./openListen.tsx').then(({ pauseListening }) => pauseListening())
    takeKeys()
  })
  player.addEventListener('pause', () => {
    keep()
    if (held?.player === player) held.keys.playing(false)
  })
  addEventListener('pagehide', keep)
  const forget = addPlayer(player)
  return () => {
    keep()
    forget()
    removeEventListener('pagehide', keep)
    if (held?.player !== player) return
    held.keys.end()
    held = undefined
  }
}
