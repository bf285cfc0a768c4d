import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { announce } from '../announce.ts'
import { en } from '../language/en.ts'
import type { SectionPageData } from '../page.ts'
import { useSite } from '../site.ts'

/** Feeds for ordinary feed readers, and the address for another Longwave. */
export function Subscribe(props: { page: SectionPageData; labelled: boolean }) {
  const site = useSite()
  const folder = () => props.page.address ?? `${site.base}${site.publication.replace(/^\.\//, '')}`
  // The fingerprint travels with the address, so that the other device need not trust blindly.
  const address = () =>
    props.page.address ??
    new URL(folder(), location.href).href + (site.root ? `#root=${site.root}` : '')
  const copy = async () => {
    await navigator.clipboard.writeText(address())
    announce(en.copied)
  }
  return (
    <details class="subscribe" lang={en.language}>
      <summary id={props.labelled ? 'about-section' : undefined}>{en.subscribe}</summary>
      <p>
        {en.subscribeFeeds} <a href={`${folder()}feed.xml`}>{en.subscribeRss}</a>,{' '}
        <a href={`${folder()}feed.json`}>{en.subscribeJson}</a>
      </p>
      <Show when={!isServer}>
        <p>{en.subscribeLongwave}</p>
        <p class="address" dir="ltr">
          <code>{address()}</code>
        </p>
        <Show when={navigator.clipboard}>
          <button type="button" class="button" onClick={copy}>
            {en.copyAddress}
          </button>
        </Show>
      </Show>
    </details>
  )
}
