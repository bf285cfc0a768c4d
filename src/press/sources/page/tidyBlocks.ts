import type { Run } from '#bundle/article.ts'
import { plainText, runsText } from '#bundle/card.ts'
import type { DraftBlock } from '../../article/draft.ts'
import { key } from './textLines.ts'

/*
 * Removes the boilerplate that is left once an article is blocks: lines that are recognised by their words, their links
 * and their place, because no element names them.
 */

export interface Known {
  headline: string
  standfirst?: string | undefined
  authors: { name: string }[]
}

/** "Read more" and similar labels at the start of a line or as a heading. */
const MORE =
  /^[\s>»›→▶►•*+\-–—|[(#]*(?:read (?:more|also|next|this|the full)|also read|read:|more:|see also|related\b|recommended|you (?:may|might) (?:also )?(?:like|want|be interested)|don['’]t miss|watch(?: more| now)?:|listen:|more (?:on|from|about|stories|great|news)|most (?:read|popular|viewed)|trending|what to read next|up next|lesen sie|lies auch|lesetipp|auch interessant|auch lesen|mehr (?:zum thema|dazu|über|zu|lesen|aus)|mehr:|zum thema|zum artikel|weiterlesen|weitere (?:artikel|themen|informationen|meldungen|beiträge|nachrichten)|das könnte (?:sie|dich)|siehe auch|passend dazu|empfohlene|lire aussi|à lire|a lire|lire également|voir aussi|sur le même (?:sujet|thème)|notre dossier|leer más|lee (?:también|más)|lea también|le puede interesar|te puede interesar|(?:más|mas) información|ver más|noticias? relacionadas?|leggi anche|leggi tutto|per approfondire|leia (?:também|mais)|veja (?:também|mais)|saiba mais|lees (?:ook|meer|verder)|bekijk ook|læs (?:også|mere)|les (?:også|mer)|läs (?:också|mer|även)|lue (?:myös|lisää)|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|przeczytaj|čtěte (?:také|více|dále)|přečtěte si|čítajte|olvass|citeşte|citește|citiţi|читайте|читать|смотрите также|по теме|διαβάστε|ilgili haber|ayrıca|baca juga|simak juga|xem thêm|اقرأ|إقرأ|المزيد|بیشتر بخوانید|همچنین بخوانید|مزید پڑھ|קרא(?:ו)? (?:עוד|גם)|もっと読む|続きを読む|関連記事|あわせて読みたい|【関連|相关(?:阅读|新闻|链接)|延伸閱讀|延伸阅读|相關|관련\s?기사|यह भी पढ़|ये भी पढ़|इसे भी पढ़|আরও পড়|மேலும் படிக்க|อ่าน(?:เพิ่ม|ต่อ)|ข่าวที่เกี่ยวข้อง)/iu

const NOTHING =
  /^[\s[(*•–—-]*(?:advertisements?|advertising|advert|ad|anzeige|werbung|annonce|annons|annonsørinnhold|publicité|passer la publicité|publicidad|publicidade|pubblicità|advertentie|reclame|reklama|reklam|mainos|hirdetés|реклама|διαφήμιση|إعلان|پخش تبلیغات|広告|广告|廣告|광고|sponsored(?: content)?|(?:story|article|continue) (?:continues|reading) below.*|close|captions?|(?:show |view |post |\d+ )?comments?(?: \(?\d+\)?)?|share(?: this)?(?: (?:article|story|on .{1,20}))?|print|e-?mail|video|image:?|images?|play(?: video)?|loading.{0,20}|subscribe(?: now)?|sign (?:in|up)|log ?in|facebook|twitter|whatsapp|instagram|linkedin|pinterest|flipboard|telegram|tags?|topics|text size|skip to (?:main )?content|this slideshow requires javascript|(?:image |photo )?\d+ ?(?:of|\/|von|de|af|av) ?\/? ?\d+|copy link|link copied.{0,3}|_+|\.+|teilen|drucken|kommentare?|merken|partager|commentaires?|imprimer|compartir|comentarios|compartilhar|condividi|commenti|delen|udostępnij|поделиться|комментарии|شارك|bookmark|save|listen|newsletter)[\s:.!\])*»→…-]*$/iu

const LETTER =
  /\b(?:newsletters?|inbox|e-?mail updates|rss|push[- ]?(?:alerts|nachrichten)|notifications)\b/i
const ASKING =
  /\b(?:sign up|subscribe|get (?:the|our|all)|register|delivered|follow|download|abonn|anmeld|melden sie|informiert|inscri|recevez|suscr|recib|apúnt|iscriv|ricev|receba|assine|schrijf je|tilmeld|prenumer|zapisz|подпи)/iu
const FOLLOW =
  /(?:\b(?:follow|like|join|find) (?:us|me|him|her|@?[\w. ]{2,30}) on\b|\bclick(?:ing)? here\b|\bget the .{2,30} app\b|\bdownload (?:the|our) .{2,20}app\b|@\w+ on (?:twitter|x|instagram)|folgen sie uns|suivez[- ]nous|síguenos|seguici|siga-nos)/i
const RIGHTS =
  /^\s*(?:©|copyright\b|\(c\)\s)|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos (?:los|os) (?:derechos|direitos) reservados|tutti i diritti riservati|все права защищены|wszelkie prawa zastrzeżone/i
const CREDIT =
  /^[\s(|[]*(?:photo(?:graph|s)?|picture|image|foto(?:s|\(s\))?|bild(?:er)?|credits?|crédits?|créditos?|fotocredit|zdjęcie|фото|صورة|عکس)(?: credits?| by| de| von| di)?\s*[:：©/]/i

/** Removes from the body, in place, the blocks that are no part of the article. */
export function tidyBlocks(body: DraftBlock[], known: Known): void {
  const printed = new Set(
    [known.headline, known.standfirst ?? ''].map(key).filter((text) => text.length > 0),
  )
  const captions = new Set(
    body.flatMap((block) =>
      block.type === 'figure' ? [key(block.caption ? runsText(block.caption) : '')] : [],
    ),
  )
  captions.delete('')
  removeRepeats(body, printed, captions)
  removeLabels(body)
  trimStart(body, known)
  trimEnd(body)
}

function removeRepeats(body: DraftBlock[], printed: Set<string>, captions: Set<string>): void {
  const seen = new Set<string>()
  const around = body.map((_, at) => body.slice(Math.max(0, at - 2), at + 3))
  filter(body, (block, at) => {
    if (block.type !== 'paragraph' && block.type !== 'heading') return true
    const text = key(runsText(block.runs))
    if (text === '') return false
    if (at < 8 && printed.has(text)) return false
    if (block.type === 'paragraph' && captions.has(text) && text.length > 10) return false
    // A caption that is printed outside its figure is often the alternative text of the image too.
    const owner = around[at]!.find((near) => near.type === 'figure' && key(near.alt) === text)
    if (owner?.type === 'figure' && text.length > 10) {
      owner.caption ??= block.runs
      return false
    }
    if (text.length > 40 && seen.has(text)) return false
    seen.add(text)
    return true
  })
}

function removeLabels(body: DraftBlock[]): void {
  const total = body.reduce((sum, block) => sum + plainText(block).length, 0)
  // A heading such as "Related" goes together with the blocks under it that are links alone.
  let related = false
  filter(body, (block, at) => {
    if (block.type === 'heading') {
      const text = runsText(block.runs)
      related = MORE.test(text) && text.length < 70
      return !related && !(NOTHING.test(text) && text.length < 60)
    }
    if (block.type === 'list') {
      const text = plainText(block)
      const linked = share(block, text.length)
      const lines = block.items.length
      if (lines === 0 || text.length > total * 0.4) return true
      if (related && linked > 0.6) return false
      return !(linked > 0.85 && lines > 1 && text.length / lines > 30)
    }
    if (block.type === 'embed') return !related
    if (block.type !== 'paragraph') {
      if (block.type !== 'figure' && block.type !== 'rule') related = false
      return true
    }
    const text = runsText(block.runs).trim()
    const linked = share(block, text.length)
    if (isLabel(text, linked)) {
      related = MORE.test(text) && text.length < 50
      return false
    }
    if (related && linked > 0.8) return false
    if (text.length > 80 || linked < 0.5) related = false
    const before = at > 0 ? plainText(body[at - 1]!).trimEnd() : ''
    // A line that is one link and nothing else leads to another article.
    return !(
      linked > 0.9 &&
      text.length > 24 &&
      text.length < 250 &&
      /\s/.test(text) &&
      !/https?:|www\.|\.\w{2,4}$/.test(text) &&
      !/[:：]$/.test(before)
    )
  })
}

function isLabel(text: string, linked: number): boolean {
  const { length } = text
  if (length < 80 && NOTHING.test(text)) return true
  if (length < 250 && MORE.test(text) && (linked > 0.3 || length < 40)) return true
  if (length < 300 && LETTER.test(text) && ASKING.test(text)) return true
  if (length < 180 && FOLLOW.test(text)) return true
  if (length < 200 && RIGHTS.test(text)) return true
  return length < 120 && CREDIT.test(text)
}

/** Removes the lines before the running text: bylines, dates, names of sections. */
function trimStart(body: DraftBlock[], known: Known): void {
  const isText = (block: DraftBlock) => block.type === 'paragraph' && plainText(block).length >= 100
  const end = Math.min(body.findIndex(isText), 10)
  const names = known.authors.map(({ name }) => key(name)).filter((name) => name.length > 3)
  filter(body, (block, at) => {
    if (at >= end || block.type !== 'paragraph') return true
    const text = runsText(block.runs).trim()
    if (text.length > 120) return true
    const letters = key(text)
    if (names.some((name) => letters.includes(name) && letters.length < name.length + 40))
      return false
    if (isDateLine(text)) return false
    return !(
      text.length < 32 &&
      text.split(/\s+/).length < 4 &&
      !/[.!?:…。！？।؟]["”»’]?$/.test(text)
    )
  })
  while (body[0]?.type === 'rule') body.shift()
}

const MONTHS =
  /\b(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|févr|avril|juin|juil|août|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fev|out|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|lunes|martes|segunda|terça|quarta|quinta|sexta|sábado|domingo)[\p{L}.]*/giu
const WHEN =
  /\b(?:first|published|updated|posted|last|modified|am|pm|a\.m|p\.m|at|on|of|by|uhr|stand|veröffentlicht|aktualisiert|publié|mis à jour|le|à|publicado|actualizado|atualizado|às|às|de|del|a las|h|hrs|pubblicato|aggiornato|alle|ore|uppdaterad|publicerad|opublikowano|aktualizacja|опубликовано|обновлено|в|г|est|edt|pst|pdt|cst|gmt|utc|bst|ist|cet|cest|min|minute|minutes|read|ago|hours?|days?|days?)\b/giu

/** Whether a line is a date with hardly another word. */
function isDateLine(text: string): boolean {
  if (!/\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|[年月日]/.test(text)) {
    return false
  }
  const rest = text
    .replace(MONTHS, '')
    .replace(WHEN, '')
    .replace(/[^\p{L}]+/gu, '')
  return rest.length < 16
}

/** Removes the lines after the running text: tags, links to other pages, headings without text. */
function trimEnd(body: DraftBlock[]): void {
  for (let last = body.at(-1); last; last = body.at(-1)) {
    const text = plainText(last).trim()
    const isLinks =
      (last.type === 'paragraph' || last.type === 'list') &&
      text.length < 400 &&
      share(last, text.length) > 0.7 &&
      !/https?:|www\./.test(text)
    const isEmpty = last.type === 'heading' || last.type === 'rule'
    const isDate = last.type === 'paragraph' && text.length < 100 && isDateLine(text)
    if (!isLinks && !isEmpty && !isDate) return
    if (body.length < 3) return
    body.pop()
  }
}

function share(block: DraftBlock, whole: number): number {
  return whole === 0 ? 0 : linkedIn(block) / whole
}

function linkedIn(block: DraftBlock): number {
  if (block.type === 'paragraph' || block.type === 'heading') return linkedRuns(block.runs)
  if (block.type === 'list')
    return block.items.flat().reduce((sum, inner) => sum + linkedIn(inner), 0)
  if (block.type === 'quote') return block.blocks.reduce((sum, inner) => sum + linkedIn(inner), 0)
  return 0
}

function linkedRuns(runs: Run[]): number {
  let sum = 0
  for (const run of runs) {
    if (typeof run === 'string' || run.type === 'break') continue
    sum += run.type === 'link' ? runsText(run.runs).length : linkedRuns(run.runs)
  }
  return sum
}

function filter(body: DraftBlock[], keep: (block: DraftBlock, at: number) => boolean): void {
  let to = 0
  for (let at = 0; at < body.length; at++) {
    const block = body[at]!
    if (keep(block, at)) body[to++] = block
  }
  body.length = to
}
