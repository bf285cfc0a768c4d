import { createSignal } from 'solid-js'

/** Multiples of the normal speed of a voice. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]
const SPEED_KEY = 'longwave:speed'

/** The speed of the voice, as the reader chose it last. */
export function createSpeed() {
  const [speed, setSpeed] = createSignal(storedSpeed())

  /** @returns whether there is a next speed in this direction */
  function changeSpeed(by: 1 | -1): boolean {
    const next = SPEEDS[SPEEDS.indexOf(speed()) + by]
    if (!next) return false
    setSpeed(next)
    try {
      localStorage.setItem(SPEED_KEY, String(next))
    } catch {
      // The browser may refuse storage; the speed then holds until the player is closed.
    }
    return true
  }

  return { speed, changeSpeed }
}

function storedSpeed(): number {
  try {
    const stored = Number(localStorage.getItem(SPEED_KEY))
    return SPEEDS.includes(stored) ? stored : 1
  } catch {
    return 1
  }
}
