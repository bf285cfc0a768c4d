import { t } from './catalog.ts'

/** A number of bytes in kilobytes or megabytes, in words. */
export function formatSize(bytes: number, unitDisplay: 'long' | 'short' = 'long'): string {
  const format = new Intl.NumberFormat(t.language, {
    style: 'unit',
    unitDisplay,
    unit: bytes < 1e6 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: bytes < 1e6 ? 0 : 1,
  })
  return format.format(bytes / (bytes < 1e6 ? 1e3 : 1e6))
}
