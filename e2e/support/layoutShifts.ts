import type { BrowserContext, Page } from '@playwright/test'

/**
 * An entry of the Layout Instability API, https://wicg.github.io/layout-instability, which TypeScript's own types lack.
 */
interface LayoutShift extends PerformanceEntry {
  value: number
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[]
}

/** Records every layout shift, from the next page on. */
export function watchLayoutShifts(reader: Page | BrowserContext): Promise<unknown> {
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
      takeLayoutShifts: () => {
        write(observer.takeRecords())
        return shifts.splice(0)
      },
    })
  })
}

/** Returns the layout shifts since the last call, and their sizes. */
export function takeLayoutShifts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // A shift in one frame is reported in the next one.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    return (window as unknown as { takeLayoutShifts(): string[] }).takeLayoutShifts()
  })
}
