import type { Plugin } from 'vite'
import { PREFERENCES } from '../src/app/site/storageKeys.ts'

/** Writes the names of the preferences into the script of index.html that applies them before the first paint. */
export function firstPaint(): Plugin {
  return {
    name: 'longwave:first-paint',
    transformIndexHtml: (html) => html.replace('%PREFERENCES%', PREFERENCES.join(' ')),
  }
}
