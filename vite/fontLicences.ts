import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { ROOT } from './paths.ts'

/** Adds the licences of fonts to the build: fonts may be passed on only with them (SIL Open Font License 1.1, condition 2). */
export function fontLicences(): Plugin {
  return {
    name: 'longwave:font-licences',
    apply: 'build',
    generateBundle(_, bundle) {
      const fonts = Object.values(bundle).flatMap((file) =>
        file.type === 'asset' && file.fileName.endsWith('.woff2') ? file.originalFileNames : [],
      )
      const packages = new Set(fonts.map((name) => name.slice(0, name.indexOf('/files/'))))
      this.emitFile({
        type: 'asset',
        fileName: 'assets/fonts/LICENSE.txt',
        source: [...packages]
          .map((folder) => readFileSync(join(ROOT, folder, 'LICENSE'), 'utf8'))
          .join('\n\n'),
      })
    },
  }
}
