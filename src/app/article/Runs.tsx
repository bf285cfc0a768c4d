import { For, type JSX, Match, Switch } from 'solid-js'
import type { Run } from '#bundle/article.ts'
import { articleHref } from '../places.ts'
import { useSite } from '../site.ts'

type Node = Exclude<Run, string>

/** Inline content as elements and text nodes: there is no way for a string to become markup. */
export function Runs(props: { runs: Run[]; publication: string }) {
  return (
    <For each={props.runs}>
      {(run) =>
        typeof run === 'string' ? run : <RunNode run={run} publication={props.publication} />
      }
    </For>
  )
}

function RunNode(props: { run: Node; publication: string }): JSX.Element {
  const inner = () => (
    <Runs runs={'runs' in props.run ? props.run.runs : []} publication={props.publication} />
  )
  const of = <T extends Node['type']>(type: T) =>
    props.run.type === type ? (props.run as Extract<Node, { type: T }>) : undefined
  return (
    <Switch fallback={inner()}>
      <Match when={of('break')}>
        <br />
      </Match>
      <Match when={of('strong')}>
        <strong>{inner()}</strong>
      </Match>
      <Match when={of('emphasis')}>
        <em>{inner()}</em>
      </Match>
      <Match when={of('code')}>
        <code dir="ltr">{inner()}</code>
      </Match>
      <Match when={of('sup')}>
        <sup>{inner()}</sup>
      </Match>
      <Match when={of('sub')}>
        <sub>{inner()}</sub>
      </Match>
      <Match when={of('language')}>
        {(run) => (
          <bdi lang={run().language} dir={run().direction}>
            {inner()}
          </bdi>
        )}
      </Match>
      <Match when={of('link')}>
        {(run) => <RunLink url={run().url} publication={props.publication} inner={inner} />}
      </Match>
    </Switch>
  )
}

function RunLink(props: { url: string; publication: string; inner: () => JSX.Element }) {
  const site = useSite()
  const own = () => props.url.startsWith('article:')
  const href = () =>
    own() ? articleHref(site, props.publication, props.url.slice('article:'.length)) : props.url
  return (
    <a
      href={href()}
      rel={own() ? undefined : 'noreferrer external'}
      class={own() ? undefined : 'outside'}
    >
      {props.inner()}
    </a>
  )
}
