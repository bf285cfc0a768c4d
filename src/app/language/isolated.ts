/** A name to be put into a sentence of the interface, whatever the direction of either (U+2068, U+2069). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
