import { For } from 'solid-js'
import { en } from '../language/en.ts'
import { currentSize, SIZES } from '../preferences.ts'

/** The choice itself is handled in preferences.ts, so that it works on a prerendered page too. */
export function TextSize() {
  return (
    <fieldset class="choice" id="text-size" lang={en.language}>
      <legend>{en.textSize}</legend>
      <div class="choices">
        <For each={SIZES}>
          {(size) => (
            <label>
              <input type="radio" name="text-size" value={size} checked={currentSize() === size} />
              <span>
                {en.sizes[size][0]}
                <span class="unseen">, {en.sizes[size][1]}</span>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
