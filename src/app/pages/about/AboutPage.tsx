import { For, Show } from 'solid-js'
import type { PublicationRow } from '#library/schema.ts'
import { t } from '../../language/catalog.ts'
import { formatMoment } from '../../language/dates.ts'
import { isolated } from '../../language/isolated.ts'
import type { LaterWords } from '../../language/Words.ts'
import { useSite } from '../../site/site.ts'
import { announce } from '../../ui/announce.ts'
import { createLicences } from './createLicences.ts'
import { inGroups } from './inGroups.ts'

interface AboutProps {
  /** The publications on this device; undefined where the library cannot be read. */
  rows: PublicationRow[] | undefined
  /** Sentences on the build of the app in use. */
  build: string[]
  later: LaterWords
}

export function AboutPage(props: AboutProps) {
  const { later } = props
  return (
    <div class="about" lang={t.language} dir={t.direction}>
      <For each={later.aboutLongwave}>
        {([heading, words]) => (
          <section>
            <h2>{heading}</h2>
            <p>{words}</p>
          </section>
        )}
      </For>
      <section id="signature" tabindex={-1}>
        <h2>{later.signature.heading}</h2>
        <p>{later.signature.promise}</p>
        <ul class="publication-list">
          <For each={props.rows}>
            {(row) => (
              <li>
                <h3 lang={row.release?.language}>
                  <bdi>{row.release?.title ?? row.id}</bdi>
                </h3>
                <p>{later.trust[row.trust]}</p>
                <p>{later.signature.key(isolated(inGroups(row.fingerprint)))}</p>
                <Show when={row.synced}>
                  {(synced) => (
                    <p class="meta">
                      {later.signature.checked(formatMoment(synced(), t.language))}
                    </p>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ul>
      </section>
      <section id="build">
        <h2>{later.build.heading}</h2>
        <For each={[...props.build, later.build.limits]}>{(words) => <p>{words}</p>}</For>
      </section>
      <Licences later={later} />
    </div>
  )
}

function Licences(props: { later: LaterWords }) {
  const { later } = props
  const { base } = useSite()
  const { text, problem, show } = createLicences({
    later,
    fetchText: async () => {
      const response = await fetch(`${base}licences.txt`)
      if (!response.ok) throw new Error(`licences.txt: ${response.status}`)
      return response.text()
    },
    isOnline: () => navigator.onLine,
    announce,
  })
  return (
    <section id="licences">
      <h2>{later.licences.heading}</h2>
      <Show
        when={text()}
        fallback={
          <button type="button" class="button" onClick={show}>
            {later.licences.show}
          </button>
        }
      >
        {(it) => (
          <section class="licences" aria-label={later.licences.heading} tabindex={0}>
            <pre lang="en" dir="ltr">
              {it()}
            </pre>
          </section>
        )}
      </Show>
      <p class="problem" hidden={!problem()}>
        {problem()}
      </p>
    </section>
  )
}
