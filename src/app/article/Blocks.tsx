import { For, type JSX, Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Block, Cell, Run } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import { en } from '../language/en.ts'
import { FigureView } from './FigureView.tsx'
import { Runs } from './Runs.tsx'

type Of<T extends Block['type']> = Extract<Block, { type: T }>

export function Blocks(props: { blocks: Block[]; publication: string }) {
  return (
    <For each={props.blocks}>
      {(block) => <BlockView block={block} publication={props.publication} />}
    </For>
  )
}

function BlockView(props: { block: Block; publication: string }): JSX.Element {
  // A block never changes under its view: another article is another page.
  const block = props.block
  const runs = (content: Run[]) => <Runs runs={content} publication={props.publication} />
  const of = <T extends Block['type']>(type: T) =>
    block.type === type ? (block as Of<T>) : undefined
  // Only where it differs from the article's does a block have a language of its own.
  const language = { lang: block.language, dir: block.direction }
  return (
    <Switch>
      <Match when={of('paragraph')}>{(it) => <p {...language}>{runs(it().runs)}</p>}</Match>
      <Match when={of('heading')}>
        {(it) => (
          <Dynamic component={`h${it().level}`} {...language}>
            {runs(it().runs)}
          </Dynamic>
        )}
      </Match>
      <Match when={of('figure')}>
        {(it) => <FigureView figure={it()} publication={props.publication} />}
      </Match>
      <Match when={of('list')}>
        {(it) => (
          <Dynamic component={it().ordered ? 'ol' : 'ul'} start={it().start} {...language}>
            <For each={it().items}>
              {(item) => (
                <li>
                  <Blocks blocks={item} publication={props.publication} />
                </li>
              )}
            </For>
          </Dynamic>
        )}
      </Match>
      <Match when={of('quote')}>
        {(it) => (
          <blockquote {...language}>
            <Blocks blocks={it().blocks} publication={props.publication} />
            <Show when={it().cite}>{(cite) => <footer>{cite()}</footer>}</Show>
          </blockquote>
        )}
      </Match>
      <Match when={of('code')}>
        {(it) => (
          // A long line scrolls inside; whoever has no pointer must be able to reach it.
          <section class="code" tabindex={0} aria-label={en.code(it().syntax)} dir="ltr">
            <pre>
              <code>{it().text}</code>
            </pre>
          </section>
        )}
      </Match>
      <Match when={of('table')}>
        {(it) => (
          <section
            class="table"
            tabindex={0}
            aria-label={it().caption ? runsText(it().caption!) : en.table}
          >
            <table {...language}>
              <Show when={it().caption}>{(caption) => <caption>{runs(caption())}</caption>}</Show>
              <tbody>
                <For each={it().rows}>
                  {(row, index) => (
                    <tr>
                      <For each={row}>
                        {(cell) => (
                          <CellView cell={cell} first={index() === 0}>
                            {runs(cell.runs)}
                          </CellView>
                        )}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </section>
        )}
      </Match>
      <Match when={of('embed')}>
        {(it) => (
          <p class="embed">
            <a href={it().url} rel="noreferrer external">
              {it().title}
            </a>
            <span class="meta" lang={en.language}>
              {en.embed(it().provider ?? new URL(it().url).hostname)}
            </span>
          </p>
        )}
      </Match>
      <Match when={of('rule')}>
        <hr />
      </Match>
    </Switch>
  )
}

function CellView(props: { cell: Cell; first: boolean; children: JSX.Element }) {
  return (
    <Dynamic
      component={props.cell.header ? 'th' : 'td'}
      scope={props.cell.header ? (props.first ? 'col' : 'row') : undefined}
      colspan={props.cell.columns}
      rowspan={props.cell.rows}
    >
      {props.children}
    </Dynamic>
  )
}
