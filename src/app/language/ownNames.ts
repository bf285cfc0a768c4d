const PATH = /\.\/([\w-]+)\.ts$/

// The query makes a module of the name alone, so that the words are not loaded (vite/wordParts.ts).
const NAMES = import.meta.glob<string>('./{??,???,??-????}.ts', {
  import: 'name',
  query: '?name',
  eager: true,
})

/** The languages of the interface with their own names, which their readers look for. */
export const OWN_NAMES: [language: string, name: string][] = Object.entries(NAMES)
  .map(([path, name]): [string, string] => [PATH.exec(path)![1]!, name])
  .sort(([, a], [, b]) => a.localeCompare(b))
