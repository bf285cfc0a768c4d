import type { Breaking } from '#bundle/release.ts'

const DISMISSED = 'longwave:breaking-dismissed'

/** Not expired, and not dismissed on this device. The prerender shows all that is not expired. */
export function isCurrent(breaking: Breaking): boolean {
  return Date.parse(breaking.expires) > Date.now() && dismissed() !== breaking.id
}

export function dismissBreaking(breaking: Breaking) {
  try {
    localStorage.setItem(DISMISSED, breaking.id)
  } catch {
    // Without storage it is shown again on the next start.
  }
}

function dismissed(): string | null {
  try {
    return localStorage.getItem(DISMISSED)
  } catch {
    return null
  }
}
