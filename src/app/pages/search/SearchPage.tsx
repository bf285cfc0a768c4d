import { createSignal, For, onCleanup, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import { type Found, searchCards } from '#library/search.ts'
import { later, t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { useSite } from '../../site/site.ts'
import { ArticleCard } from '../../ui/ArticleCard.tsx'
import { announce } from '../../ui/announce.ts'

/** More than this are not read; the reader is asked for another word. */
const MOST = 50
/** After the last key (ms). */
const PAUSE = 300

interface Results {
  words: string
  found: Found[]
}

const KEY = 'longwave:search'

/** What was asked, by entry of the history, so that Back finds it again; in this tab only, in no address. */
function keep(words: string): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([entry(), words]))
  } catch {
    // Without storage, Back finds an empty field.
  }
}

function kept(): string {
  try {
    const [of, words] = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as string[]
    return (of === entry() && words) || ''
  } catch {
    return ''
  }
}

/** The router's name for the entry; the first of a visit has none. */
function entry(): string {
  return (history.state as { __TSR_key?: string } | null)?.__TSR_key ?? ''
}

/** For the page loader: Back draws the results at once. */
export async function loadSearch(): Promise<Results | undefined> {
  const words = kept()
  return words ? { words, found: await search(words, new AbortController().signal) } : undefined
}

async function search(words: string, signal: AbortSignal): Promise<Found[]> {
  return searchCards(await openLibrary(), words, MOST, signal)
}

export function SearchPage(props: { results: Results | undefined }) {
  const [results, setResults] = createSignal(props.results)
  const site = useSite()
  let field!: HTMLInputElement
  let running: AbortController | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  const ask = async () => {
    clearTimeout(waiting)
    const words = field.value.trim()
    if (words === results()?.words) return
    running?.abort()
    running = new AbortController()
    const { signal } = running
    keep(words)
    if (!words) {
      setResults(undefined)
      return
    }
    const found = await search(words, signal).catch(() => undefined)
    if (signal.aborted) return
    setResults({ words, found: found ?? [] })
    announce(
      found?.length ? later.search.found(found.length) : later.search.nothing(isolated(words)),
    )
  }
  onCleanup(() => {
    clearTimeout(waiting)
    running?.abort()
  })

  return (
    <div class="search" lang={t.language} dir={t.direction}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            ask()
          }}
        >
          <label for="search-words">{later.search.label}</label>
          <div class="search-field">
            <input
              ref={field}
              id="search-words"
              type="search"
              dir="auto"
              autocomplete="off"
              spellcheck={false}
              enterkeyhint="search"
              aria-describedby="search-scope"
              value={results()?.words ?? ''}
              onInput={() => {
                clearTimeout(waiting)
                waiting = setTimeout(ask, PAUSE)
              }}
            />
            <button type="submit" class="button">
              {later.search.search}
            </button>
          </div>
          <p class="meta" id="search-scope">
            {later.search.scope}
          </p>
        </form>
      </search>
      <Show when={results()} keyed>
        {({ words, found }) => (
          <section aria-labelledby="search-results" class="search-results">
            <h2 id="search-results">
              {found.length > 0
                ? later.search.found(found.length)
                : later.search.nothing(isolated(words))}
            </h2>
            <Show when={found.length === MOST}>
              <p>{later.search.more}</p>
            </Show>
            <For each={found}>
              {({ card, title }) => (
                <div>
                  <ArticleCard card={card} publication={card.publication} summary />
                  <Show when={card.publication !== site.id}>
                    <p class="meta">
                      <bdi>{title}</bdi>
                    </p>
                  </Show>
                </div>
              )}
            </For>
          </section>
        )}
      </Show>
    </div>
  )
}
