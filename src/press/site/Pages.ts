import type { PageData, RenderedPage, SiteConfig } from '#app/site/page.ts'
import type { Release } from '#bundle/release.ts'
import { contentSecurityPolicy } from './contentSecurityPolicy.ts'
import { formatHead } from './formatHead.ts'

export class Pages {
  private readonly template: string
  private readonly policy: string
  private readonly site: SiteConfig
  private readonly url: string | undefined
  private readonly release: Release

  constructor(template: string, site: SiteConfig, url: string | undefined, release: Release) {
    // The build writes relative addresses, which would be wrong for a page in a folder.
    this.template = template.replace(/((?:src|href)=")\.\//g, `$1${site.base}`)
    this.policy = contentSecurityPolicy(this.template)
    this.site = site
    this.url = url
    this.release = release
  }

  format(rendered: RenderedPage, page: PageData): string {
    const { site, url, release } = this
    const head = formatHead({ rendered, page, site, url, release, policy: this.policy })
    return this.template
      .replace(
        /<html[^>]*>/,
        () => `<html lang="${rendered.language}" dir="${rendered.direction}">`,
      )
      .replace('<!--head-->', () => head)
      .replace('<!--app-->', () => rendered.html)
  }
}
