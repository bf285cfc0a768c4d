import type { Digest } from '#bundle/article.ts'
import { isolated } from '../../language/isolated.ts'
import type { LaterWords } from '../../language/Words.ts'
import { type RunningBuild, vouchedFor } from '../../worker/appBuild.ts'
import { inGroups } from './inGroups.ts'

/**
 * Chooses the sentences of the page about the app on the build in use.
 * @param named the builds that the newest edition on this device vouches for
 */
export function wordsOfBuild(
  { build }: Pick<LaterWords, 'build'>,
  running: RunningBuild | undefined,
  named: Digest[] | undefined,
): string[] {
  if (!running) return [build.unknown]
  const digest = build.digest(isolated(inGroups(running.digest)))
  if (!running.isWhole) return [digest, build.differs]
  // The sentence names the edition on this device, so it is true however old that is.
  const vouched = vouchedFor(running.digest, named, true)
  return vouched ? [digest, build.vouched[vouched]] : [digest]
}
