/**
 * The cache of those files of the app that only some readers need (a language, a typeface): not in the
 * precache, but kept from their first use on.
 */
export const OPTIONAL_CACHE = 'longwave-optional'

/** Where the build puts them. */
export const OPTIONAL_FILES = /\/assets\/(?:words|fonts)\//
