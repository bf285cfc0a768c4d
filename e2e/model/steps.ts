import fc from 'fast-check'
import { HOST_FAULTS } from '../support/hostFaults.ts'

/*
 * The steps of the model (model.spec.ts). They are plain data, so that a sequence that fails can be printed, shortened
 * and run again.
 */

/** The kinds of change in an edition. */
export type News = (typeof NEWS)[number]

const NEWS = [
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
] as const

export type Step =
  | { do: 'publish'; what: News }
  /** A delivery in one of two workers. `through` is the number of requests that are answered; without it, all are. */
  | { do: 'deliver'; by: number; through?: number; fullAt?: number; dieAt?: number }
  | { do: 'subscribe'; by: number; through?: number }
  /** Lets more requests be answered. */
  | { do: 'answer'; through?: number }
  | { do: 'kill'; by: number }
  | { do: 'cancel' }
  | { do: 'unsubscribe' }
  /** Reloads the page, which ends all that it runs. */
  | { do: 'reload' }
  /** @param files beginning of the names of the files that the fault concerns */
  | { do: 'breakHost'; host: number; with: string; files: string }
  | { do: 'repairHost'; host: number }
  | { do: 'clock'; year: number }
  | { do: 'budget'; bytes: number }
  | { do: 'free'; bytes: number }
  | { do: 'read' | 'save' | 'unsave'; article: number }
  | { do: 'scroll'; article: number; progression: number }
  /** Opens the front page in the whole app. */
  | { do: 'openApp' }

/** Further faults of hosts, which modelHosts.ts provokes itself. */
export const MODEL_FAULTS = [
  'sends nothing',
  'stops in the middle',
  'serves an old edition',
  "serves a stranger's edition",
] as const

export const PRESENT = 2026

/** A delivery that is never cut short is one of the cases. */
const through = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ through: fc.nat(8) }) },
)

/**
 * A delivery has one of the two faults at most: on a full disk the library's accounts may be wrong after a kill
 * (docs/decisions/0014).
 */
const harm = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ fullAt: fc.integer({ min: 1, max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ dieAt: fc.integer({ min: 1, max: 10 }) }) },
)

const article = fc.nat(99)

const step = <const Do extends Step['do'], Fields extends object>(
  name: Do,
  fields: { [K in keyof Fields]: fc.Arbitrary<Fields[K]> },
) => fc.record<{ do: Do } & Fields>({ do: fc.constant(name), ...fields } as never)

const deliver = fc
  .tuple(step('deliver', { by: fc.nat(1) }), through, harm)
  .map((parts): Step => Object.assign({}, ...parts))

const KINDS: [weight: number, arbitrary: fc.Arbitrary<Step>][] = [
  [50, step('publish', { what: fc.constantFrom(...NEWS) })],
  [60, deliver],
  [
    10,
    fc
      .tuple(step('subscribe', { by: fc.nat(1) }), through)
      .map(([one, more]) => ({ ...one, ...more })),
  ],
  [30, through.map((more) => ({ do: 'answer', ...more }))],
  [20, step('kill', { by: fc.nat(1) })],
  [10, fc.constant({ do: 'cancel' })],
  [4, fc.constant({ do: 'unsubscribe' })],
  [4, fc.constant({ do: 'reload' })],
  [
    30,
    step('breakHost', {
      host: fc.nat(1),
      with: fc.constantFrom(...Object.keys(HOST_FAULTS), ...MODEL_FAULTS),
      files: fc.constantFrom('', '', '', 'head.json', 'bundles/', 'images/', 'root/'),
    }),
  ],
  [10, step('repairHost', { host: fc.nat(1) })],
  [10, step('clock', { year: fc.constantFrom(1970, 2035, PRESENT) })],
  [7, step('budget', { bytes: fc.constantFrom(1000, 4000, 60e6) })],
  [4, step('free', { bytes: fc.constantFrom(500, 1e6) })],
  [10, step('read', { article })],
  [10, step('scroll', { article, progression: fc.nat(99).map((part) => part / 100) })],
  [10, step('save', { article })],
  [3, step('unsave', { article })],
  [1, fc.constant({ do: 'openApp' })],
]

const anyStep = fc.oneof(...KINDS.map(([weight, arbitrary]) => ({ weight, arbitrary })))

/** Most sequences begin with a reader who subscribes: without a subscription, little can happen. */
export const sequences = fc
  .tuple(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant<Step[]>([]) },
      { weight: 7, arbitrary: through.map((more): Step[] => [{ do: 'deliver', by: 0, ...more }]) },
    ),
    fc.array(anyStep, { minLength: 1, maxLength: 15, size: 'max' }),
  )
  .map(([first, steps]) => [...first, ...steps])
