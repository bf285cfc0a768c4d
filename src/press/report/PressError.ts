import { defined } from '#bundle/defined.ts'
export interface PressErrorOptions extends ErrorOptions {
  /** What to do about it, as a sentence. */
  remedy?: string
  /** Asked for wrongly (exit code 2), as against gone wrong (1). */
  misuse?: boolean
}

/** What a person at the command line can act on; printed as one line, without a stack. */
export class PressError extends Error {
  /** The file, address or option it is about. */
  readonly thing: string
  private readonly what: string
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

  /** The same fault, told of what it was met in: of a picture, the article that shows it. */
  within(place: string): PressError {
    const { remedy, misuse, cause } = this
    const options = defined<PressErrorOptions>({ remedy, misuse, cause })
    return new PressError(`${place}: ${this.thing}`, this.what, options)
  }
}
