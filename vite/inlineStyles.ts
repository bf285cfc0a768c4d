import type { Plugin } from 'vite'

/** Writes the styles of the first view into the page, because another round trip costs more than their bytes. */
export function inlineStyles(): Plugin {
  return {
    name: 'longwave:inline-styles',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = bundle['index.html']
      if (page?.type !== 'asset') return
      let html = String(page.source)
      for (const [tag, href] of html.matchAll(
        /<link rel="stylesheet"[^>]*href="\.\/([^"]+)"[^>]*>/g,
      )) {
        const style = bundle[href!]
        if (style?.type !== 'asset') continue
        html = html
          .replace(tag, '')
          // The styles come before the script of the page, which reads a colour from them.
          .replace('<script>', (script) => `<style>${String(style.source).trim()}</style>${script}`)
        delete bundle[href!]
      }
      page.source = html
    },
  }
}
