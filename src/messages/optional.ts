import { scoped } from '#site/scope.ts'

/**
 * The cache of files of the app that only some readers need (a language, a typeface). They are not in the precache, but are
 * stored at their first use.
 */
export const OPTIONAL_CACHE = scoped('optional')

/** Matches the paths under which the build puts these files. */
export const OPTIONAL_FILES = /\/assets\/(?:words|fonts)\//
