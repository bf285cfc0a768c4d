import type { PressError } from './PressError.ts'

/** Who hears how the work goes. */
export interface Report {
  /** What is being done just now; soon replaced by the next. */
  progress(text: string): void
  /** Worth knowing, and to be kept on the screen. */
  note(text: string): void
  /** Something was left out; the rest goes on. */
  problem(error: PressError): void
}
