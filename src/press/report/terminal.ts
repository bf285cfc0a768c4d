import type { PressError } from './PressError.ts'
import type { Report } from './Report.ts'

/**
 * Shows progress in one line that is overwritten. Where the stream is not a terminal, it prints a line now and then.
 */
export function createTerminal(
  stream: NodeJS.WriteStream = process.stderr,
): Report & { end(): void } {
  const width = () => (stream.columns || 80) - 1
  let shown = false
  let last = Date.now()
  const clear = () => {
    if (shown) stream.write('\r\u001b[K')
    shown = false
  }
  const say = (text: string) => {
    clear()
    stream.write(`${printable(text)}\n`)
  }
  return {
    progress(text) {
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${printable(text).slice(0, width())}`)
        shown = true
      } else if (Date.now() - last > SPARSE) {
        last = Date.now()
        say(text)
      }
    },
    note: say,
    problem: (error: PressError) => say(error.message),
    end: clear,
  }
}

const SPARSE = 5000

/** Replaces control characters: headlines and addresses come from strangers and must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '�')
}
