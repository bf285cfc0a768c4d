import { For, onCleanup, Show } from 'solid-js'
import { openLibrary } from '#library/open.ts'
import { type Found, searchCards } from '#library/search.ts'
import { t } from '../../language/catalog.ts'
import type { LaterWords } from '../../language/Words.ts'
import { entryOf } from '../../site/historyEntry.ts'
import { useSite } from '../../site/site.ts'
import { session } from '../../site/siteStorage.ts'
import { ArticleCard } from '../../ui/ArticleCard.tsx'
import { announce } from '../../ui/announce.ts'
import { createSearch, headingOf, MOST_FOUND, type Results } from './createSearch.ts'

/** Keeps the words with the entry of the history, so that Back finds them again: in this tab alone and in no address. */
function keep(words: string): void {
  session.setJson('search', [entryOf().key, words])
}

function kept(): string {
  const [of, words] = (session.getJson('search') ?? []) as string[]
  return (of === entryOf().key && words) || ''
}

/** Reads the results that Back returns to, so that they are drawn at once. */
export async function loadSearch(): Promise<Results | undefined> {
  const words = kept()
  return words ? { words, found: await search(words, new AbortController().signal) } : undefined
}

async function search(words: string, signal: AbortSignal): Promise<Found[]> {
  return searchCards(await openLibrary(), words, MOST_FOUND, signal)
}

export function SearchPage(props: { results: Results | undefined; later: LaterWords }) {
  const { later } = props
  const { results, problem, ask, askSoon, end } = createSearch({
    later,
    results: props.results,
    find: search,
    keep,
    announce,
  })
  const site = useSite()
  let field!: HTMLInputElement
  onCleanup(end)

  return (
    <div class="search" lang={t.language} dir={t.direction}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            ask(field.value)
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
              onInput={() => askSoon(field.value)}
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
      <p class="problem" hidden={!problem()}>
        {problem()}
      </p>
      <Show when={results()} keyed>
        {(shown) => (
          <section aria-labelledby="search-results" class="search-results">
            <h2 id="search-results">{headingOf(shown, later)}</h2>
            <Show when={shown.found.length === MOST_FOUND}>
              <p>{later.search.more}</p>
            </Show>
            <For each={shown.found}>
              {({ card, title }) => (
                <div>
                  <ArticleCard card={card} publication={card.publication} summary />
                  <Show when={card.publication !== site.root}>
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
