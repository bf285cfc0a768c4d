import { createSignal, Show } from 'solid-js'
import type { Breaking } from '#bundle/release.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { articleHref } from '#site/urls.ts'
import { t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { useSite } from '../../site/site.ts'
import { contentElement } from '../../ui/pageElements.ts'
import { dismissBreaking, isCurrent } from './breaking.ts'

export function BreakingBand(props: { breaking: Breaking; publication: PublicationKey }) {
  const site = useSite()
  const [shown, setShown] = createSignal(isCurrent(props.breaking))
  const dismiss = () => {
    dismissBreaking(props.breaking)
    setShown(false)
    // The focused button disappears with the band: move the focus to the content below.
    contentElement()?.focus({ preventScroll: true })
  }
  return (
    <Show when={shown()}>
      <section
        class="breaking"
        id="breaking"
        aria-label={t.breakingNews}
        lang={t.language}
        tabindex={-1}
      >
        <div>
          {/* Hidden from screen readers: the label of the band has the same words. */}
          <p class="breaking-label" aria-hidden="true">
            {t.breaking}
          </p>
          <p class="breaking-text" lang={props.breaking.language} dir={props.breaking.direction}>
            <Show when={props.breaking.article} fallback={<bdi>{props.breaking.text}</bdi>}>
              {(article) => (
                <a href={articleHref(site, props.publication, article())}>
                  <bdi>{props.breaking.text}</bdi>
                </a>
              )}
            </Show>{' '}
            <time datetime={props.breaking.published}>
              {formatMoment(props.breaking.published, props.breaking.language)}
            </time>
          </p>
        </div>
        <button type="button" class="needs-script" onClick={dismiss}>
          <span aria-hidden="true">{t.dismiss}</span>
          <span class="unseen">{t.dismissBreaking}</span>
        </button>
      </section>
    </Show>
  )
}
