import type { Breaking } from '#bundle/release.ts'

const DISMISSED = 'longwave:breaking-dismissed'
const SPOKEN = 'longwave:breaking-spoken'

/** Not expired, and not dismissed on this device. The prerender shows all that is not expired. */
export function isCurrent(breaking: Breaking): boolean {
  return Date.parse(breaking.expires) > Date.now() && remembered(DISMISSED) !== breaking.id
}

export function dismissBreaking(breaking: Breaking) {
  remember(DISMISSED, breaking.id)
}

/** True once per item on this device: the words are for the live region. */
export function shouldSpeak(breaking: Breaking): boolean {
  if (!isCurrent(breaking) || remembered(SPOKEN) === breaking.id) return false
  remember(SPOKEN, breaking.id)
  return true
}

function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function remember(key: string, id: string) {
  try {
    localStorage.setItem(key, id)
  } catch {
    // Without storage it is shown, and said, again on the next start.
  }
}
