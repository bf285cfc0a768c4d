import type { Breaking } from '#bundle/release.ts'

const DISMISSED_KEY = 'longwave:breaking-dismissed'

/** Whether news has not expired, and was not dismissed on this device. The prerender knows of no dismissal. */
export function isCurrent(breaking: Breaking): boolean {
  return Date.parse(breaking.expires) > Date.now() && dismissed() !== breaking.id
}

export function dismissBreaking(breaking: Breaking) {
  try {
    localStorage.setItem(DISMISSED_KEY, breaking.id)
  } catch {
    // Without storage the news is shown again on the next start.
  }
}

function dismissed(): string | null {
  try {
    return localStorage.getItem(DISMISSED_KEY)
  } catch {
    return null
  }
}
