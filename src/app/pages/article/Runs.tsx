import type { JSX } from 'solid-js'
import type { Run } from '#bundle/article.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { articleHref } from '#site/urls.ts'
import type { SiteConfig } from '../../site/page.ts'
import { useSite } from '../../site/site.ts'

/** Data for links to other articles of the publication. */
export interface Links {
  site: SiteConfig
  publication: PublicationKey
}

export function Runs(props: { runs: Run[]; publication: PublicationKey }) {
  const links = { site: useSite(), publication: props.publication }
  return <>{drawRuns(props.runs, links)}</>
}

/**
 * Inline content as elements and text nodes, so that no string can become markup. These are plain calls rather than
 * components, because the view of an article never changes, and has hundreds of them.
 */
export function drawRuns(runs: Run[], links: Links): JSX.Element[] {
  return runs.map((run) => (typeof run === 'string' ? run : drawRun(run, links)))
}

function drawRun(run: Exclude<Run, string>, links: Links): JSX.Element {
  if (run.type === 'break') return <br />
  // A type from a later version may have no runs at all.
  const inner = drawRuns(run.runs ?? [], links)
  switch (run.type) {
    case 'strong':
      return <strong>{inner}</strong>
    case 'emphasis':
      return <em>{inner}</em>
    case 'code':
      return <code dir="ltr">{inner}</code>
    case 'sup':
      return <sup>{inner}</sup>
    case 'sub':
      return <sub>{inner}</sub>
    case 'language': {
      const { language, direction } = run
      return (
        <bdi lang={language} dir={direction}>
          {inner}
        </bdi>
      )
    }
    case 'link':
      return drawLink(run.url, inner, links)
    default:
      return inner
  }
}

function drawLink(url: string, inner: JSX.Element[], { site, publication }: Links): JSX.Element {
  if (url.startsWith('article:')) {
    const href = articleHref(site, publication, url.slice('article:'.length))
    return <a href={href}>{inner}</a>
  }
  return (
    <a href={url} rel="noreferrer external" class="outside">
      {inner}
    </a>
  )
}
