import type { Plugin } from 'vite'

/**
 * Replaces Vite's code for loading a chunk, which preloads the chunk's dependencies and has a kilobyte for older browsers
 * and errors. In this app a chunk needs no preload: it depends only on the main chunk, and loads styles of its own itself.
 * The event for errors keeps Vite's name (src/app/worker/offerReload.ts).
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
