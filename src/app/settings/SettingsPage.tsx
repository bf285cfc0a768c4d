import { For } from 'solid-js'
import { changeWords } from '../language/changeWords.ts'
import { chooseLanguage, chosenLanguage } from '../language/chosen.ts'
import { LANGUAGES, t } from '../language/spoken.ts'
import { currentTheme, THEMES } from '../preferences.ts'
import { TextSize } from '../ui/TextSize.tsx'

/** The page is drawn anew in the new words, with the focus where it was. */
async function change(language: string) {
  chooseLanguage(language || undefined)
  await changeWords()
  document.getElementById('language')?.focus()
}

export function SettingsPage() {
  return (
    <div class="settings" lang={t.language} dir={t.direction}>
      <TextSize />
      <p class="specimen">{t.specimen}</p>
      <fieldset class="choice" id="theme">
        <legend>{t.theme}</legend>
        <div class="choices">
          <For each={THEMES}>
            {(theme) => (
              <label>
                <input type="radio" name="theme" value={theme} checked={currentTheme() === theme} />
                <span>{t.themes[theme]}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <p class="choice">
        <label for="language">{t.interfaceLanguage}</label>
        <select id="language" onChange={(event) => change(event.currentTarget.value)}>
          <option value="" selected={chosenLanguage() === undefined}>
            {t.sameAsBrowser}
          </option>
          <For each={Object.entries(LANGUAGES)}>
            {([language, { name }]) => (
              <option value={language} lang={language} selected={chosenLanguage() === language}>
                {name}
              </option>
            )}
          </For>
        </select>
      </p>
      <p class="meta">{t.settingsKept}</p>
    </div>
  )
}
