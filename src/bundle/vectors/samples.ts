import type { ArticleRecord, Audio, Image, ImageSource, Withdrawal } from '../article.ts'
import { type Bytes, fromHex } from '../base64.ts'
import { sha256 } from '../digest.ts'

/** Lossless WebP, one grey pixel. */
const PIXEL = '524946461e000000574542505650384c110000002f000000000750c00216b0ff8188e87f0000'

/** Two frames of MP3 (MPEG-2 Layer III, 8 kbit/s, 24 kHz, one channel) of silence. */
const FRAMES = `fff314c0${'00'.repeat(20)}`.repeat(2)

/** The id of the publication. */
export const PUBLICATION = 'org.example.vectors'

/** File names of the good roots. */
export const R1 = 'good/root-1.dsse'
export const R2 = 'good/root-2.dsse'
export const R3 = 'good/root-3.dsse'

export interface Media {
  imageBytes: Bytes
  source: ImageSource
  image: Image
  audioBytes: Bytes
  audio: Audio
}

export async function makeMedia(): Promise<Media> {
  const imageBytes = fromHex(PIXEL)!
  const source: ImageSource = {
    width: 1,
    height: 1,
    digest: await sha256(imageBytes),
    type: 'image/webp',
    length: imageBytes.length,
  }
  const image = { alt: 'A single dot', width: 1, height: 1, sources: [source] }
  const audioBytes = fromHex(FRAMES)!
  const audio: Audio = {
    title: 'Listen to it',
    digest: await sha256(audioBytes),
    mediaType: 'audio/mpeg',
    length: audioBytes.length,
    duration: 1,
  }
  return { imageBytes, source, image, audioBytes, audio }
}

export const PLAIN: ArticleRecord = {
  id: 'plain',
  seq: 1,
  headline: 'As little as an article can hold',
  summary: 'Every required field, and no other.',
  authors: [],
  published: '2026-11-01T10:00:00Z',
  language: 'en',
  direction: 'ltr',
  section: 'world',
  tags: [],
  body: [],
}

/** @returns an article with every field and every block of this version of the format */
export const wholeArticle = (image: Image): ArticleRecord => ({
  id: 'whole',
  seq: 2,
  url: 'https://example.org/whole',
  headline: 'هر میدان و هر بخش',
  kicker: 'نمونه',
  standfirst: 'هر آنچه یک مقاله می‌تواند داشته باشد.',
  summary: 'هر آنچه یک مقاله می‌تواند داشته باشد.',
  authors: [{ name: 'نویسنده', url: 'https://example.org/author' }, { name: 'A. Writer' }],
  published: '2026-11-02T10:00:00Z',
  modified: '2026-11-02T11:30:00.250Z',
  dateline: 'تهران',
  language: 'fa',
  direction: 'rtl',
  section: 'world',
  tags: ['نمونه', 'format'],
  image: { image, caption: ['یک نقطه'], credit: 'Longwave' },
  correction: { date: '2026-11-02T11:30:00Z', text: 'نام درست شد.' },
  body: [
    {
      type: 'paragraph',
      runs: [
        'Plain, ',
        { type: 'strong', runs: ['strong, ', { type: 'emphasis', runs: ['both'] }] },
        { type: 'break' },
        { type: 'code', runs: ['code'] },
        { type: 'sup', runs: ['1'] },
        { type: 'sub', runs: ['2'] },
        { type: 'link', url: 'article:plain', runs: ['another article'] },
        { type: 'link', url: 'mailto:desk@example.org', runs: ['a letter'] },
        { type: 'language', language: 'de', direction: 'ltr', runs: ['Zeitung'] },
      ],
    },
    { language: 'en', direction: 'ltr', type: 'heading', level: 2, runs: ['In English'] },
    { type: 'figure', image, caption: ['The same dot'], credit: 'Longwave' },
    {
      type: 'list',
      ordered: true,
      start: 3,
      items: [
        [{ type: 'paragraph', runs: ['three'] }],
        [{ type: 'list', ordered: false, items: [[{ type: 'paragraph', runs: ['inner'] }]] }],
      ],
    },
    { type: 'quote', blocks: [{ type: 'paragraph', runs: ['Said so.'] }], cite: 'Somebody' },
    { type: 'code', text: 'let wave = "long"\n', syntax: 'swift' },
    {
      type: 'table',
      caption: ['Two by two'],
      rows: [
        [{ runs: ['Band'], header: true, columns: 2 }],
        [{ runs: ['Longwave'] }, { runs: ['148.5 kHz'], rows: 1 }],
      ],
    },
    { type: 'embed', url: 'https://example.org/film', title: 'A film', provider: 'Example' },
    { type: 'rule' },
  ],
})

export const WITHDRAWN: Withdrawal = {
  id: 'gone',
  seq: 2,
  withdrawn: '2026-11-02T12:00:00Z',
  reason: 'Published by mistake.',
}
