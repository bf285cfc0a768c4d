const PATH = /\.\/([\w-]+)\.ts$/

// Only the names: a part of each file, like its words (vite/wordParts.ts, wordParts).
const NAMES = import.meta.glob<string>('./{??,???,??-????}.ts', {
  import: 'name',
  query: '?name',
  eager: true,
})

/** The languages of the interface by the names they have for themselves, as their readers look for them. */
export const OWN_NAMES: [language: string, name: string][] = Object.entries(NAMES)
  .map(([path, name]): [string, string] => [PATH.exec(path)![1]!, name])
  .sort(([, a], [, b]) => a.localeCompare(b))
