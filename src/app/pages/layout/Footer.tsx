import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { hrefOf } from '#site/urls.ts'
import { languageOfDates, t } from '../../language/catalog.ts'
import { formatAge } from '../../language/dates.ts'
import { type PageData, publicationOf } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'
import { Moment } from '../../ui/Time.tsx'
import { deliveryState } from '../../worker/deliveryState.ts'

export function Footer(props: { page: PageData }) {
  const site = useSite()
  const publication = () => publicationOf(props.page)
  const feeds = () => `${site.base}${site.publication.replace(/^\.\//, '')}`
  return (
    <footer class="footer" id="footer" lang={t.language} dir={t.direction}>
      <Show when={publication().version > 0}>
        <p class="edition meta" data-expires={publication().expires}>
          <span>{t.edition(publication().version)}</span>
          <span class="signed">{t.signed}</span>
          <Moment of={publication().published} language={languageOfDates(publication().language)} />
          <Show when={ageOf(publication().published)}>{(age) => <span>{age()}</span>}</Show>
          <Show when={isExpired(publication().expires)}>
            <strong>{t.outOfDate}</strong>
          </Show>
        </p>
      </Show>
      <ul>
        <Show when={publication().key === site.root}>
          <li>
            <a href={`${feeds()}feed.xml`}>{t.subscribeRss}</a>
          </li>
          <li>
            <a href={`${feeds()}feed.json`}>{t.subscribeJson}</a>
          </li>
        </Show>
        <li>
          <a href={hrefOf(site, { kind: 'publications' })}>{t.publications}</a>
        </li>
        <li>
          <a href={hrefOf(site, { kind: 'settings' })}>{t.settings}</a>
        </li>
        <li class="needs-script">
          <button type="button" data-action="shortcuts">
            {t.shortcuts}
          </button>
        </li>
        <li>
          <a href={hrefOf(site, { kind: 'about' })}>{t.aboutTheApp}</a>
        </li>
        {/* For a reader who does not understand the current language of the interface. */}
        <li>
          <a href={`${hrefOf(site, { kind: 'settings' })}#language`}>
            <span class="dotted">
              <span>{t.name}</span>
              <span>
                <bdi lang="en">Language</bdi>
              </span>
            </span>
          </a>
        </li>
      </ul>
      <p class="delivery">{deliveryState()}</p>
    </footer>
  )
}

/** Age of an edition; undefined in the prerender, which does not know when it is read. */
function ageOf(instant: string): string | undefined {
  return isServer ? undefined : formatAge(instant, t.language, Date.now())
}

/** Whether an edition has expired; never in the prerender, which is written when the edition is new. */
function isExpired(expires: string): boolean {
  return !isServer && Date.parse(expires) < Date.now()
}
