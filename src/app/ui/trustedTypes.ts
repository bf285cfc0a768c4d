/** The parts of Trusted Types that are used here; TypeScript's DOM library has no types for them yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(markup: string): string; createScriptURL(url: string): string },
  ): Policy
}
interface Policy {
  createHTML(markup: string): string
  createScriptURL(url: string): string
}

const rules = {
  createHTML: (markup: string) => markup,
  createScriptURL: (url: string) => url,
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

/**
 * The only policy that the CSP of the page allows. It has two callers: Solid's compiled templates (see vite/trustedTemplates.ts)
 * and the registration of the service worker. Nothing fetched ever passes through it.
 */
export const trusted: Policy = trustedTypes?.createPolicy('longwave', rules) ?? rules
