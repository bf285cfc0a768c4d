import type { ArticleRecord, Audio, BundleRecord, Image, Withdrawal } from '../../article.ts'
import { encodeBundles } from '../../encodeBundle.ts'
import { addBundle, addLines, type Packed } from '../bundles.ts'
import { gzip, lines } from '../encode.ts'
import { type Media, PLAIN, WITHDRAWN, wholeArticle } from '../samples.ts'
import type { VectorSet } from '../VectorSet.ts'

/** @returns the bundle of one article, and the one of every field, which heads and a catalog refer to */
export async function addGoodBundles(
  set: VectorSet,
  { image, audio }: Media,
): Promise<{ one: Packed; two: Packed }> {
  const bundles = await addPressedBundles(set, image)
  await addLooseLines(set)
  await addFutureFields(set)
  await addHostileAddresses(set)
  await addRecordings(set, audio)
  await addRules2(set, image)
  return bundles
}

async function addPressedBundles(set: VectorSet, image: Image) {
  const records: BundleRecord[] = [wholeArticle(image), WITHDRAWN]
  const [one] = await encodeBundles([PLAIN], [1, 1], gzip)
  const [two] = await encodeBundles(records, [2, 2], gzip)
  await addBundle(
    set,
    'a bundle of one article',
    'good/bundle-plain.lwb',
    'One record, one line, one gzip member.',
    one!,
    { records: [PLAIN], skipped: [] },
  )
  await addBundle(
    set,
    'every field, every block, a withdrawal',
    'good/bundle-whole.lwb',
    'All there is in this version of the format, and a withdrawn article.',
    two!,
    { records, skipped: [] },
  )
  return { one: one!, two: two! }
}

async function addLooseLines(set: VectorSet): Promise<void> {
  await addLines(
    set,
    'a bundle with empty lines and no newline at its end',
    'good/bundle-loose-lines.lwb',
    'Empty lines mean nothing; the last newline may be missing.',
    `\n${JSON.stringify(PLAIN)}\n\n${JSON.stringify({ ...PLAIN, id: 'second' })}`,
    { skipped: [] },
  )
  await addLines(
    set,
    'one id twice',
    'good/bundle-same-id.lwb',
    'The higher seq wins wherever it stands; of equal ones the later line.',
    lines([
      { ...PLAIN, seq: 3, headline: 'Third' },
      { ...PLAIN, seq: 2, headline: 'Second' },
      { ...PLAIN, id: 'other', seq: 2, headline: 'Earlier line' },
      { ...PLAIN, id: 'other', seq: 2, headline: 'Later line' },
    ]),
    { skipped: [] },
  )
  await addLines(
    set,
    'one key twice',
    'good/bundle-same-key.lwb',
    'Of two equal keys in one object the last counts, as in JSON.parse.',
    JSON.stringify(PLAIN).replace('"seq":1', '"headline":"First","seq":1'),
    { records: [PLAIN], skipped: [] },
  )
}

async function addFutureFields(set: VectorSet): Promise<void> {
  await addLines(
    set,
    'from the future',
    'good/bundle-future.lwb',
    'Unknown fields are dropped; unknown blocks and runs become the text they carry.',
    lines([
      {
        ...PLAIN,
        mood: 'hopeful',
        authors: [{ name: 'A. Writer', pronouns: 'they' }],
        body: [
          { type: 'poem', runs: ['A line, ', { type: 'glow', runs: ['glowing'] }], metre: 5 },
          { type: 'aside', blocks: [{ type: 'paragraph', runs: ['Inside.'], tone: 'low' }] },
          { type: 'formula', text: 'e = mc²' },
          { type: 'chart', title: 'Rainfall', data: [1, 2] },
          { type: 'hologram', beams: 12 },
          { type: 'paragraph', runs: [{ type: 'emoji', text: '☂' }, { type: 'blink' }, 'end'] },
        ],
      },
    ]),
    { skipped: [] },
  )
}

