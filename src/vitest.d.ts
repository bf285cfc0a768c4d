import 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Which faults of e2e/faults.json a unit test provokes, for docs/reliability.md. */
    fault?: number[]
  }
}
