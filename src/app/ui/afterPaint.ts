/** Runs `work` after the next paint, so that it does not delay what has just been drawn. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
