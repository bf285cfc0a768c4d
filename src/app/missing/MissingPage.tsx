import { t } from '../language/spoken.ts'
import type { PageData } from '../page.ts'
import { publicationHref } from '../places.ts'
import { useSite } from '../site.ts'

type Missing = Extract<PageData, { kind: 'missing' }>

/** Says what is not there and why, and leads on. */
export function MissingPage(props: { page: Missing }) {
  const site = useSite()
  const words = () => t.missing[props.page.reason]
  return (
    <div class="panel" lang={t.language} dir={t.direction}>
      <h1 tabindex={-1}>{words()[0]}</h1>
      <p>{words()[1]}</p>
      <p>
        <a class="button" href={publicationHref(site, props.page.publication.id)}>
          {t.toFrontPage}
        </a>
      </p>
    </div>
  )
}
