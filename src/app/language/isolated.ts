/** Isolates a name, so that it keeps its own direction in a sentence of the interface (U+2068, U+2069). */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`
}
