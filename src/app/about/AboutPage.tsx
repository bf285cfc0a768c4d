import { For } from 'solid-js'
import { en } from '../language/en.ts'

export function AboutPage() {
  return (
    <div class="about" lang={en.language} dir="ltr">
      <For each={en.aboutLongwave}>
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
