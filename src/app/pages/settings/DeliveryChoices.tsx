import { createSignal, For, onMount, Show } from 'solid-js'
import {
  type DeliveryChoices,
  keepDeliveryChoices,
  loadDeliveryChoices,
  STANDARD,
} from '#library/choices.ts'
import { openLibrary } from '#library/open.ts'
import { later, t } from '../../language/catalog.ts'
import { storageWords } from '../../language/failureWords.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { announce } from '../../ui/announce.ts'
import { send } from '../../worker/messages.ts'

const PICTURES = ['all', 'last', 'none'] as const

/** What is saved on this device. Nothing where the browser keeps nothing. */
export function DeliveryChoicesForm() {
  // What is standard stands there at once, so that nothing moves when it is read.
  const [choices, setChoices] = createSignal<DeliveryChoices | undefined>(STANDARD)
  onMount(async () => {
    setChoices(await openLibrary().then(loadDeliveryChoices, () => undefined))
  })
  const [problem, setProblem] = createSignal<string>()
  const change = async (it: Partial<DeliveryChoices>) => {
    const before = choices()!
    const after = { ...before, ...it }
    setChoices(after)
    try {
      await keepDeliveryChoices(await openLibrary(), after)
      setProblem()
    } catch (error) {
      const words = storageWords(error)
      setChoices(before)
      setProblem(words)
      announce(words)
      return
    }
    backUpSoon()
    // More may be wanted now than was before.
    if (after.pictures !== 'none') {
      send({ type: 'sync' }).catch((error: unknown) => console.error(error))
    }
  }
  return (
    <Show when={choices()}>
      {(chosen) => (
        <>
          <fieldset class="choice" id="saved" lang={t.language}>
            <legend>{later.mirrors.saved}</legend>
            <div class="choices">
              <For each={PICTURES}>
                {(pictures) => (
                  <label>
                    <input
                      type="radio"
                      name="pictures"
                      value={pictures}
                      checked={chosen().pictures === pictures}
                      onChange={() => change({ pictures })}
                    />
                    <span>{later.mirrors.pictures[pictures]}</span>
                  </label>
                )}
              </For>
            </div>
          </fieldset>
          <p class="problem" hidden={!problem()}>
            {problem()}
          </p>
          {/* Other browsers do not say what a connection costs. */}
          <Show when={'connection' in navigator}>
            <fieldset class="choice" lang={t.language}>
              <legend>{later.mirrors.ask}</legend>
              <div class="choices">
                <For each={['off', 'on'] as const}>
                  {(value) => (
                    <label>
                      <input
                        type="radio"
                        name="ask"
                        value={value}
                        checked={chosen().ask === (value === 'on')}
                        onChange={() => change({ ask: value === 'on' })}
                      />
                      <span>{later.offOn[value]}</span>
                    </label>
                  )}
                </For>
              </div>
            </fieldset>
          </Show>
        </>
      )}
    </Show>
  )
}
