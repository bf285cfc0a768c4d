import { For, onMount, Show } from 'solid-js'
import { keepDeliveryChoices, loadDeliveryChoices } from '#library/choices.ts'
import { openLibrary } from '#library/open.ts'
import { t } from '../../language/catalog.ts'
import type { LaterWords } from '../../language/Words.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { announce } from '../../ui/announce.ts'
import { send } from '../../worker/messages.ts'
import { createDeliveryChoices } from './createDeliveryChoices.ts'

const PICTURES = ['all', 'last', 'none'] as const

const DEVICE: Omit<Parameters<typeof createDeliveryChoices>[0], 'later'> = {
  load: async () => loadDeliveryChoices(await openLibrary()),
  store: async (choices) => {
    await keepDeliveryChoices(await openLibrary(), choices)
    backUpSoon()
  },
  sync: () => {
    send({ type: 'sync' }).catch((error: unknown) => console.error(error))
  },
  announce,
}

/** Form in which the reader chooses when images are delivered. It is absent where the browser stores nothing. */
export function DeliveryChoicesForm(props: { later: LaterWords }) {
  const { later } = props
  const { choices, problem, begin, change } = createDeliveryChoices({ ...DEVICE, later })
  onMount(begin)
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
          {/* Chromium alone tells a page what a connection costs. */}
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
