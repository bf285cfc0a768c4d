import { t } from '../../language/catalog.ts'
import type { SectionPageData, SiteConfig } from '../../site/page.ts'

interface Surroundings {
  page(): Pick<SectionPageData, 'address'> & { publication: { key: string } }
  site: Pick<SiteConfig, 'base' | 'publication' | 'root'>
  /** Address of the page that the browser shows. */
  here(): string
  /** Writes to the clipboard. @throws where the browser refuses it */
  write(text: string): Promise<void>
  announce(words: string): void
  /** Tells the reader that the browser has refused the clipboard. */
  tellRefusal(): Promise<void>
}

/** Addresses under which other programs and devices find the publication of a section. */
export function createSubscribe(given: Surroundings) {
  const { page, site } = given
  /** Address of the folder of the publication, which has its feeds. */
  const folder = () => page().address ?? `${site.base}${site.publication.replace(/^\.\//, '')}`
  /**
   * The address for Longwave contains the fingerprint, so that the other device can check the key on the first use. An earlier
   * edition of the site is passed on as what the site has now.
   */
  const address = () => {
    const root = page().address ? page().publication.key : site.root
    return new URL(folder(), given.here()).href + (root ? `#root=${root}` : '')
  }
  const copy = () => given.write(address()).then(() => given.announce(t.copied), given.tellRefusal)
  return { folder, address, copy }
}
