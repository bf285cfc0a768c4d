import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { formatAge } from '../language/dates.ts'
import { en } from '../language/en.ts'
import { deliveryState } from '../offline/deliveryState.ts'
import { type PageData, publicationOf } from '../page.ts'
import { useSite } from '../site.ts'
import { Moment } from '../ui/Time.tsx'

export function Footer(props: { page: PageData }) {
  const site = useSite()
  const publication = () => publicationOf(props.page)
  const feeds = () => `${site.base}${site.publication.replace(/^\.\//, '')}`
  return (
    <footer class="footer" lang={en.language}>
      <Show when={publication().version > 0}>
        <p class="edition">
          {en.edition(publication().version)}, {en.signed},{' '}
          <Moment of={publication().published} language={en.language} />
          <Show when={ageOf(publication().published)}>{(age) => <> ({age()})</>}</Show>
          <Show when={isExpired(publication().expires)}>
            {' '}
            <strong>{en.outOfDate}</strong>
          </Show>
        </p>
      </Show>
      <ul>
        <Show when={publication().id === site.id}>
          <li>
            <a href={`${feeds()}feed.xml`}>{en.subscribeRss}</a>
          </li>
          <li>
            <a href={`${feeds()}feed.json`}>{en.subscribeJson}</a>
          </li>
        </Show>
        <li>
          <a href={`${site.base}publications/`}>{en.publications}</a>
        </li>
        <li>
          <a href={`${site.base}settings/`}>{en.settings}</a>
        </li>
        <li>
          <a href={`${site.base}about/`}>{en.aboutTheApp}</a>
        </li>
      </ul>
      <p class="delivery">{deliveryState()}</p>
    </footer>
  )
}

/** Nothing in the prerender, which does not know when it is read. */
function ageOf(instant: string): string | undefined {
  return isServer ? undefined : formatAge(instant, en.language, Date.now())
}

/** Never true in the prerender: what is put together now is new now. */
function isExpired(expires: string): boolean {
  return !isServer && Date.parse(expires) < Date.now()
}
