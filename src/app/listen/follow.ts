import { isPaged } from '../reading/paged.ts'
import { scrollForVoice } from '../reading/place.ts'

/** Name of the highlight, and of the class where the browser has no highlights; listen.css styles both. */
const NAME = 'spoken'

/** Marks the sentence that is spoken and keeps it in view, unless the reader scrolls elsewhere. */
export function createFollower() {
  // Firefox before 140 and Safari before 17.2 have no highlights: the whole block is marked instead.
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
    /** Keeps the sentence in view again after the reader has scrolled elsewhere. */
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

/** Scrolls a sentence to the upper part of the window if it is about to leave the middle. */
function bringIntoView(sentence: Range | HTMLElement) {
  const { top, bottom } = sentence.getBoundingClientRect()
  if (top >= innerHeight * 0.1 && bottom <= innerHeight * 0.66) return
  const still = isPaged() || matchMedia('(prefers-reduced-motion: reduce)').matches
  scrollForVoice(scrollY + top - innerHeight * 0.2, still ? 'instant' : 'smooth')
}
