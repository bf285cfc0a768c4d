import { For, onMount, Show } from 'solid-js'
import { BUDGETS, loadBudget, saveBudget } from '#library/budget.ts'
import { evict } from '#library/evict.ts'
import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { freeRecordings, listRecordings } from '#library/recordings.ts'
import { loadLater } from '../../language/catalog.ts'
import { formatSize } from '../../language/formatSize.ts'
import type { LaterWords } from '../../language/Words.ts'
import { useSite } from '../../site/site.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { eraseEverything } from '../../storage/erase.ts'
import { announce } from '../../ui/announce.ts'
import { showErased } from '../erased/showErased.ts'
import { createStorage, type Stored } from './createStorage.ts'

async function loadStored(): Promise<Stored> {
  const library = await openLibrary()
  const [rows, budget, kept, { earlier }] = await Promise.all([
    loadPublications(library),
    loadBudget(library),
    listRecordings(),
    loadLater(),
  ])
  return {
    publications: rows.map(({ id, successor, release, bytes }) => ({
      title: successor ? earlier.title(release?.title ?? id) : (release?.title ?? id),
      language: release?.language,
      bytes: bytes.text + bytes.images,
    })),
    budget,
    audio: kept.reduce((total, { length }) => total + length, 0),
  }
}

const DEVICE: Omit<Parameters<typeof createStorage>[0], 'later'> = {
  load: loadStored,
  // Asks whether the browser has promised it, not for the promise: some browsers ask the reader when a page asks for the promise.
  isPersisted: async () => (await navigator.storage?.persisted?.().catch(() => false)) ?? false,
  persist: async () => (await navigator.storage?.persist?.().catch(() => false)) ?? false,
  saveBudget: async (budget) => {
    await saveBudget(await openLibrary(), budget)
    backUpSoon()
  },
  free: async (least) => evict(await openLibrary(), least),
  freeAudio: async () => freeRecordings(await openLibrary()),
  erase: eraseEverything,
  // The browser's own question: it needs no widget and is spoken by every screen reader.
  confirm: (question) => confirm(question),
  announce,
}

/** On an iPad it calls itself a Mac that is touched. */
function isSafariOnPhone(): boolean {
  const { userAgent, maxTouchPoints, standalone } = navigator as Navigator & {
    standalone?: boolean
  }
  const apple =
    /iP(?:hone|ad|od)/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
  return apple && !standalone
}

/** How much is on the device and may be, what can be done about it, and the way to leave nothing behind. */
export function Storage(props: { later: LaterWords }) {
  const { later } = props
  const { base } = useSite()
  const { stored, used, persisted, state, begin, freeNow, setBudget, persist, erase } =
    createStorage({ ...DEVICE, later })
  onMount(begin)
  const words = later.storage
  const eraseAll = async () => {
    if (await erase()) await showErased(base)
  }

  return (
    <section class="storage" aria-labelledby="storage">
      <h2 id="storage">{words.heading}</h2>
      <Show when={stored()}>
        {(it) => (
          <>
            <p>{words.used(formatSize(used()), formatSize(it().budget))}</p>
            <ul>
              <For each={it().publications}>
                {({ title, language, bytes }) => (
                  <li>
                    <bdi lang={language}>{title}</bdi> <span>{formatSize(bytes)}</span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={it().audio > 0}>
              <p>{later.audio.stored(formatSize(it().audio))}</p>
            </Show>
            <p class="choice">
              <label for="budget">{words.budget}</label>
              <select
                id="budget"
                onChange={(event) => setBudget(Number(event.currentTarget.value))}
              >
                <For each={BUDGETS}>
                  {(budget) => (
                    <option value={budget} selected={budget === it().budget}>
                      {formatSize(budget)}
                    </option>
                  )}
                </For>
              </select>
            </p>
            <p class="meta">{words.whatGoes}</p>
            <button type="button" class="button" onClick={freeNow}>
              {words.free}
            </button>
          </>
        )}
      </Show>
      <p>{persisted() ? words.persisted : words.notPersisted}</p>
      <Show when={persisted() === false}>
        <button type="button" class="button" onClick={persist}>
          {words.askPersist}
        </button>
      </Show>
      <Show when={isSafariOnPhone()}>
        <p>{words.sevenDays}</p>
      </Show>
      <button type="button" class="button" onClick={eraseAll}>
        {words.wipe}
      </button>
      <p class="state">{state()}</p>
    </section>
  )
}
