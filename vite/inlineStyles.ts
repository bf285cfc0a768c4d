import type { Plugin } from 'vite'

/** The styles of the first view stand in the page: a round trip costs more than all of them. */
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
          // Before the script of the page, which asks them for a colour.
          .replace('<script>', (script) => `<style>${String(style.source).trim()}</style>${script}`)
        delete bundle[href!]
      }
      page.source = html
    },
  }
}
