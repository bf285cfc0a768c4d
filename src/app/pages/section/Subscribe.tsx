import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { t } from '../../language/catalog.ts'
import type { SectionPageData } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'
import { announce } from '../../ui/announce.ts'
import { showLaterNotice } from '../../ui/showLaterNotice.ts'
import { createSubscribe } from './createSubscribe.ts'

/** Links to the feeds for feed readers, and the address for Longwave on another device. */
export function Subscribe(props: { page: SectionPageData; labelled: boolean }) {
  const { folder, address, copy } = createSubscribe({
    page: () => props.page,
    site: useSite(),
    here: () => location.href,
    write: (text) => navigator.clipboard.writeText(text),
    announce,
    tellRefusal: () => showLaterNotice(({ notCopied }) => [notCopied]),
  })
  return (
    <details class="subscribe" lang={t.language} dir={t.direction}>
      <summary id={props.labelled ? 'about-section' : undefined}>{t.subscribe}</summary>
      <p>
        {t.subscribeFeeds} <a href={`${folder()}feed.xml`}>{t.subscribeRss}</a>,{' '}
        <a href={`${folder()}feed.json`}>{t.subscribeJson}</a>
      </p>
      <Show when={!isServer}>
        <p>{t.subscribeLongwave}</p>
        <p class="address" dir="ltr">
          <code>{address()}</code>
        </p>
        <Show when={navigator.clipboard}>
          <button type="button" class="button" onClick={copy}>
            {t.copyAddress}
          </button>
        </Show>
      </Show>
    </details>
  )
}
