import { createContext, useContext } from 'solid-js'
import type { PublicationKey } from '#site/publicationKey.ts'
import type { SiteConfig } from './page.ts'

export const SiteContext = createContext<SiteConfig>()

export function useSite(): SiteConfig {
  const site = useContext(SiteContext)
  if (!site) throw new Error('useSite: no SiteContext.Provider above this component')
  return site
}

export function readSite(document: Document): SiteConfig {
  const meta = (name: string) =>
    document.querySelector<HTMLMetaElement>(`meta[name="longwave-${name}"]`)?.content ?? ''
  return {
    base: meta('base') || '/',
    publication: meta('publication') || './',
    id: meta('id'),
    root: meta('root') as PublicationKey,
    floor: Number(meta('floor')) || 0,
  }
}
