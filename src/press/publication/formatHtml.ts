import type { Block, Figure, Run } from '#bundle/article.ts'
import { audioName } from '#bundle/audioName.ts'
import { imageName, pickSource } from '#bundle/images.ts'

/**
 * The body of an article as HTML, for ordinary feed readers.
 * @param base the address of the publication's files, if known
 */
export function formatHtml(blocks: Block[], base: string | undefined): string {
  return blocks.map((block) => blockHtml(block, base)).join('\n')
}

function blockHtml(block: Block, base: string | undefined): string {
  const language = block.language
    ? ` lang="${escapeHtml(block.language)}" dir="${block.direction ?? 'auto'}"`
    : ''
  switch (block.type) {
    case 'paragraph':
      return `<p${language}>${runsHtml(block.runs, base)}</p>`
    case 'heading':
      return `<h${block.level}${language}>${runsHtml(block.runs, base)}</h${block.level}>`
    case 'figure':
      return figureHtml(block, base)
    case 'list': {
      const name = block.ordered ? 'ol' : 'ul'
      const items = block.items.map((item) => `<li>${formatHtml(item, base)}</li>`).join('')
      return `<${name}${block.start ? ` start="${block.start}"` : ''}${language}>${items}</${name}>`
    }
    case 'quote':
      return `<blockquote${language}>${formatHtml(block.blocks, base)}${block.cite ? `<footer>${escapeHtml(block.cite)}</footer>` : ''}</blockquote>`
    case 'code':
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`
    case 'table': {
      const rows = block.rows.map(
        (row) =>
          `<tr>${row
            .map(({ runs, header, columns, rows }) => {
              const name = header ? 'th' : 'td'
              const span = `${columns ? ` colspan="${columns}"` : ''}${rows ? ` rowspan="${rows}"` : ''}`
              return `<${name}${span}>${runsHtml(runs, base)}</${name}>`
            })
            .join('')}</tr>`,
      )
      const caption = block.caption ? `<caption>${runsHtml(block.caption, base)}</caption>` : ''
      return `<table${language}>${caption}${rows.join('')}</table>`
    }
    case 'embed':
      return `<p><a href="${escapeHtml(block.url)}">${escapeHtml(block.title)}</a></p>`
    case 'audio': {
      const title = escapeHtml(block.title)
      if (base === undefined) return `<p>${title}</p>`
      const url = escapeHtml(`${base}audio/${audioName(block)}`)
      return `<audio controls preload="none" src="${url}" title="${title}"><a href="${url}">${title}</a></audio>`
    }
    case 'rule':
      return '<hr>'
  }
}

export function figureHtml({ image, caption, credit }: Figure, base: string | undefined): string {
  if (base === undefined) return ''
  const source = pickSource(image)
  const words = [caption ? runsHtml(caption, base) : '', credit ? escapeHtml(credit) : ''].filter(
    Boolean,
  )
  return (
    `<figure><img src="${escapeHtml(`${base}images/${imageName(source)}`)}" width="${source.width}" height="${source.height}" alt="${escapeHtml(image.alt)}">` +
    `${words.length > 0 ? `<figcaption>${words.join(' · ')}</figcaption>` : ''}</figure>`
  )
}

const NAMES = { strong: 'strong', emphasis: 'em', code: 'code', sup: 'sup', sub: 'sub' } as const

function runsHtml(runs: Run[], base: string | undefined): string {
  return runs
    .map((run) => {
      if (typeof run === 'string') return escapeHtml(run)
      if (run.type === 'break') return '<br>'
      const inner = runsHtml(run.runs, base)
      if (run.type === 'language')
        return `<span lang="${escapeHtml(run.language)}" dir="${run.direction}">${inner}</span>`
      if (run.type !== 'link') return `<${NAMES[run.type]}>${inner}</${NAMES[run.type]}>`
      const own = run.url.startsWith('article:')
      if (own && base === undefined) return inner
      const url = own ? `${base}article/${run.url.slice('article:'.length)}/` : run.url
      return `<a href="${escapeHtml(url)}">${inner}</a>`
    })
    .join('')
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
