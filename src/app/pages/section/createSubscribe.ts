import type { SectionPageData, SiteConfig } from '../../site/page.ts'

interface Surroundings {
  page(): Pick<SectionPageData, 'address'> & { publication: { key: string } }
  site: Pick<SiteConfig, 'base' | 'publication' | 'root'>
  /** Address of the page that the browser shows. */
  here(): string
}

/** Addresses under which other programs and devices find the publication of a section. */
export function createSubscribe({ page, site, here }: Surroundings) {
  /** Address of the folder of the publication, which has its feeds. */
  const folder = () => page().address ?? `${site.base}${site.publication.replace(/^\.\//, '')}`
  /**
   * The address for Longwave contains the fingerprint, so that the other device can check the key on the first use. An earlier
   * edition of the site is passed on as what the site has now.
   */
  const address = () => {
    const root = page().address ? page().publication.key : site.root
    return new URL(folder(), here()).href + (root ? `#root=${root}` : '')
  }
  return { folder, address }
}
