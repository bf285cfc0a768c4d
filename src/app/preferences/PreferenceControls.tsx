import { Show } from 'solid-js'
import { typefaceState } from '../fonts/typeface.ts'
import { t } from '../language/catalog.ts'
import type { LaterWords } from '../language/Words.ts'
import { announce } from '../ui/announce.ts'
import { ChoiceGroup } from './ChoiceGroup.tsx'
import { CHOICES, type Choice, standardOf } from './choices.ts'
import { choose, currentChoice } from './preferences.ts'

/** Everything a reader can choose about text, in Settings and beside an article; in a form of its own there. */
export function PreferenceControls(props: {
  later: LaterWords
  /** The anchor of the link that leads to the text size, on a page that has it nowhere else. */
  sizeId?: string
}) {
  const { later } = props
  const words = later.preferences
  const reset = () => {
    for (const choice of Object.keys(CHOICES) as Choice[]) {
      if (currentChoice(choice) !== standardOf(choice)) choose(choice, standardOf(choice))
    }
    announce(words.isStandard)
  }
  return (
    <>
      <ChoiceGroup choice="size" id={props.sizeId} legend={t.textSize} names={t.sizes} />
      <div class="choice-and-more">
        <ChoiceGroup choice="theme" legend={later.theme} names={later.themes} />
        <p class="meta of-eink">{words.paged}</p>
      </div>
      <div class="choice-and-more">
        <ChoiceGroup choice="typeface" legend={later.typeface} names={later.typefaces} />
        <Show when={typefaceState()}>
          {(state) => (
            <p class={state() === 'absent' ? 'problem' : 'meta'}>
              {state() === 'absent' ? words.typefaceNotHere : words.fetchingTypeface}
            </p>
          )}
        </Show>
      </div>
      <ChoiceGroup choice="lines" legend={later.lineSpacing} names={later.spaces} />
      <ChoiceGroup choice="letters" legend={later.letterSpacing} names={later.spaces} />
      <ChoiceGroup choice="words" legend={later.wordSpacing} names={later.spaces} />
      <ChoiceGroup choice="paragraphs" legend={later.paragraphSpacing} names={later.spaces} />
      <ChoiceGroup choice="justify" legend={later.justify} names={later.offOn} />
      <ChoiceGroup choice="hyphens" legend={later.hyphens} names={later.offOn} />
      <div class="choice-and-more of-pages">
        <ChoiceGroup choice="paged" legend={words.turnPages} names={later.offOn} />
        <p class="meta">{words.paged}</p>
      </div>
      <p>
        <button type="button" class="button" onClick={reset}>
          {words.reset}
        </button>
      </p>
    </>
  )
}
