/** Faults of e2e/faults.json, each with the names of the vectors that provoke it. */
const FAULTS: Record<number, RegExp> = {
  2: /^from the future$|later minor version$/,
  3: /one bit/,
  4: /^(?:a bundle|a head) cut short/,
  5: /^another bundle/,
  6: /^a head by a stranger/,
  7: /^root 3 signed twice/,
  8: /rotated out$|^root 2, /,
  9: /^an older head$/,
  12: /^an expired head$/,
  19: /^a head over/,
  20: /^a bomb$/,
  21: /too deeply$|^quotes in quotes/,
  22: /^a record over|one character too long$|above its limit$/,
  23: /^one (?:id|key) twice$/,
  24: /the key|reserved key/,
  26: /^hostile addresses$/,
  27: /^a drawing/,
  29: /turns its own reading direction round$|^a record behind a byte order mark$/,
  31: /^a picture with one bit changed$/,
  37: /^a web page$/,
  41: /something behind it$|byte order mark$/,
  47: /^root 3 with one signature of two$/,
  50: /another publication$/,
  65: /version 2’s type$|^a root as a head$|^a type changed/,
  74: /format 99$|later readers$/,
}

/** Faults that at least one vector provokes. */
export const PROVOKED = Object.keys(FAULTS).map(Number)

export function faultsOf({ name }: { name: string }): number[] {
  return PROVOKED.filter((number) => FAULTS[number]?.test(name))
}
