import { audiosOf } from '#bundle/audio.ts'
import { defined } from '#bundle/defined.ts'
import type { DraftAudio, DraftBlock, DraftFigure } from '../../article/draft.ts'
import { oneLine } from '../../article/words.ts'
import { takeFigure } from '../html/takeFigure.ts'
import { addressOf, htmlLine, type Loose, listOf, obj, str, textOf } from './looseFields.ts'

export function imageOf(item: Loose, base: string): DraftFigure | undefined {
  const media = obj(item.media)
  const contents = [
    ...listOf(media.contents),
    ...listOf(media.groups).flatMap((group) => listOf(group.contents)),
    ...listOf(obj(media.group).contents),
  ]
  const image = contents
    .filter(
      ({ medium, type, url }) =>
        medium === 'image' ||
        /^image\//.test(str(type)) ||
        /\.(?:jpe?g|png|webp)(?:\?|$)/i.test(str(url)),
    )
    .sort((a, b) => Number(b.width ?? 0) - Number(a.width ?? 0))[0]
  const enclosure = listOf(item.enclosures).find(({ type }) => /^image\//.test(str(type)))
  const thumbnail = listOf(media.thumbnails)[0]
  const address = addressOf(
    str(image?.url) ||
      str(enclosure?.url) ||
      str(item.image) ||
      str(item.banner_image) ||
      str(thumbnail?.url) ||
      str(obj(item.itunes).image),
    base,
  )
  if (!address) return undefined
  const words = image ?? {}
  const caption = htmlLine(
    textOf(words.description) || textOf(words.title) || textOf(media.description),
    1000,
  )
  const credit = oneLine(
    str(listOf(words.credits)[0]?.value) || textOf(listOf(media.credits)[0]),
    200,
  )
  return defined<DraftFigure>({
    source: address,
    alt: '',
    caption: caption ? [caption] : undefined,
    credit: credit || undefined,
  })
}

export function audioOf(item: Loose, base: string, headline: string): DraftAudio[] {
  const files = [
    ...listOf(item.enclosures),
    ...listOf(item.attachments),
    ...listOf(item.links).filter(({ rel }) => rel === 'enclosure'),
  ].filter(({ type, mime_type }) => /^audio\//i.test(str(type ?? mime_type)))
  return files.flatMap(({ url, href, title, duration_in_seconds }) => {
    const source = addressOf(str(url ?? href), base)
    // The feed names one duration for the item: with several files it is unknown whose it is.
    const seconds = duration_in_seconds ?? (files.length === 1 ? obj(item.itunes).duration : 0)
    const duration = Math.min(Math.round(Number(seconds)) || 0, 1e6)
    if (!source) return []
    const file = { source, title: htmlLine(str(title)) || headline }
    return duration > 0 ? [{ ...file, duration }] : [file]
  })
}

/** Puts audio ahead of the text, in place, unless the text plays the same file. */
export function addAudio(body: DraftBlock[], files: DraftAudio[]): void {
  const name = (source: string) => source.replace(/[?#].*$/, '')
  const there = new Set(audiosOf(body).map(({ source }) => name(source)))
  const missing = files.filter(({ source }) => {
    if (there.has(name(source))) return false
    there.add(name(source))
    return true
  })
  body.unshift(...missing.map((file) => ({ type: 'audio' as const, ...file })))
}

/** Takes the lead image out of the body, because it is shown above the body: the first block, or the image of the feed. */
export function takeLead(
  body: DraftBlock[],
  feedImage: DraftFigure | undefined,
): DraftFigure | undefined {
  const [first] = body
  if (first?.type === 'figure') {
    body.shift()
    const { type: _, language: __, direction: ___, ...figure } = first
    return figure
  }
  if (!feedImage) return undefined
  const name = (source: string) =>
    source
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1)
  const twin = body.findIndex(
    (block) => block.type === 'figure' && name(block.source) === name(feedImage.source),
  )
  return twin >= 0 ? takeFigure(body, twin) : feedImage
}
