import type { BlockLanguage } from '#bundle/article.ts'
import type { DraftBlock } from '../../article/draft.ts'
import { oneLine } from '../../article/words.ts'
import type { BlockWalk } from './BlockWalk.ts'
import type { HtmlElement } from './parseHtml.ts'

/** Reads a figure that holds one audio element, whose title is the caption. */
export function audioFigure(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  language: BlockLanguage,
): boolean {
  const [audio, another] = element.querySelectorAll('audio')
  if (!audio || another || element.querySelector('img, video, iframe, table')) return false
  return audioBlock(walk, audio, out, language, element.querySelector('figcaption')?.textContent)
}

/** @returns false where no file is named, as in a player that a script fills */
export function audioBlock(
  walk: BlockWalk,
  element: HtmlElement,
  out: DraftBlock[],
  language: BlockLanguage,
  caption?: string | null,
): boolean {
  const written = [element, ...element.querySelectorAll('source')].flatMap(
    (each) => each.getAttribute('src') ?? each.getAttribute('data-src') ?? [],
  )
  // An audio element may name its file in several formats; the first that readers play is taken.
  const source = (written.find((address) => TAKEN.test(address)) ?? written[0])?.trim()
  if (!source || !URL.canParse(source, walk.options.base)) return false
  const { href, protocol, pathname } = new URL(source, walk.options.base)
  // An article that is a file may name other files.
  const isFile = protocol === 'file:' && walk.options.base.startsWith('file:')
  if (!isFile && !/^https?:$/.test(protocol)) return false
  if (walk.seen.has(href)) return true
  walk.seen.add(href)
  const label = element.getAttribute('title') ?? element.getAttribute('aria-label')
  const title = oneLine(caption) || oneLine(label) || fileName(pathname)
  walk.push(out, { type: 'audio', source: href, title, ...language })
  return true
}

const TAKEN = /\.(?:mp3|m4a|mp4|og[ga]|opus)(?:[?#]|$)/i

/** The name of a file as a title, decoded from its path. */
function fileName(path: string): string {
  const name = path.split('/').findLast((part) => part !== '') ?? path
  try {
    return oneLine(decodeURIComponent(name), 300) || name
  } catch {
    return name
  }
}

export function embedBlock(walk: BlockWalk, element: HtmlElement, out: DraftBlock[]): void {
  const video = element.getAttribute('data-videoid')
  const written =
    (video ? `https://www.youtube.com/watch?v=${encodeURIComponent(video)}` : null) ??
    element.getAttribute('src') ??
    element.getAttribute('data-src') ??
    element.getAttribute('data') ??
    element.querySelector('source')?.getAttribute('src')
  const address = walk.inline.address(written)
  if (address && /^https?:/.test(address)) {
    pushEmbed(
      walk,
      out,
      address,
      element.getAttribute('title') ?? element.getAttribute('aria-label') ?? '',
    )
  }
}

export function pushEmbed(
  walk: BlockWalk,
  out: DraftBlock[],
  address: string,
  title: string,
): void {
  const url = new URL(address)
  // Frames of counters, advertisements and consent dialogs are left out.
  if (
    /(?:^|\.)(?:doubleclick\.net|googletagmanager\.com|googlesyndication\.com|scorecardresearch\.com)$/.test(
      url.hostname,
    )
  ) {
    return
  }
  const player = /^\/embed\/([\w-]{6,20})/.exec(url.pathname)
  const youtube = /(?:^|\.)youtube(?:-nocookie)?\.com$/.test(url.hostname)
  const watch = youtube && player ? `https://www.youtube.com/watch?v=${player[1]}` : address
  const provider = new URL(watch).hostname.replace(/^(?:www|player|m)\./, '')
  const words = oneLine(title)
  walk.push(out, { type: 'embed', url: watch, title: words || provider, provider })
}
