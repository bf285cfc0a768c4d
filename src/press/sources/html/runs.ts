import type { Run } from '#bundle/article.ts'
import { LIMITS } from '#bundle/limits.ts'

/**
 * Normalises runs: white space as a browser shows it, no empty runs, adjacent texts joined, and no nesting deeper than
 * the format allows.
 */
export function normaliseRuns(runs: Run[]): Run[] {
  const state = { space: true }
  const collapsed = collapse(runs, state, 0)
  return trimEnd(collapsed)
}

/** Splits runs at two line breaks in a row, which authors write for a new paragraph. */
export function splitAtBreaks(runs: Run[]): Run[][] {
  const parts: Run[][] = [[]]
  let breaks = 0
  for (const run of runs) {
    if (typeof run !== 'string' && run.type === 'break') {
      breaks += 1
      if (breaks === 2) parts.push([])
      else if (breaks === 1) parts.at(-1)!.push(run)
      continue
    }
    if (typeof run === 'string' && run.trim() === '' && breaks > 0) continue
    breaks = 0
    parts.at(-1)!.push(run)
  }
  return parts.map(normaliseRuns).filter((part) => part.length > 0)
}

function collapse(runs: Run[], state: { space: boolean }, depth: number): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    if (typeof run === 'string') {
      // A no-break space stays. Other white space becomes one space, and no space follows another.
      let text = run.replace(/[ \t\n\r\f\v]+/g, ' ')
      if (state.space) text = text.replace(/^ +/, '')
      if (text === '') continue
      state.space = text.endsWith(' ')
      const previous = out.at(-1)
      if (typeof previous === 'string' && previous.length + text.length < LIMITS.string) {
        out[out.length - 1] = previous + text
      } else out.push(text)
    } else if (run.type === 'break') {
      if (out.length === 0 && depth === 0) continue
      const previous = out.at(-1)
      if (typeof previous === 'string') out[out.length - 1] = previous.trimEnd()
      out.push(run)
      state.space = true
    } else {
      const inner = collapse(run.runs, state, depth + 1)
      if (inner.length === 0) continue
      if (depth >= LIMITS.runDepth - 1) out.push(...inner)
      else out.push({ ...run, runs: inner })
    }
  }
  return out
}

function trimEnd(runs: Run[]): Run[] {
  const out = [...runs]
  for (let last = out.pop(); last !== undefined; last = out.pop()) {
    if (typeof last === 'string') {
      const text = last.trimEnd()
      if (text !== '') return [...out, text]
    } else if (last.type !== 'break') {
      const inner = trimEnd(last.runs)
      if (inner.length > 0) return [...out, { ...last, runs: inner }]
    }
  }
  return out
}
