/** Splits a fingerprint or a digest into groups of four, which people can read aloud and compare. */
export function inGroups(digest: string): string {
  return digest.replace(/(.{4})(?=.)/g, '$1 ')
}
