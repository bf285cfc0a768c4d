import { createSignal, For, onMount, Show } from 'solid-js'
import { BUDGETS, loadBudget, saveBudget } from '#library/budget.ts'
import { evict } from '#library/evict.ts'
import { openLibrary } from '#library/open.ts'
import { loadPublications } from '#library/reads.ts'
import { freeRecordings, listRecordings } from '#library/recordings.ts'
import { later } from '../../language/catalog.ts'
import { storageWords } from '../../language/failureWords.ts'
import { formatSize } from '../../language/formatSize.ts'
import { useSite } from '../../site/site.ts'
import { backUpSoon } from '../../storage/backup.ts'
import { eraseEverything } from '../../storage/erase.ts'
import { announce } from '../../ui/announce.ts'
import { showErased } from '../erased/showErased.ts'

async function loadStorage() {
  const library = await openLibrary()
  const [rows, budget, kept] = await Promise.all([
    loadPublications(library),
    loadBudget(library),
    listRecordings(),
  ])
  const sized = rows.map(({ id, release, bytes }) => ({
    title: release?.title ?? id,
    release,
    bytes: bytes.text + bytes.images,
  }))
  return {
    rows: sized,
    budget,
    used: sized.reduce((total, { bytes }) => total + bytes, 0),
    recordings: kept.reduce((total, { length }) => total + length, 0),
  }
}

/** Asks only whether it has been promised; some browsers ask the reader when it is asked for. */
const isPersisted = async () => (await navigator.storage?.persisted?.().catch(() => false)) ?? false

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
export function Storage() {
  const { base } = useSite()
  // Not Solid's resources: everything of Solid's that is used anywhere is part of the first load.
  const [storage, setStorage] = createSignal<Awaited<ReturnType<typeof loadStorage>>>()
  const [persisted, setPersisted] = createSignal<boolean>()
  const refetch = async () => {
    // Without a library there is nothing to show of it.
    setStorage(await loadStorage().catch(() => undefined))
  }
  onMount(async () => {
    await refetch()
    setPersisted(await isPersisted())
  })
  const [state, setState] = createSignal('')
  const say = (words: string) => {
    setState(words)
    announce(words)
  }
  const words = later.storage
  /** Whatever a reader asks for is answered, if only by why it cannot be done. */
  const told = (work: Promise<void>) => {
    work.catch((error: unknown) => say(storageWords(error)))
  }

  const free = async (least = Number.POSITIVE_INFINITY) => {
    const freed = await evict(await openLibrary(), least)
    await refetch()
    return freed
  }
  const freeNow = async () => {
    const freed = (await freeRecordings(await openLibrary())) + (await free())
    say(freed > 0 ? words.freed(formatSize(freed)) : words.nothingToFree)
  }
  const setBudget = async (budget: number) => {
    const library = await openLibrary()
    await saveBudget(library, budget)
    backUpSoon()
    const over = (storage()?.used ?? 0) - budget
    const freed = over > 0 ? await free(over) : 0
    await refetch()
    say(freed > 0 ? words.freed(formatSize(freed)) : words.atMost(formatSize(budget)))
  }
  const persist = async () => {
    const promised = (await navigator.storage?.persist?.().catch(() => false)) ?? false
    setPersisted(promised)
    say(promised ? words.persisted : words.notPromised)
  }
  const wipeAll = async () => {
    // The browser's own question: it needs no widget and is spoken by every screen reader.
    if (!confirm(words.confirmWipe)) return
    const left = await eraseEverything()
    if (left.length === 0) await showErased(base)
    else say(words.notWiped(left.join(', ')))
  }

  return (
    <section class="storage" aria-labelledby="storage">
      <h2 id="storage">{words.heading}</h2>
      <Show when={storage()}>
        {(it) => (
          <>
            <p>{words.used(formatSize(it().used), formatSize(it().budget))}</p>
            <ul>
              <For each={it().rows}>
                {({ title, release, bytes }) => (
                  <li>
                    <bdi lang={release?.language}>{title}</bdi> <span>{formatSize(bytes)}</span>
                  </li>
                )}
              </For>
            </ul>
            <Show when={it().recordings > 0}>
              <p>{later.recordings.stored(formatSize(it().recordings))}</p>
            </Show>
            <p class="choice">
              <label for="budget">{words.budget}</label>
              <select
                id="budget"
                onChange={(event) => told(setBudget(Number(event.currentTarget.value)))}
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
            <button type="button" class="button" onClick={() => told(freeNow())}>
              {words.free}
            </button>
          </>
        )}
      </Show>
      <p>{persisted() ? words.persisted : words.notPersisted}</p>
      <Show when={persisted() === false}>
        <button type="button" class="button" onClick={() => told(persist())}>
          {words.askPersist}
        </button>
      </Show>
      <Show when={isSafariOnPhone()}>
        <p>{words.sevenDays}</p>
      </Show>
      <button type="button" class="button" onClick={() => told(wipeAll())}>
        {words.wipe}
      </button>
      <p class="state">{state()}</p>
    </section>
  )
}
