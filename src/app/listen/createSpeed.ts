import { createSignal } from 'solid-js'
import { local } from '../site/siteStorage.ts'

/** Multiples of the normal speed of a voice. */
export const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3]

/** The speed of the voice, as the reader chose it last. */
export function createSpeed() {
  const [speed, setSpeed] = createSignal(storedSpeed())

  /** @returns whether there is a next speed in this direction */
  function changeSpeed(by: 1 | -1): boolean {
    const next = SPEEDS[SPEEDS.indexOf(speed()) + by]
    if (!next) return false
    setSpeed(next)
    local.set('speed', String(next))
    return true
  }

  return { speed, changeSpeed }
}

function storedSpeed(): number {
  const stored = Number(local.get('speed'))
  return SPEEDS.includes(stored) ? stored : 1
}
