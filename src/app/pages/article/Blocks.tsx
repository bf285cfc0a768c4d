import type { JSX } from 'solid-js'
import type { Block, Cell } from '#bundle/article.ts'
import { runsText } from '#bundle/card.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { t } from '../../language/catalog.ts'
import { isolated } from '../../language/isolated.ts'
import { useSite } from '../../site/site.ts'
import { FigureView } from './FigureView.tsx'
import type { Heading } from './headings.ts'
import { drawRuns, type Links } from './Runs.tsx'

/** Data of the article that every block needs. */
interface Setting extends Links {
  /** Language of the article. */
  language: string
  /** Levels of the headings above, the outermost first. */
  levels: number[]
  /** Headings that the table of contents links to. */
  headings?: Map<Block, Heading> | undefined
}

/** Components of the prerender, which sets them: an import here would add them to the first load of every reader. */
export const prerendered: {
  audio?: (props: { audio: Of<'audio'>; base: string }) => JSX.Element
} = {}

export function Blocks(props: {
  blocks: Block[]
  publication: PublicationKey
  language: string
  headings?: Map<Block, Heading>
}) {
  const { publication, language, headings } = props
  const links: Setting = { site: useSite(), publication, language, levels: [], headings }
  return <>{drawBlocks(props.blocks, links)}</>
}

/** @see drawRuns for why these are plain calls */
function drawBlocks(blocks: Block[], links: Setting): JSX.Element[] {
  return blocks.map((block) => drawBlock(block, links))
}

type Of<T extends Block['type']> = Extract<Block, { type: T }>

type Elsewhere = Omit<Partial<Of<'embed'>>, 'type'>

function drawBlock(block: Block, links: Setting): JSX.Element {
  // A block has a language only if it differs from that of the article.
  const { language, direction } = block
  switch (block.type) {
    case 'paragraph': {
      const inner = drawRuns(block.runs, links)
      return (
        <p lang={language} dir={direction}>
          {inner}
        </p>
      )
    }
    case 'heading':
      return drawHeading(block, links)
    case 'figure': {
      const { publication } = links
      return <FigureView figure={block} publication={publication} />
    }
    case 'list':
      return drawList(block, links)
    case 'quote': {
      const inner = drawBlocks(block.blocks, links)
      const cite = block.cite ? <footer>{block.cite}</footer> : undefined
      return (
        <blockquote lang={language} dir={direction}>
          {inner}
          {cite}
        </blockquote>
      )
    }
    case 'code': {
      const { text, syntax } = block
      const inner = (
        <pre lang={links.language}>
          <code>{text}</code>
        </pre>
      )
      return drawWide('code', inner, t.code(syntax && isolated(syntax)), t.language, 'ltr')
    }
    case 'table':
      return drawTable(block, links)
    case 'audio':
    case 'embed': {
      if (import.meta.env.SSR && block.type === 'audio') {
        return prerendered.audio?.({ audio: block, base: links.site.base })
      }
      // Audio has no address here: a player replaces the block (src/app/listen/audioPlayers.tsx).
      const { url, title, provider }: Elsewhere = block
      const words = url && t.embed(isolated(provider ?? new URL(url).hostname))
      return (
        <p class="embed" lang={language} dir={direction}>
          <a href={url} rel="noreferrer external">
            {title}
          </a>
          <span class="meta" lang={t.language} dir={t.direction}>
            {words}
          </span>
        </p>
      )
    }
    case 'rule':
      return <hr />
    default:
      return undefined
  }
}

function drawHeading(block: Of<'heading'>, links: Setting): JSX.Element {
  const { language, direction } = block
  // Links of the table of contents move the focus here.
  const id = links.headings?.get(block)?.id
  const tabindex = id ? -1 : undefined
  const inner = drawRuns(block.runs, links)
  // Close gaps in levels: an author may begin with a third level or leave one out, and readers who go from heading to
  // heading would look for the missing one.
  const { levels } = links
  while (levels.length > 0 && levels.at(-1)! >= block.level) levels.pop()
  switch (levels.push(block.level) + 1) {
    case 2:
      return (
        <h2 id={id} tabindex={tabindex} lang={language} dir={direction}>
          {inner}
        </h2>
      )
    case 3:
      return (
        <h3 id={id} tabindex={tabindex} lang={language} dir={direction}>
          {inner}
        </h3>
      )
    default:
      return (
        <h4 id={id} tabindex={tabindex} lang={language} dir={direction}>
          {inner}
        </h4>
      )
  }
}

function drawList(block: Of<'list'>, links: Setting): JSX.Element {
  const { language, direction, start } = block
  const items = block.items.map((item) => {
    const inner = drawBlocks(item, links)
    return <li>{inner}</li>
  })
  return block.ordered ? (
    <ol start={start} lang={language} dir={direction}>
      {items}
    </ol>
  ) : (
    <ul lang={language} dir={direction}>
      {items}
    </ul>
  )
}

function drawTable(block: Of<'table'>, links: Setting): JSX.Element {
  const { language, direction, caption } = block
  const title = caption ? <caption>{drawRuns(caption, links)}</caption> : undefined
  const rows = block.rows.map((row, index) => {
    const cells = row.map((cell) => drawCell(cell, index === 0, links))
    return <tr>{cells}</tr>
  })
  const inner = (
    <table lang={language ?? links.language} dir={direction}>
      {title}
      <tbody>{rows}</tbody>
    </table>
  )
  return caption
    ? drawWide('table', inner, runsText(caption), language)
    : drawWide('table', inner, t.table, t.language)
}

/**
 * A block that scrolls inside, and takes the focus, so that a reader without a pointer can scroll it. It is no landmark,
 * because an article may have dozens.
 * @param language of the label
 */
function drawWide(
  kind: 'code' | 'table',
  inner: JSX.Element,
  label: string,
  language?: string,
  direction?: 'ltr',
): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls
    <div class={kind} role="group" tabindex={0} aria-label={label} lang={language} dir={direction}>
      {inner}
    </div>
  )
}

function drawCell(cell: Cell, first: boolean, links: Setting): JSX.Element {
  const { columns, rows } = cell
  const inner = drawRuns(cell.runs, links)
  if (!cell.header) {
    return (
      <td colspan={columns} rowspan={rows}>
        {inner}
      </td>
    )
  }
  const scope = first ? 'col' : 'row'
  return (
    <th scope={scope} colspan={columns} rowspan={rows}>
      {inner}
    </th>
  )
}
