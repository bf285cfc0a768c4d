import { WRONGS } from './wrongs.ts'

/*
 * The steps of the model test (model.spec.ts): plain data, so that a sequence that has failed can be printed,
 * shortened and run again.
 */

export type News =
  | 'articles'
  | 'correction'
  | 'withdrawal'
  | 'roll-up'
  | 'roll-up alone'
  | 'catalog'
  | 'new key'
  | 'front alone'

export type Step =
  | { do: 'publish'; what: News }
  /** A delivery in one of two workers; so many requests go through, all where it says nothing. */
  | { do: 'deliver'; by: number; through?: number; fullAt?: number; dieAt?: number }
  | { do: 'subscribe'; by: number; through?: number }
  /** So many requests more, for whoever waits. */
  | { do: 'let'; through?: number }
  | { do: 'kill'; by: number }
  | { do: 'cancel' }
  | { do: 'unsubscribe' }
  /** The page and all that it runs. */
  | { do: 'reload' }
  | { do: 'ail'; host: number; with: string; files: string }
  | { do: 'heal'; host: number }
  | { do: 'clock'; year: number }
  | { do: 'budget'; bytes: number }
  | { do: 'free'; bytes: number }
  | { do: 'read' | 'save' | 'drop'; article: number }
  | { do: 'place'; article: number; progression: number }

/** What a host may suffer from beyond what WRONGS have. */
export const OTHER_AILMENTS = [
  'says nothing',
  'stops in the middle',
  'stands still',
  'is a stranger',
] as const

const AILMENTS = [...Object.keys(WRONGS), ...OTHER_AILMENTS]

/** Which files it has: those whose names begin so. */
const FILES = ['', '', '', 'head.json', 'bundles/', 'images/', 'root/'] as const

const NEWS: News[] = [
  'articles',
  'articles',
  'articles',
  'correction',
  'correction',
  'withdrawal',
  'withdrawal',
  'roll-up',
  'roll-up alone',
  'catalog',
  'new key',
  'front alone',
]

export const PRESENT = 2026

type Random = (below: number) => number

/** Many requests, or all: a delivery that is never cut short is one of the cases. */
function through(random: Random): { through?: number } {
  return random(5) < 2 ? {} : { through: random(9) }
}

/** Not both: on a full disk the library's books may be wrong after a death (docs/decisions/0014). */
function harm(random: Random): { fullAt?: number; dieAt?: number } {
  const kind = random(6)
  if (kind === 0) return { fullAt: 1 + random(8) }
  return kind === 1 ? { dieAt: 1 + random(10) } : {}
}

const KINDS: [weight: number, make: (random: Random) => Step][] = [
  [5, (random) => ({ do: 'publish', what: NEWS[random(NEWS.length)]! })],
  [
    6,
    (random) => ({
      do: 'deliver',
      by: random(2),
      ...through(random),
      ...harm(random),
    }),
  ],
  [1, (random) => ({ do: 'subscribe', by: random(2), ...through(random) })],
  [3, (random) => ({ do: 'let', ...through(random) })],
  [2, (random) => ({ do: 'kill', by: random(2) })],
  [1, () => ({ do: 'cancel' })],
  [0.4, () => ({ do: 'unsubscribe' })],
  [0.4, () => ({ do: 'reload' })],
  [
    3,
    (random) => ({
      do: 'ail',
      host: random(2),
      with: AILMENTS[random(AILMENTS.length)]!,
      files: FILES[random(FILES.length)]!,
    }),
  ],
  [1, (random) => ({ do: 'heal', host: random(2) })],
  [1, (random) => ({ do: 'clock', year: [1970, 2035, PRESENT][random(3)]! })],
  [0.7, (random) => ({ do: 'budget', bytes: [1000, 4000, 60e6][random(3)]! })],
  [0.4, (random) => ({ do: 'free', bytes: [500, 1e6][random(2)]! })],
  [1, (random) => ({ do: 'read', article: random(100) })],
  [1, (random) => ({ do: 'place', article: random(100), progression: random(100) / 100 })],
  [1, (random) => ({ do: 'save', article: random(100) })],
  [0.3, (random) => ({ do: 'drop', article: random(100) })],
]

const WEIGHTS = KINDS.reduce((total, [weight]) => total + weight, 0)

/** Most begin with a reader who subscribes, for without one little can happen. */
export function randomSteps(random: Random): Step[] {
  const steps = Array.from({ length: 6 + random(10) }, (): Step => {
    let at = (random(1000) / 1000) * WEIGHTS
    for (const [weight, make] of KINDS) {
      at -= weight
      if (at < 0) return make(random)
    }
    return { do: 'cancel' }
  })
  return random(8) > 0 ? [{ do: 'deliver', by: 0, ...through(random) }, ...steps] : steps
}
