/*
 * Checks of everything that comes from outside. Every check returns a fresh value of known fields only. Unknown fields
 * are dropped, unknown blocks and runs become their text, so that what is stored is exactly what this code can show, and
 * what a later press writes can still be read.
 */
export { checkRecord } from './validate/records.ts'
export { checkBundleReference, checkFace, checkHead, checkRoot } from './validate/releases.ts'
