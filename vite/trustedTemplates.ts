import { join } from 'node:path'
import type { Plugin } from 'vite'
import { ROOT } from './paths.ts'

/**
 * Lets the templates of solid-js pass Trusted Types. solid-js 1.9 makes them by an assignment of a string to innerHTML, which
 * Trusted Types refuse. The markup is the compiler's, never an article's, so it goes through the app's own policy.
 */
export function trustedTemplates(): Plugin {
  const sink = /\bt\.innerHTML = html\b/g
  let replaced = 0
  return {
    name: 'longwave:trusted-templates',
    enforce: 'pre',
    transform(code, id) {
      if (!/solid-js\/web\/dist\/(?:web|dev)\.js/.test(id)) return null
      replaced += code.match(sink)?.length ?? 0
      return {
        code: `import { trusted as longwaveTrusted } from ${JSON.stringify(join(ROOT, 'src/app/ui/trustedTypes.ts'))}\n${code.replace(sink, 't.innerHTML = longwaveTrusted.createHTML(html)')}`,
        map: null,
      }
    },
    buildEnd() {
      if (replaced !== 1) {
        this.error(`solid-js/web has ${replaced} template sinks where one was expected`)
      }
    },
  }
}
