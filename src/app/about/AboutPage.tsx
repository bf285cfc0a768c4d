import { For } from 'solid-js'
import { later, t } from '../language/spoken.ts'

export function AboutPage() {
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
    </div>
  )
}
