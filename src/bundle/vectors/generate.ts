import { getPublicKeyAsync } from '@noble/ed25519'
import type { ArticleRecord, Audio, BundleRecord, ImageSource, Withdrawal } from '../article.ts'
import { type Bytes, fromBase64, fromHex, toBase64, toHex } from '../base64.ts'
import { sha256 } from '../digest.ts'
import { encodeBundles, encodeCatalog } from '../encodeBundle.ts'
import { type Signer, signEnvelope } from '../envelope.ts'
import { type SecretKey, signerOf } from '../keys.ts'
import { LIMITS } from '../limits.ts'
import {
  type BundleReference,
  type Envelope,
  RELEASE_TYPE,
  type Release,
  ROOT_TYPE,
  type Root,
} from '../release.ts'
import { stateOf } from '../state.ts'
import { plainGzip } from './plainGzip.ts'
import { type Outcome, runVector, type Vector, type VectorInput } from './runVector.ts'

const encoder = new TextEncoder()
const json = (value: unknown) => encoder.encode(JSON.stringify(value))
const gzip = async (raw: Bytes) => plainGzip(raw)
const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')

/** Published secrets (the first three are RFC 8032's own test keys): fit for nothing but these files. */
const SECRETS = {
  first: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  second: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  third: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
  stranger: '0305334e381af78f141cb666f6199f57bc3495335a256a95bd2a55bf546663f6',
}

