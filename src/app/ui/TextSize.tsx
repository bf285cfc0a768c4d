import { For } from 'solid-js'
import { t } from '../language/spoken.ts'
import { currentSize, SIZES } from '../preferences.ts'

/** The choice itself is handled in preferences.ts, so that it works on a prerendered page too. */
export function TextSize() {
  return (
    <fieldset class="choice" id="text-size" lang={t.language}>
      <legend>{t.textSize}</legend>
      <div class="choices">
        <For each={SIZES}>
          {(size) => (
            <label>
              <input type="radio" name="text-size" value={size} checked={currentSize() === size} />
              <span>
                {t.sizes[size][0]}
                <span class="unseen">, {t.sizes[size][1]}</span>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  )
}
