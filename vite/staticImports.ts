import { join } from 'node:path'
import type { Plugin } from 'vite'
import { ROOT } from './paths.ts'

/** The stand-ins of modules that are further scripts in a worker, by the names under which other code imports them. */
const IN_WORKER: Record<string, string> = {
  './verifyByNoble.ts': 'src/service-worker/verifyByNoble.ts',
}

/**
 * Turns `await import('…')` in the scripts of the worker into a static import, of the worker's own stand-in where it has one.
 * A service worker may not import modules dynamically, and with `import()` in a single file the bundler wraps every module.
 */
export function staticImports(): Plugin {
  return {
    name: 'longwave:static-imports',
    enforce: 'pre',
    resolveId: (source, importer) =>
      IN_WORKER[source] && !importer?.includes('/service-worker/')
        ? join(ROOT, IN_WORKER[source])
        : null,
    transform(code) {
      const imports: string[] = []
      const direct = code.replace(/await import\(('[^']+')\)/g, (_, source: string) => {
        imports.push(`\nimport * as imported${imports.length} from ${source}`)
        return `imported${imports.length - 1}`
      })
      return imports.length > 0 ? direct + imports.join('') : null
    },
  }
}
