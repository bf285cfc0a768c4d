import { For, Show } from 'solid-js'
import { t } from '../language/catalog.ts'
import { CHOICES, type Choice, type Value } from './choices.ts'
import { currentChoice } from './preferences.ts'

/**
 * Shows a preference as a group of radio buttons. The choice itself is handled in preferences.ts, so that it works
 * on a prerendered page too.
 */
export function ChoiceGroup<C extends Choice>(props: {
  choice: C
  id?: string | undefined
  legend: string
  /** Names of the values; a pair is a short name and an explanation. */
  names: Record<Value<C>, string | [short: string, long: string]>
}) {
  return (
    <fieldset class="choice" id={props.id} lang={t.language}>
      <legend>{props.legend}</legend>
      <div class="choices">
        <For each={CHOICES[props.choice] as readonly Value<C>[]}>
          {(value) => {
            const name = props.names[value]
            const [short, long] = typeof name === 'string' ? [name] : name
            return (
              <label>
                <input
                  type="radio"
                  name={props.choice}
                  value={value}
                  checked={currentChoice(props.choice) === value}
                />
                <span>
                  {short}
                  <Show when={long}>
                    <span class="unseen">, {long}</span>
                  </Show>
                </span>
              </label>
            )
          }}
        </For>
      </div>
    </fieldset>
  )
}
