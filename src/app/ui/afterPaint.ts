/** Runs `work` once what has just been drawn is on the screen: nothing of it stands in the way. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work))
}
