// Loaded before the press (node --import): what it makes bears the same date on every run, so that its pages can be
// compared with what stands in the repository.
const PRINTED = Date.parse(process.env.LONGWAVE_PRINTED ?? '')

globalThis.Date = class extends Date {
  /** @param {[]} args */
  constructor(...args) {
    super(...(args.length === 0 ? [PRINTED] : args))
  }
  static now() {
    return PRINTED
  }
}
