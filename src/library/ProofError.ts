/** The reasons why an article of this device cannot be proved. */
export const PROOF_ERRORS = {
  'not-subscribed': 'The publication is not on this device.',
  'no-head': 'The signed head of the release is not on this device; the next sync brings it.',
  'no-tree': 'The release follows reading rules 1, under which no record proves itself.',
  'not-held': 'The article is not on this device.',
  withdrawn: 'The article has been withdrawn, and no proof of it is kept.',
  'no-text': 'The text of the article has been evicted; it has to be fetched again first.',
  'not-as-signed': 'The text on this device is not the signed line; it has to be fetched again.',
  'not-in-release': 'The tree of the release does not show the record where the hosts point to.',
  'too-large': 'These articles are more than one file of proven records holds.',
} as const

/** An error that ends the making of proofs. None is made then, and nothing is stored. */
export class ProofError extends Error {
  readonly reason: keyof typeof PROOF_ERRORS

  /** @param name id of the article, or key of the publication */
  constructor(reason: keyof typeof PROOF_ERRORS, name: string, options?: ErrorOptions) {
    super(`${name}: ${PROOF_ERRORS[reason]}`, options)
    this.name = 'ProofError'
    this.reason = reason
  }
}
