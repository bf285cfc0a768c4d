import { createHash } from 'node:crypto'

/**
 * The Content Security Policy of every page: the files of the site, the one inline script and style by their digests,
 * no markup from strings, and connections to the hosts of publications that the reader adds.
 */
export function contentSecurityPolicy(template: string): string {
  const scripts = digestsOf(template, /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)
  const styles = digestsOf(template, /<style[^>]*>([\s\S]*?)<\/style>/g)
  return [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    `style-src 'self'${styles}`,
    "img-src 'self' blob:",
    // Silent audio plays while an article is read aloud (src/app/listen/mediaKeys.ts).
    'media-src blob:',
    // A publication on the reader's own machine has no https.
    "connect-src 'self' https: http://localhost:* http://127.0.0.1:*",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types longwave',
  ].join('; ')
}

function digestsOf(html: string, element: RegExp): string {
  return [...html.matchAll(element)]
    .map(([, content]) => ` 'sha256-${createHash('sha256').update(content!).digest('base64')}'`)
    .join('')
}
