/* Several sites can stand on one origin, each in a folder of its own. Names of what they store begin with their path. */

interface Surroundings {
  /** Of a worker. */
  registration?: { scope: string }
  location: { origin: string }
  /** Of a page. */
  document?: { querySelector(selector: string): object | null }
}

const { registration, location, document } = globalThis as unknown as Surroundings
const meta = document?.querySelector('[name=longwave-base]') as { content?: string } | undefined

/** Path of this copy of the app, with a slash at both ends. */
export const SCOPE = registration
  ? registration.scope.slice(location.origin.length)
  : meta?.content || '/'

/**
 * The name of something that this copy of the app stores or locks. No path has a `#`, so no name of one copy begins like one
 * of a copy in a folder below. index.html makes such names as well.
 */
export const scoped = (name: string): string => `longwave:${SCOPE}#${name}`
