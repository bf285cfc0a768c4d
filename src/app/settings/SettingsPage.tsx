import { For } from 'solid-js'
import { changeWords } from '../language/changeWords.ts'
import { chooseLanguage, chosenLanguage } from '../language/chosen.ts'
import { LANGUAGES, later, t } from '../language/spoken.ts'
import { currentTheme, THEMES } from '../preferences.ts'
import { TextSize } from '../ui/TextSize.tsx'

/** By the names they have for themselves, as their readers look for them. */
function languages(): [language: string, name: string][] {
  const named = LANGUAGES.map((language): [string, string] => {
    const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
    return [language, name.charAt(0).toLocaleUpperCase(language) + name.slice(1)]
  })
  return named.sort(([, a], [, b]) => a.localeCompare(b))
}

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
      <p class="specimen">{later.specimen}</p>
      <fieldset class="choice" id="theme">
        <legend>{later.theme}</legend>
        <div class="choices">
          <For each={THEMES}>
            {(theme) => (
              <label>
                <input type="radio" name="theme" value={theme} checked={currentTheme() === theme} />
                <span>{later.themes[theme]}</span>
              </label>
            )}
          </For>
        </div>
      </fieldset>
      <p class="choice">
        <label for="language">{later.interfaceLanguage}</label>
        <select id="language" onChange={(event) => change(event.currentTarget.value)}>
          <option value="" selected={chosenLanguage() === undefined}>
            {later.sameAsBrowser}
          </option>
          <For each={languages()}>
            {([language, name]) => (
              <option value={language} lang={language} selected={chosenLanguage() === language}>
                {name}
              </option>
            )}
          </For>
        </select>
      </p>
      <p class="meta">{later.settingsKept}</p>
    </div>
  )
}
