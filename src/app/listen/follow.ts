import { isPaged } from '../reading/paged.ts'
import { scrollForVoice } from '../reading/place.ts'

const NAME = 'spoken'

/** Marks what is spoken and keeps it in view, unless the reader scrolls elsewhere. */
export function createFollower() {
  // Missing before Firefox 140 and Safari 17.2: the whole block is marked instead.
  const highlights = 'highlights' in CSS ? CSS.highlights : undefined
  let marked: HTMLElement | undefined
  let following = true

  const leave = () => {
    following = false
  }
  const leaveByKey = ({ key }: KeyboardEvent) => {
    if (/^(?:Arrow(?:Up|Down)|Page|Home|End)/.test(key)) leave()
  }
  addEventListener('wheel', leave, { passive: true })
  addEventListener('touchmove', leave, { passive: true })
  addEventListener('turned', leave)
  addEventListener('keydown', leaveByKey)

  const clear = () => {
    highlights?.delete(NAME)
    marked?.classList.remove(NAME)
    marked = undefined
  }

  return {
    /** From now on again. */
    follow() {
      following = true
    },
    mark(element: HTMLElement, range: Range | undefined) {
      clear()
      if (highlights && range) highlights.set(NAME, new Highlight(range))
      else {
        element.classList.add(NAME)
        marked = element
      }
      if (following) bringIntoView(range ?? element)
    },
    clear,
    stop() {
      clear()
      removeEventListener('wheel', leave)
      removeEventListener('touchmove', leave)
      removeEventListener('turned', leave)
      removeEventListener('keydown', leaveByKey)
    },
  }
}

/** Only what is about to leave the middle of the window is moved, to its upper part. */
function bringIntoView(what: Range | HTMLElement) {
  const { top, bottom } = what.getBoundingClientRect()
  if (top >= innerHeight * 0.1 && bottom <= innerHeight * 0.66) return
  const still = isPaged() || matchMedia('(prefers-reduced-motion: reduce)').matches
  scrollForVoice(scrollY + top - innerHeight * 0.2, still ? 'instant' : 'smooth')
}
