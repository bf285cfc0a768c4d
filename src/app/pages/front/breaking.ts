import type { Breaking } from '#bundle/release.ts'
import { local } from '../../site/siteStorage.ts'

/** Whether news has not expired, and was not dismissed on this device. The prerender knows of no dismissal. */
export function isCurrent(breaking: Breaking): boolean {
  return Date.parse(breaking.expires) > Date.now() && dismissed() !== breaking.id
}

export function dismissBreaking(breaking: Breaking) {
  local.set('breaking-dismissed', breaking.id)
}

const dismissed = () => local.get('breaking-dismissed')