/** What the press would write, and what it never would, each as a file with its expected outcome. */
export async function makeVectors(): Promise<{ files: Map<string, Bytes>; vectors: Vector[] }> {
  const files = new Map<string, Bytes>()
  const vectors: Vector[] = []

  /** `expect` may name only what matters; the whole outcome is what this code makes of it. */
  async function add(
    name: string,
    about: string,
    input: VectorInput,
    bytes: Bytes,
    expect: Partial<Record<string, unknown>>,
  ): Promise<void> {
    files.set(input.file, bytes)
    const read = async (file: string) => files.get(file)!
    const outcome = await runVector(input, read)
    for (const [key, value] of Object.entries(expect)) {
      const found = (outcome as Record<string, unknown>)[key]
      if (sorted(found) !== sorted(value)) {
        throw new Error(
          `${name}: ${key} is ${JSON.stringify(outcome)}, not ${JSON.stringify(value)}`,
        )
      }
    }
    vectors.push({ name, about, ...input, expect: outcome as Outcome })
  }

  // Keys and roots

  const keys: Record<keyof typeof SECRETS, { signer: Signer; publicKey: string }> = {} as never
  for (const name of Object.keys(SECRETS) as (keyof typeof SECRETS)[]) {
    const publicKey = toHex(await getPublicKeyAsync(fromHex(SECRETS[name])!))
    const key: SecretKey = { format: 1, type: 'ed25519', public: publicKey, secret: SECRETS[name] }
    keys[name] = { signer: await signerOf(key), publicKey }
  }
  const { first, second, third, stranger } = keys

  const role = (threshold: number, ...of: { signer: Signer }[]) => ({
    keyids: of.map(({ signer }) => signer.keyid),
    threshold,
  })
  const rootOf = (
    version: number,
    rootRole: Root['roles']['root'],
    releaseRole: Root['roles']['release'],
    ...of: { signer: Signer; publicKey: string }[]
  ): Root => ({
    format: 1,
    id: 'org.example.vectors',
    version,
    expires: '2036-01-01T00:00:00Z',
    keys: Object.fromEntries(of.map(({ signer, publicKey }) => [signer.keyid, publicKey])),
    roles: { root: rootRole, release: releaseRole },
  })
  const sign = (type: string, payload: unknown, ...by: { signer: Signer }[]) =>
    signEnvelope(
      type,
      json(payload),
      by.map(({ signer }) => signer),
    )

  const root1 = rootOf(1, role(1, first), role(1, first), first)
  /** The release key has moved on to `second`. */
  const root2 = rootOf(2, role(1, first), role(1, second), first, second)
  /** Two of three hold the root from now on. */
  const root3 = rootOf(3, role(2, first, second, third), role(1, second), first, second, third)

  const rootVector = (name: string, file: string, after: string[]) =>
    [name, { reads: 'root' as const, file, after }] as const
  const addRoot = (
    [name, input]: ReturnType<typeof rootVector>,
    about: string,
    bytes: Bytes,
    expect: object,
  ) => add(name, about, input, bytes, expect as never)

  const R1 = 'good/root-1.dsse'
  const R2 = 'good/root-2.dsse'
  const R3 = 'good/root-3.dsse'
  await addRoot(
    rootVector('root 1', R1, []),
    'The first root signs itself; whoever reads it has another reason to trust it.',
    await sign(ROOT_TYPE, root1, first),
    { version: 1 },
  )
  await addRoot(
    rootVector('root 2, the release key replaced', R2, [R1]),
    'Signed by the root role of root 1 and by its own.',
    await sign(ROOT_TYPE, root2, first),
    { version: 2 },
  )
  await addRoot(
    rootVector('root 3, two of three from now on', R3, [R1, R2]),
    'One signature of root 2’s role, two of its own.',
    await sign(ROOT_TYPE, root3, first, third),
    { version: 3 },
  )
  await addRoot(
    rootVector('root 2 skipped', 'bad/root-skipped.dsse', [R1]),
    'Number 3 straight after number 1.',
    await sign(ROOT_TYPE, root3, first, third),
    { error: 'wrong-root' },
  )
  await addRoot(
    rootVector('root 2 signed by a stranger', 'bad/root-stranger.dsse', [R1]),
    'Signed by its own key alone, which root 1 does not know.',
    await sign(ROOT_TYPE, rootOf(2, role(1, stranger), role(1, stranger), stranger), stranger),
    { error: 'bad-signature' },
  )
  await addRoot(
    rootVector('root 3 with one signature of two', 'bad/root-threshold.dsse', [R1, R2]),
    'Enough for root 2, too few for its own role.',
    await sign(ROOT_TYPE, root3, first),
    { error: 'bad-signature' },
  )
  await addRoot(
    rootVector('root 3 signed twice by one key', 'bad/root-same-key-twice.dsse', [R1, R2]),
    'A key counts once, however often it has signed.',
    await sign(ROOT_TYPE, root3, first, first),
    { error: 'bad-signature' },
  )
  await addRoot(
    rootVector('root 2 of another publication', 'bad/root-other-publication.dsse', [R1]),
    'Well signed, and for another id.',
    await sign(ROOT_TYPE, { ...root2, id: 'org.example.other' }, first),
    { error: 'wrong-publication' },
  )
  await addRoot(
    rootVector('root 1 that is number 2', 'bad/root-first-is-second.dsse', []),
    'The first root a reader meets is number 1.',
    await sign(ROOT_TYPE, root2, first, second),
    { error: 'wrong-root' },
  )
  await addRoot(
    rootVector('a root whose key id names another key', 'bad/root-key-id.dsse', []),
    'A key id is the SHA-256 of the key; this one is not.',
    await sign(
      ROOT_TYPE,
      { ...root1, keys: { [first.signer.keyid]: stranger.publicKey } },
      stranger,
    ),
    { error: 'bad-signature' },
  )
  await addRoot(
    rootVector('a root of format 99', 'bad/root-format-99.dsse', [R1]),
    'Signed as it should be, for readers to come.',
    await sign(ROOT_TYPE, { ...root2, format: 99, roles: 'elsewhere' }, first),
    { error: 'from-the-future' },
  )

  // Articles, their bundles, a catalog, a picture

  const picture = fromHex(PIXEL)!
  const source: ImageSource = {
    width: 1,
    height: 1,
    digest: await sha256(picture),
    type: 'image/webp',
    length: picture.length,
  }
  const image = { alt: 'A single dot', width: 1, height: 1, sources: [source] }

  const plain: ArticleRecord = {
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
  const whole: ArticleRecord = {
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
  }
  const withdrawn: Withdrawal = {
    id: 'gone',
    seq: 2,
    withdrawn: '2026-11-02T12:00:00Z',
    note: 'Published by mistake.',
  }

  const packed = async (raw: Bytes, seq: [number, number], articles: number) => {
    const bytes = plainGzip(raw)
    const reference: BundleReference = {
      seq,
      articles,
      digest: await sha256(bytes),
      length: bytes.length,
      raw: raw.length,
    }
    return { bytes, reference }
  }
  const addBundle = (
    name: string,
    file: string,
    about: string,
    { bytes, reference }: { bytes: Bytes; reference: BundleReference },
    expect: object,
  ) => add(name, about, { reads: 'bundle', file, reference }, bytes, expect as never)
  /** Lines as given, whatever they are, in a bundle that is otherwise in order. */
  const addLines = async (
    name: string,
    file: string,
    about: string,
    raw: string | Bytes,
    expect: object,
  ) => {
    const bytes = typeof raw === 'string' ? encoder.encode(raw) : raw
    await addBundle(name, file, about, await packed(bytes, [1, 9], 1), expect)
  }

  const [one] = await encodeBundles([plain], [1, 1], gzip)
  const records: BundleRecord[] = [whole, withdrawn]
  const [two] = await encodeBundles(records, [2, 2], gzip)
  await addBundle(
    'a bundle of one article',
    'good/bundle-plain.lwb',
    'One record, one line, one gzip member.',
    one!,
    { records: [plain], skipped: [] },
  )
  await addBundle(
    'every field, every block, a withdrawal',
    'good/bundle-whole.lwb',
    'All there is in this version of the format, and a withdrawn article.',
    two!,
    { records, skipped: [] },
  )
  await addLines(
    'a bundle with empty lines and no newline at its end',
    'good/bundle-loose-lines.lwb',
    'Empty lines mean nothing; the last newline may be missing.',
    `\n${JSON.stringify(plain)}\n\n${JSON.stringify({ ...plain, id: 'second' })}`,
    { skipped: [] },
  )
  await addLines(
    'one id twice',
    'good/bundle-same-id.lwb',
    'The higher seq wins wherever it stands; of equal ones the later line.',
    lines([
      { ...plain, seq: 3, headline: 'Third' },
      { ...plain, seq: 2, headline: 'Second' },
      { ...plain, id: 'other', seq: 2, headline: 'Earlier line' },
      { ...plain, id: 'other', seq: 2, headline: 'Later line' },
    ]),
    { skipped: [] },
  )
  await addLines(
    'one key twice',
    'good/bundle-same-key.lwb',
    'Of two equal keys in one object the last counts, as in JSON.parse.',
    JSON.stringify(plain).replace('"seq":1', '"headline":"First","seq":1'),
    { records: [plain], skipped: [] },
  )
  await addLines(
    'from the future',
    'good/bundle-future.lwb',
    'Unknown fields are dropped; unknown blocks and runs become the text they carry.',
    lines([
      {
        ...plain,
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
  await addLines(
    'hostile addresses',
    'good/bundle-hostile-addresses.lwb',
    'Text stays, addresses that may not be followed go.',
    lines([
      {
        ...plain,
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

  const sound = fromHex(FRAMES)!
  const audio: Audio = {
    title: 'Listen to it',
    digest: await sha256(sound),
    mediaType: 'audio/mpeg',
    length: sound.length,
    duration: 1,
  }
  const paragraph = (words: string) => ({ type: 'paragraph', runs: [words] })
  await addLines(
    'an article with recordings',
    'good/bundle-audio.lwb',
    'One of a type that is not known here becomes its title.',
    lines([
      {
        ...plain,
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
          ...plain,
          body: [
            { language: 'fa', direction: 'rtl', type: 'audio', ...audio },
            { type: 'quote', blocks: [{ type: 'audio', ...audio, duration: undefined }] },
            paragraph(audio.title),
          ],
        },
      ],
      skipped: [],
    },
  )

  const flipped = (bytes: Bytes, at: number) => {
    const copy = bytes.slice()
    copy[at]! ^= 1
    return copy
  }
  await addBundle(
    'a bundle with one bit changed',
    'bad/bundle-tampered.lwb',
    'The digest is checked before anything is unpacked.',
    { bytes: flipped(one!.bytes, 40), reference: one!.reference },
    { error: 'wrong-digest' },
  )
  await addBundle(
    'a bundle cut short',
    'bad/bundle-truncated.lwb',
    'What a broken connection leaves.',
    { bytes: one!.bytes.slice(0, -5), reference: one!.reference },
    { error: 'wrong-length' },
  )
  await addBundle(
    'a bundle with something behind it',
    'bad/bundle-appended.lwb',
    'What a host that adds a snippet to every file makes of it.',
    {
      bytes: Uint8Array.from([...one!.bytes, ...encoder.encode('<!-- hello -->')]),
      reference: one!.reference,
    },
    { error: 'wrong-length' },
  )
  await addBundle(
    'another bundle under this name',
    'bad/bundle-other.lwb',
    'Of the same length, and well made.',
    {
      bytes: plainGzip(
        encoder.encode(lines([{ ...plain, headline: 'As little as an article can hide' }])),
      ),
      reference: one!.reference,
    },
    { error: 'wrong-digest' },
  )
  const refer = async (bytes: Bytes, raw: number): Promise<BundleReference> => ({
    seq: [1, 1],
    articles: 1,
    digest: await sha256(bytes),
    length: bytes.length,
    raw,
  })
  const signedCut = one!.bytes.slice(0, -12)
  await addBundle(
    'a gzip cut short by its publisher',
    'bad/bundle-gzip-cut.lwb',
    'The reference fits the file, the file is no whole gzip member.',
    { bytes: signedCut, reference: await refer(signedCut, one!.reference.raw) },
    { error: 'not-gzip' },
  )
  const unpacked = encoder.encode(lines([plain]))
  await addBundle(
    'a bundle that is not packed',
    'bad/bundle-not-gzip.lwb',
    'Plain NDJSON, as a host that unpacks files delivers it, under a fitting reference.',
    { bytes: unpacked, reference: await refer(unpacked, unpacked.length) },
    { error: 'not-gzip' },
  )
  const double = Uint8Array.from([...one!.bytes, ...one!.bytes])
  await addBundle(
    'two gzip members',
    'bad/bundle-two-members.lwb',
    'A file is one member; some unpackers would take both.',
    { bytes: double, reference: await refer(double, one!.reference.raw * 2) },
    { error: 'not-gzip' },
  )
  for (const [more, name] of [
    [1, 'longer'],
    [-1, 'shorter'],
  ] as const) {
    await addBundle(
      `a raw length one byte ${name} than the content`,
      `bad/bundle-raw-${name}.lwb`,
      'Exactly the signed size, neither more nor less.',
      { bytes: one!.bytes, reference: { ...one!.reference, raw: one!.reference.raw + more } },
      { error: 'wrong-raw-length' },
    )
  }
  const bomb = plainGzip(new Uint8Array(8 * 1024 * 1024).fill(0x20))
  await addBundle(
    'a bomb',
    'bad/bundle-bomb.lwb',
    'Grows to 8 MiB where 1,000 bytes are signed; unpacking stops when they are passed.',
    { bytes: bomb, reference: await refer(bomb, 1000) },
    { error: 'wrong-raw-length' },
  )

  // Records that are left out while the others stay

  const good = { ...plain, id: 'good' }
  const beside = (line: string) => `${line}\n${JSON.stringify(good)}\n`
  const addSkipped = (
    name: string,
    file: string,
    about: string,
    line: string,
    code: string,
  ): Promise<void> =>
    addLines(name, `bad/${file}.lwb`, about, beside(line), { records: [good], skipped: [code] })
  const body = (block: unknown) => JSON.stringify({ ...plain, body: [block] })

  await addSkipped(
    'a record nested too deeply',
    'record-too-deep',
    'The depth is counted on the bytes, before parsing.',
    '['.repeat(20_000) + ']'.repeat(20_000),
    'too-deep',
  )
  let quote: unknown = { type: 'paragraph', runs: ['down here'] }
  for (let depth = 0; depth <= LIMITS.blockDepth; depth++)
    quote = { type: 'quote', blocks: [quote] }
  await addSkipped(
    'quotes in quotes in quotes',
    'record-quotes-too-deep',
    'Shallow enough for JSON, too deep for a page.',
    body(quote),
    'wrong-shape',
  )
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
    const file = `record-${key.replace(/\W/g, '').replace(/_/g, '')}`
    await addSkipped(
      `a record with the key ${key}`,
      file,
      'Reserved keys are refused however they are spelled.',
      JSON.stringify(plain).replace('"seq":1', `"seq":1,"${key}":{"polluted":true}`),
      'reserved-key',
    )
  }
  await addSkipped(
    'a record that is not JSON',
    'record-not-json',
    'One line torn, the next one whole.',
    JSON.stringify(plain).slice(0, -1),
    'not-json',
  )
  const invalid = encoder.encode(beside(JSON.stringify({ ...plain, headline: 'x?x' })))
  invalid[invalid.indexOf(0x3f)] = 0xff
  await addLines(
    'a record that is not UTF-8',
    'bad/record-not-utf8.lwb',
    'Strict decoding: no replacement characters.',
    invalid,
    { records: [good], skipped: ['not-utf8'] },
  )
  await addSkipped(
    'a record behind a byte order mark',
    'record-byte-order-mark',
    'A second spelling of the same text.',
    `\ufeff${JSON.stringify(plain)}`,
    'not-json',
  )
  await addSkipped(
    'a record of another press run',
    'record-other-run',
    'Its seq is outside the range the reference names.',
    JSON.stringify({ ...plain, seq: 10 }),
    'wrong-shape',
  )
  await addSkipped(
    'a record over 512 KiB',
    'record-too-long',
    'Measured in bytes, before parsing.',
    JSON.stringify({ ...plain, standfirst: ' '.repeat(LIMITS.record) }),
    'too-long',
  )
  await addSkipped(
    'a headline one character too long',
    'record-headline-too-long',
    'Limits are refused, not trimmed: the press trims.',
    JSON.stringify({ ...plain, headline: 'x'.repeat(LIMITS.headline + 1) }),
    'wrong-shape',
  )
  await addSkipped(
    'a headline that turns its own reading direction round',
    'record-deceptive-headline',
    'Controls and bidirectional overrides are refused in names and titles.',
    JSON.stringify({ ...plain, headline: 'Report\u202efdp.exe' }),
    'wrong-shape',
  )
  await addSkipped(
    'a path where an id should be',
    'record-id-is-a-path',
    'Ids become parts of addresses.',
    JSON.stringify({ ...plain, id: '../settings' }),
    'wrong-shape',
  )
  await addSkipped(
    'a date that is none',
    'record-date',
    'Dates are RFC 3339 in UTC, and real.',
    JSON.stringify({ ...plain, published: '2026-13-41T10:00:00Z' }),
    'wrong-shape',
  )
  await addSkipped(
    'a drawing as a picture',
    'record-svg',
    'Only the four raster types.',
    body({ type: 'figure', image: { ...image, sources: [{ ...source, type: 'image/svg+xml' }] } }),
    'wrong-shape',
  )

  await addSkipped(
    'a recording over 64 MiB',
    'record-audio-too-long',
    'Refused before anybody is offered to fetch it.',
    body({ type: 'audio', ...audio, length: LIMITS.audio + 1 }),
    'wrong-shape',
  )

  // Catalog, pictures and recordings

  const catalog = await encodeCatalog([two!.reference, one!.reference], gzip)
  await add(
    'a catalog',
    'One bundle reference a line, newest first.',
    { reads: 'catalog', file: 'good/catalog.lwb', reference: catalog.reference },
    catalog.bytes,
    { bundles: [two!.reference, one!.reference] },
  )
  const brokenRaw = encoder.encode(lines([{ ...one!.reference, digest: '../../etc' }]))
  const broken = await packed(brokenRaw, [1, 1], 0)
  await add(
    'a catalog that names a path',
    'Unlike a bundle, a catalog with one bad line is refused whole: a gap would go unnoticed.',
    { reads: 'catalog', file: 'bad/catalog-path.lwb', reference: broken.reference },
    broken.bytes,
    { error: 'wrong-shape' },
  )
  await add(
    'a picture',
    'Length, digest, and the first bytes of the type it is said to have.',
    { reads: 'image', file: 'good/image.webp', source },
    picture,
    { length: picture.length },
  )
  await add(
    'a picture with one bit changed',
    'As any file named by its digest.',
    { reads: 'image', file: 'bad/image-tampered.webp', source },
    flipped(picture, 30),
    { error: 'wrong-digest' },
  )
  const page = encoder.encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  await add(
    'a drawing labelled as a picture',
    'The digest fits, the bytes are of another kind.',
    {
      reads: 'image',
      file: 'bad/image-drawing.webp',
      source: { ...source, digest: await sha256(page), length: page.length },
    },
    page,
    { error: 'wrong-shape' },
  )

  await add(
    'a recording',
    'Length, digest, and the first bytes of the type it is said to have: here an MP3 frame of Layer III.',
    { reads: 'audio', file: 'good/audio.mp3', audio },
    sound,
    { length: sound.length },
  )
  await add(
    'a recording with one bit changed',
    'As any file named by its digest.',
    { reads: 'audio', file: 'bad/audio-tampered.mp3', audio },
    flipped(sound, 30),
    { error: 'wrong-digest' },
  )
  await add(
    'a recording of another type',
    'The digest fits, the bytes are of another kind.',
    { reads: 'audio', file: 'bad/audio-not-ogg.ogg', audio: { ...audio, mediaType: 'audio/ogg' } },
    sound,
    { error: 'wrong-shape' },
  )

  // Heads

  const release: Release = {
    format: 1,
    id: root1.id,
    title: 'The Vector',
    description: 'Nothing but edge cases.',
    language: 'en',
    direction: 'ltr',
    version: 7,
    published: '2026-11-02T12:00:00Z',
    expires: '2026-11-16T12:00:00Z',
    root: 1,
    sections: [
      { id: 'world', title: 'World', language: 'en', direction: 'ltr', kind: 'section' },
      {
        id: 'notes',
        title: 'Notes',
        language: 'fa',
        direction: 'rtl',
        about: 'What this is about.\n\nIn two paragraphs.',
        kind: 'blog',
      },
    ],
    front: ['whole', 'plain'],
    breaking: {
      id: 'b1',
      text: 'Something has happened',
      language: 'en',
      direction: 'ltr',
      article: 'whole',
      published: '2026-11-02T11:00:00Z',
      expires: '2026-11-02T18:00:00Z',
    },
    seq: [1, 2],
    bundles: [two!.reference, one!.reference],
    catalog: catalog.reference,
    mirrors: ['https://mirror.example/vectors/'],
    state: await stateOf([plain, whole]),
    minReader: 1,
  }
  const addHead = (
    name: string,
    file: string,
    about: string,
    bytes: Bytes,
    expect: object,
    roots = [R1],
    floor = 0,
  ) => add(name, about, { reads: 'head', file, roots, floor }, bytes, expect as never)
  const head = await sign(RELEASE_TYPE, release, first)
  const envelope = JSON.parse(text(head)) as Envelope
  const edited = (change: Partial<Envelope>) => json({ ...envelope, ...change })

  await addHead('a head', 'good/head.dsse', 'One signature of the release role.', head, {
    version: 7,
  })
  await addHead(
    'a head of exactly the floor’s version',
    'good/head.dsse',
    'Equal is not older: nothing is new.',
    head,
    { version: 7 },
    [R1],
    7,
  )
  await addHead(
    'an expired head',
    'good/head-expired.dsse',
    'Accepted, and shown as maybe out of date: clocks are wrong and sticks are old.',
    await sign(RELEASE_TYPE, { ...release, expires: '2001-01-01T00:00:00Z' }, first),
    { version: 7 },
  )
  await addHead(
    'a head of a later minor version',
    'good/head-future.dsse',
    'Unknown fields anywhere mean nothing to this reader.',
    await sign(
      RELEASE_TYPE,
      { ...release, weather: 'fair', state: { ...release.state, merkle: 'x' } },
      first,
    ),
    { version: 7 },
  )
  await addHead(
    'a head with more signatures than needed',
    'good/head-extra-signature.dsse',
    'Signatures of keys the root does not name are passed over.',
    await sign(RELEASE_TYPE, release, stranger, first),
    { version: 7 },
  )
  await addHead(
    'a head under root 3',
    'good/head-root-3.dsse',
    'Signed by the release key that root 2 brought in.',
    await sign(RELEASE_TYPE, { ...release, root: 3 }, second),
    { version: 7 },
    [R1, R2, R3],
  )
  await addHead(
    'a head by a key rotated out',
    'bad/head-rotated-out.dsse',
    'Root 2 has taken the release role from this key.',
    await sign(RELEASE_TYPE, { ...release, version: 8, root: 2 }, first),
    { error: 'bad-signature' },
    [R1, R2],
  )
  await addHead(
    'a head that names a root to come',
    'bad/head-missing-root.dsse',
    'The newest root must be found and followed before its head is taken.',
    await sign(RELEASE_TYPE, { ...release, root: 2 }, first),
    { error: 'wrong-root' },
  )
  await addHead(
    'an older head',
    'bad/head-rollback.dsse',
    'Below the floor, however well it is signed.',
    await sign(RELEASE_TYPE, { ...release, version: 6 }, first),
    { error: 'rollback' },
    [R1],
    7,
  )
  await addHead(
    'a head by a stranger',
    'bad/head-wrong-key.dsse',
    'A good signature of a key the root does not name.',
    await sign(RELEASE_TYPE, release, stranger),
    { error: 'bad-signature' },
  )
  await addHead(
    'a head by a stranger under a trusted name',
    'bad/head-borrowed-key-id.dsse',
    'The key id is a hint and proves nothing.',
    edited({
      signatures: [
        {
          keyid: first.signer.keyid,
          sig: (JSON.parse(text(await sign(RELEASE_TYPE, release, stranger))) as Envelope)
            .signatures[0]!.sig,
        },
      ],
    }),
    { error: 'bad-signature' },
  )
  await addHead(
    'a head signed by nobody',
    'bad/head-unsigned.dsse',
    'No signatures at all.',
    edited({ signatures: [] }),
    { error: 'bad-signature' },
  )
  await addHead(
    'a head with another title',
    'bad/head-tampered-payload.dsse',
    'One letter of the payload changed.',
    edited({ payload: toBase64(json({ ...release, title: 'The Victor' })) }),
    { error: 'bad-signature' },
  )
  const signature = envelope.signatures[0]!
  const sigBytes = fromBase64(signature.sig)!
  await addHead(
    'a head with one bit of its signature changed',
    'bad/head-tampered-signature.dsse',
    'In the signature’s first half.',
    edited({ signatures: [{ ...signature, sig: toBase64(flipped(sigBytes, 3)) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    'a signature of another algorithm',
    'bad/head-unknown-algorithm.dsse',
    'Ed25519 signatures are 64 bytes; there is no choice to negotiate.',
    edited({ signatures: [{ ...signature, sig: toBase64(new Uint8Array(72).fill(0x30)) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    'loose base64 in a signature',
    'bad/head-loose-base64.dsse',
    'One text for one signature: padding bits must be zero.',
    edited({ signatures: [{ ...signature, sig: looser(signature.sig) }] }),
    { error: 'bad-signature' },
  )
  await addHead(
    'loose base64 in a payload',
    'bad/head-loose-payload.dsse',
    'Without its padding.',
    edited({ payload: `${envelope.payload.replace(/=+$/, '')}=` }),
    { error: 'wrong-shape' },
  )
  await addHead(
    'a head of version 2’s type',
    'bad/head-type-v2.dsse',
    'The type is signed; a reader of version 1 does not guess.',
    await sign('application/vnd.longwave.release.v2+json', release, first),
    { error: 'wrong-type' },
  )
  await addHead(
    'a root as a head',
    'bad/head-is-root.dsse',
    'The type is signed, so one document never passes for another.',
    await sign(ROOT_TYPE, release, first),
    { error: 'wrong-type' },
  )
  await addHead(
    'a type changed after signing',
    'bad/head-retyped.dsse',
    'A root’s signature does not cover a release.',
    json({ ...JSON.parse(text(await sign(ROOT_TYPE, release, first))), payloadType: RELEASE_TYPE }),
    { error: 'bad-signature' },
  )
  await addHead(
    'a head of format 99',
    'bad/head-format-99.dsse',
    'Said as “needs a newer reader” even where nothing else can be read.',
    await sign(RELEASE_TYPE, { format: 99, minReader: 1 }, first),
    { error: 'from-the-future' },
  )
  await addHead(
    'a head for later readers',
    'bad/head-min-reader.dsse',
    'The publisher asks for rules this reader does not know.',
    await sign(RELEASE_TYPE, { ...release, minReader: 99 }, first),
    { error: 'from-the-future' },
  )
  await addHead(
    'a head of another publication',
    'bad/head-other-publication.dsse',
    'The same key may sign for several.',
    await sign(RELEASE_TYPE, { ...release, id: 'org.example.other' }, first),
    { error: 'wrong-publication' },
  )
  await addHead(
    'a head cut short',
    'bad/head-truncated.dsse',
    'What a broken connection leaves.',
    head.slice(0, 600),
    { error: 'not-json' },
  )
  await addHead(
    'a web page',
    'bad/head-web-page.dsse',
    'What a hotel’s login gives for every address.',
    encoder.encode('<!doctype html><title>Welcome</title>'),
    { error: 'not-json' },
  )
  await addHead(
    'a head over 64 KiB',
    'bad/head-too-long.dsse',
    'Measured before parsing.',
    encoder.encode(JSON.stringify({ ...envelope, padding: 'x'.repeat(LIMITS.head) })),
    { error: 'too-long' },
  )
  await addHead(
    'a head nested too deeply',
    'bad/head-too-deep.dsse',
    'Outside what is signed, so before any signature is checked.',
    encoder.encode('{"payloadType":'.repeat(2000)),
    { error: 'too-deep' },
  )
  await addHead(
    'an envelope with a reserved key',
    'bad/head-reserved-key.dsse',
    'Refused before any signature is checked.',
    encoder.encode(text(head).replace('{', '{"__proto__":{"polluted":true},')),
    { error: 'reserved-key' },
  )
  await addHead(
    'a head without a state',
    'bad/head-no-state.dsse',
    'Signed, and still not a release.',
    await sign(RELEASE_TYPE, { ...release, state: undefined }, first),
    { error: 'wrong-shape' },
  )
  await addHead(
    'a bundle reference above its limit',
    'bad/head-bundle-too-long.dsse',
    'What would be refused later is refused here, before a byte of it is fetched.',
    await sign(
      RELEASE_TYPE,
      { ...release, bundles: [{ ...one!.reference, raw: LIMITS.bundleRaw + 1 }] },
      first,
    ),
    { error: 'wrong-shape' },
  )
  return { files, vectors }
}

/** Lossless WebP, one grey pixel. */
const PIXEL = '524946461e000000574542505650384c110000002f000000000750c00216b0ff8188e87f0000'

/** Two frames of MP3 (MPEG-2 Layer III, 8 kbit/s, 24 kHz, one channel) that say nothing. */
const FRAMES = `fff314c0${'00'.repeat(20)}`.repeat(2)

/** JSON in which the order of keys says nothing. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function text(bytes: Bytes): string {
  return new TextDecoder().decode(bytes)
}

/** The same bytes to a lenient decoder: a bit of the last sextet that is thrown away is set. */
function looser(base64: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const last = base64.replace(/=+$/, '').length - 1
  const sextet = alphabet.indexOf(base64[last]!)
  return `${base64.slice(0, last)}${alphabet[sextet | 1]}${base64.slice(last + 1)}`
}
