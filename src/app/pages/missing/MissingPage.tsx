import { publicationHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import type { PageData } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'

type Missing = Extract<PageData, { kind: 'missing' }>

/** Says what is missing and why, and links to the front page. */
export function MissingPage(props: { page: Missing }) {
  const site = useSite()
  const words = () => t.missing[props.page.reason]
  return (
    <div class="panel" lang={t.language} dir={t.direction}>
      <h1 tabindex={-1}>{words()[0]}</h1>
      <p>{words()[1]}</p>
      <p>
        <a class="button" href={publicationHref(site, props.page.publication.key)}>
          {t.toFrontPage}
        </a>
      </p>
    </div>
  )
}
