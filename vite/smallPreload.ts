import type { Plugin } from 'vite'

/**
 * Vite's own way of loading a chunk preloads what it depends on, with a kilobyte for older browsers and for errors.
 * Here no chunk needs but the main one, and a chunk with styles of its own loads them itself; its name for the error is
 * kept (src/app/worker/offerReload.ts).
 */
const PRELOAD = `export const __vitePreload = (load) => load().catch((error) => {
  dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload: error }))
  throw error
})`

export function smallPreload(): Plugin {
  return {
    name: 'longwave:small-preload',
    transform: (_, id) => (id.includes('vite/preload-helper') ? PRELOAD : null),
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || file.isEntry || !file.viteMetadata?.importedCss.size) continue
        this.error(`styles of a lazy chunk are not loaded (import them as ?url): ${file.fileName}`)
      }
    },
  }
}
