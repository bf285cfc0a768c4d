import { createSignal, For, Show } from 'solid-js'
import { t } from '../../language/catalog.ts'
import { changeWords } from '../../language/changeWords.ts'
import { chooseLanguage, chosenLanguage } from '../../language/chosen.ts'
import { isolated } from '../../language/isolated.ts'
import { OWN_NAMES } from '../../language/ownNames.ts'
import type { LaterWords } from '../../language/Words.ts'
import { PreferenceControls } from '../../preferences/PreferenceControls.tsx'
import { announce } from '../../ui/announce.ts'
import { DeliveryChoicesForm } from './DeliveryChoices.tsx'
import { Storage } from './Storage.tsx'

export function SettingsPage(props: { later: LaterWords }) {
  const { later } = props
  const [problem, setProblem] = createSignal<string>()

  /** The page is drawn anew in the new words, with the focus where it was. */
  const change = async (select: HTMLSelectElement) => {
    const before = chosenLanguage()
    chooseLanguage(select.value || undefined)
    if (await changeWords()) {
      document.getElementById('language')?.focus()
      return
    }
    const words = later.languageNotHere(isolated(select.selectedOptions[0]!.label))
    chooseLanguage(before)
    select.value = before ?? ''
    setProblem(words)
    announce(words)
  }

  return (
    <div class="settings" lang={t.language} dir={t.direction}>
      <p class="specimen">{later.specimen}</p>
      <PreferenceControls later={later} sizeId="text-size" />
      <p class="choice">
        <label for="language" class="dotted">
          <span>{later.interfaceLanguage}</span>
          {/* A reader who does not understand the chosen language finds the way back by this word. */}
          <Show when={t.language !== 'en'}>
            <span>
              <bdi lang="en">Language</bdi>
            </span>
          </Show>
        </label>
        <select
          id="language"
          aria-describedby="language-problem"
          onChange={(event) => change(event.currentTarget)}
        >
          <option value="" selected={chosenLanguage() === undefined}>
            {later.sameAsBrowser}
          </option>
          <For each={OWN_NAMES}>
            {([language, name]) => (
              <option value={language} lang={language} selected={chosenLanguage() === language}>
                {name}
              </option>
            )}
          </For>
        </select>
      </p>
      <p class="problem" id="language-problem" hidden={!problem()}>
        {problem()}
      </p>
      <DeliveryChoicesForm later={later} />
      <p class="meta">{later.settingsKept}</p>
      <Storage later={later} />
    </div>
  )
}
