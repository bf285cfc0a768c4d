import { For } from 'solid-js'
import { en } from '../language/en.ts'
import { currentTheme, THEMES } from '../preferences.ts'
import { TextSize } from '../ui/TextSize.tsx'

export function SettingsPage() {
  return (
    <div class="settings" lang={en.language} dir="ltr">
      <TextSize />
      <p class="specimen">{en.specimen}</p>
      <fieldset class="choice" id="theme">
        <legend>{en.theme}</legend>
        <div class="choices">
          <For each={THEMES}>
            {(theme) => (
              <label>
                <input type="radio" name="theme" value={theme} checked={currentTheme() === theme} />
                <span>{en.themes[theme]}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <p class="meta">{en.settingsKept}</p>
    </div>
  )
}