async function addHostileAddresses(set: VectorSet): Promise<void> {
  await addLines(
    set,
    'hostile addresses',
    'good/bundle-hostile-addresses.lwb',
    'Text stays, addresses that may not be followed go.',
    lines([
      {
        ...PLAIN,
        url: 'javascript:alert(1)',
        authors: [{ name: 'A. Writer', url: 'data:text/html,x' }],
        body: [
          {
            type: 'paragraph',
            runs: [
              'javascript:alert(1)',
              ' JavaScript:alert(1)',
              'java\nscript:alert(1)',
              'data:text/html,<script>alert(1)</script>',
              'vbscript:x',
              'file:///etc/passwd',
              'blob:https://example.org/1',
              '//example.org/',
              '/relative',
              'https://example.org/a b',
              'article:../../x',
            ].map((url) => ({ type: 'link', url, runs: ['words'] })),
          },
          { type: 'embed', url: 'javascript:alert(1)', title: 'A film' },
          { type: 'paragraph', runs: ['<script>alert(1)</script><img src=x onerror=alert(1)>'] },
        ],
      },
    ]),
    { skipped: [] },
  )
}

async function addRecordings(set: VectorSet, audio: Audio): Promise<void> {
  await addLines(
    set,
    'an article with recordings',
    'good/bundle-audio.lwb',
    'One of a type that is not known here becomes its title.',
    lines([
      {
        ...PLAIN,
        body: [
          { language: 'fa', direction: 'rtl', type: 'audio', ...audio, bitrate: 8000 },
          { type: 'quote', blocks: [{ type: 'audio', ...audio, duration: null }] },
          { type: 'audio', ...audio, mediaType: 'audio/flac' },
        ],
      },
    ]),
    {
      records: [
        {
          ...PLAIN,
          body: [
            { language: 'fa', direction: 'rtl', type: 'audio', ...audio },
            { type: 'quote', blocks: [{ type: 'audio', ...audio, duration: undefined }] },
            { type: 'paragraph', runs: [audio.title] },
          ],
        },
      ],
      skipped: [],
    },
  )
}

async function addRules2(set: VectorSet, image: Image): Promise<void> {
  const post: ArticleRecord = {
    ...PLAIN,
    image: { image: { ...image, focus: [30, 70] } },
    featured: true,
    translations: [
      { language: 'fa', article: 'whole' },
      { language: 'zh-Hant', url: 'https://example.org/zh/plain' },
    ],
    partOf: 'live',
  }
  const forgotten: Withdrawal = {
    id: 'old',
    seq: 2,
    withdrawn: '2026-11-02T12:00:00Z',
    forgotten: true,
  }
  await addLines(
    set,
    'what reading rules 2 brought',
    'good/bundle-rules-2.lwb',
    'A post of a live article, with translations and a focal point; an article that is only kept no longer.',
    lines([
      {
        ...post,
        translations: [
          ...(post.translations ?? []),
          { language: 'ru', url: 'javascript:alert(1)' },
          { language: 'ar' },
        ],
      },
      forgotten,
    ]),
    { records: [post, forgotten], skipped: [] },
  )
  await addLines(
    set,
    'addresses that no parser takes',
    'good/bundle-addresses.lwb',
    'What the URL parser refuses would break a page that shows it.',
    lines([
      {
        ...PLAIN,
        url: 'https://[',
        authors: [{ name: 'A. Writer', url: 'http://user@:80/' }],
        body: [
          { type: 'embed', url: 'https://1.2.3.4.5.6.7/', title: 'A film' },
          { type: 'paragraph', runs: [{ type: 'link', url: 'https://a:b:c/', runs: ['words'] }] },
        ],
      },
    ]),
    {
      records: [
        {
          ...PLAIN,
          authors: [{ name: 'A. Writer' }],
          body: [
            { type: 'paragraph', runs: ['A film'] },
            { type: 'paragraph', runs: ['words'] },
          ],
        },
      ],
      skipped: [],
    },
  )
}
