import type { Plugin } from 'vite'

/**
 * Splits the file of a language into two parts, so that a front page does not wait for the second one: `xx.ts?first` and
 * `xx.ts?later` are the file without the other part, and `xx.ts?name` is the language's own name.
 */
export function wordParts(): Plugin {
  return {
    name: 'longwave:word-parts',
    enforce: 'post',
    transform(code, id) {
      const [, part] =
        /\/language\/[a-z]{2,3}(?:-[A-Z][a-z]{3})?\.ts\?(first|later|name)$/.exec(id) ?? []
      if (!part) return null
      if (part === 'name') {
        const [, name] = /\bname: ("[^"]+"|'[^']+')/.exec(code)!
        return { code: `export const name = ${name}`, map: null }
      }
      for (const node of this.parse(code).body.reverse()) {
        if (node.type !== 'ExportNamedDeclaration') continue
        const [of] =
          node.declaration?.type === 'VariableDeclaration' ? node.declaration.declarations : []
        if (of?.id.type !== 'Identifier' || of.id.name === part) continue
        code = code.slice(0, node.start) + code.slice(node.end)
      }
      return { code, map: null }
    },
  }
}
