import type { BrowserContext, Page } from '@playwright/test'

/** https://wicg.github.io/layout-instability: not in the compiler's own types. */
interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
}

/** From the next page on, whatever has been painted and moves by itself is written down. */
export function watchShifts(reader: Page | BrowserContext): Promise<unknown> {
  return reader.addInitScript(() => {
    const shifts: string[] = []
    const write = (entries: PerformanceEntryList) => {
      for (const entry of entries as LayoutShift[]) {
        const moved = entry.sources.map(({ node, previousRect, currentRect }) => {
          const { nodeName, className } = (node ?? document.body) as HTMLElement
          const [from, to] = [previousRect, currentRect].map(
            ({ x, y, width, height }) => `${x},${y} ${width}×${height}`,
          )
          return `${nodeName}.${className} from ${from} to ${to}`
        })
        shifts.push(`${entry.value} at ${Math.round(entry.startTime)} ms: ${moved.join('; ')}`)
      }
    }
    const observer = new PerformanceObserver((list) => write(list.getEntries()))
    observer.observe({ type: 'layout-shift', buffered: true })
    Object.assign(window, {
      takeShifts: () => {
        write(observer.takeRecords())
        return shifts.splice(0)
      },
    })
  })
}

/** What has moved since the last time, and how far (layout shift). */
export function takeShifts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // What has moved in one frame is told in the next.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    return (window as unknown as { takeShifts(): string[] }).takeShifts()
  })
}
