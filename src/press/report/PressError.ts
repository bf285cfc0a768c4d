import { defined } from '#bundle/defined.ts'
export interface PressErrorOptions extends ErrorOptions {
  /** The remedy, as a sentence. */
  remedy?: string
  /** The command line is wrong (exit code 2), in contrast to a failure (exit code 1). */
  misuse?: boolean
}

/** An error that the operator can act on. It is printed as one line, without a stack. */
export class PressError extends Error {
  /** The file, address or option that the error is about. */
  readonly thing: string
  /** The fault, without the thing and without a full stop. */
  readonly what: string
  readonly remedy: string | undefined
  readonly misuse: boolean

  /** @param what the fault, without the thing and without a full stop */
  constructor(thing: string, what: string, options: PressErrorOptions = {}) {
    super(`${thing}: ${what}.${options.remedy ? ` ${options.remedy}` : ''}`, options)
    this.name = 'PressError'
    this.thing = thing
    this.what = what
    this.remedy = options.remedy
    this.misuse = options.misuse ?? false
  }

  /** The same error with the place where it occurred in front, such as the article that shows a broken image. */
  within(place: string): PressError {
    const { remedy, misuse, cause } = this
    const options = defined<PressErrorOptions>({ remedy, misuse, cause })
    return new PressError(`${place}: ${this.thing}`, this.what, options)
  }
}
