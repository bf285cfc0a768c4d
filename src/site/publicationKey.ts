/**
 * The identity of a publication: the SHA-256 (hex) of its first root. The id that a publication gives itself is only a name,
 * which another publication can choose as well, so nothing is stored or addressed by it.
 */
export type PublicationKey = string & { readonly [KEY]: true }
declare const KEY: unique symbol

export function isPublicationKey(text: string): text is PublicationKey {
  return /^[0-9a-f]{64}$/.test(text)
}
