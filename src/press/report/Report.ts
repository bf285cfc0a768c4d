import type { PressError } from './PressError.ts'

/** Receives the progress and the problems of a command. */
export interface Report {
  /** The present step. The next one replaces it. */
  progress(text: string): void
  /** A note that stays on the screen. */
  note(text: string): void
  /** A fault that made the command leave something out; the rest goes on. */
  problem(error: PressError): void
}
