// Makes `new Date()` and `Date.now()` return one instant, so that the press writes the same dates on every run. Loaded
// by `node --import` with LONGWAVE_PRINTED set, or called by commandProcess.mjs.
const RealDate = Date

/** @param {string | undefined} instant ISO 8601; undefined gives the real clock back */
export function fixClock(instant) {
  if (instant === undefined) {
    globalThis.Date = RealDate
    return
  }
  const time = RealDate.parse(instant)
  globalThis.Date = new Proxy(RealDate, {
    construct: (date, given, self) =>
      Reflect.construct(date, given.length === 0 ? [time] : given, self),
    get: (date, name) => (name === 'now' ? () => time : Reflect.get(date, name)),
  })
}

if (process.env.LONGWAVE_PRINTED) fixClock(process.env.LONGWAVE_PRINTED)
