import type { SpecimenArticle } from './specimenArticle.ts'

/** The same from right to left: every block in which left and right could be mixed up. */
export const persian: SpecimenArticle = {
  headline: 'نمونهٔ همهٔ آنچه در یک صفحه می‌آید، از واژه‌های کوتاه تا نامه‌رسانی‌های دور و دراز',
  kicker: 'نمونه',
  standfirst:
    'چاپچی‌ها چنین برگی را کنار گارسه می‌آویختند: هر حرف یک بار، هر خط یک بار، تا حرف ساییده پیش از چاپ دیده شود.',
  summary: 'هر گونه بند و هر گونه نوشته، یک بار.',
  authors: [{ name: 'نگار آسمانی' }, { name: 'Wren Platen' }, { name: 'کاوه حروف‌چین' }],
  dateline: 'پای میز صفحه‌بندی، شنبه',
  tags: ['حروف', 'type', 'چاپ'],
  url: 'https://www.example.org/specimen/fa/',
  correction: {
    date: '2026-11-22T16:20:00Z',
    text: 'در چاپ پیشین این برگ یکی از آرایه‌ها وارونه بود.',
  },
  body: (images) => [
    {
      type: 'paragraph',
      runs: [
        'نخست یک بند ساده، چون بیشتر هر نوشته از همین است. در آن ',
        { type: 'strong', runs: ['واژه‌های درشت'] },
        '، ',
        { type: 'emphasis', runs: ['واژه‌هایی با تأکید'] },
        '، ',
        { type: 'link', url: 'https://www.example.org/', runs: ['پیوندی به جای دیگر'] },
        '، نام یک پرونده، ',
        { type: 'code', runs: ['head.json'] },
        '، آب یا H',
        { type: 'sub', runs: ['2'] },
        'O، و ۱۲ کیلومتر',
        { type: 'sup', runs: ['۲'] },
        ' آمده است. عددها: ۱٬۲۳۴٬۵۶۷ و ساعت ۱۷:۴۵.',
      ],
    },
    { type: 'heading', level: 2, runs: ['سوهای آمیخته'] },
    {
      type: 'paragraph',
      runs: [
        'نامه را ',
        { type: 'language', language: 'en', direction: 'ltr', runs: ['A. N. Other, Esq.'] },
        ' امضا کرده بود (',
        { type: 'language', language: 'de', direction: 'ltr', runs: ['Leipzig, 1923'] },
        ')، در ۴۷ صفحه. نقطه پس از ',
        { type: 'language', language: 'en', direction: 'ltr', runs: ['Longwave'] },
        '. همان جا می‌ماند که جمله تمام می‌شود.',
      ],
    },
    {
      type: 'quote',
      language: 'en',
      direction: 'ltr',
      cite: 'A compositor, asked about speed',
      blocks: [
        {
          type: 'paragraph',
          runs: ['I do not hurry. I stop less often than the others, and that looks like hurry.'],
        },
      ],
    },
    {
      type: 'quote',
      cite: 'از دفتر یک حروف‌چین',
      blocks: [
        {
          type: 'paragraph',
          runs: ['یک حرف که وارونه باشد، همهٔ صفحه دیگر خوانده می‌شود. پس دو بار بخوان.'],
        },
      ],
    },
    {
      type: 'paragraph',
      language: 'ur',
      direction: 'rtl',
      runs: ['یہ سطر اردو میں ہے، اور نستعلیق کے لیے اونچائی مانگتی ہے۔'],
    },
    { type: 'heading', level: 2, runs: ['فهرست‌ها'] },
    {
      type: 'list',
      ordered: false,
      items: [
        [{ type: 'paragraph', runs: ['ورسات'] }],
        [
          { type: 'paragraph', runs: ['گارسه‌ها، و این بند آن‌قدر دراز است که سطر دومش دیده شود:'] },
          {
            type: 'list',
            ordered: true,
            items: [
              [{ type: 'paragraph', runs: ['بالا،'] }],
              [{ type: 'paragraph', runs: ['پایین.'] }],
            ],
          },
        ],
      ],
    },
    { type: 'heading', level: 2, runs: ['تصویرها'] },
    {
      type: 'figure',
      image: images[1]!,
      caption: ['با شرح، که در آن نامی انگلیسی چون Wren Platen هم می‌آید.'],
      credit: 'Wren Platen for Longwave',
    },
    {
      type: 'figure',
      image: {
        alt: 'تصویری که روی این دستگاه نیست: خواننده می‌شنود که چه نشان می‌داد.',
        width: 960,
        height: 540,
        sources: [
          { width: 960, height: 540, digest: '0'.repeat(64), type: 'image/webp', length: 1 },
        ],
      },
      caption: ['تصویری که نرسیده، جای خود و شکل خود را نگه می‌دارد.'],
    },
    { type: 'heading', level: 2, runs: ['رمز و جدول'] },
    {
      type: 'code',
      syntax: 'sh',
      text: 'longwave site publication.json --out site --url https://news.example.org/ --key longwave.key.json',
    },
    {
      type: 'table',
      caption: ['ایستگاه‌هایی که شنیده شد، ماه به ماه'],
      rows: [
        ['ایستگاه', 'فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان'].map(
          (name) => ({ header: true, runs: [name] }),
        ),
        ...['تهران', 'نایروبی'].map((name, row) => [
          { header: true, runs: [name] },
          ...Array.from({ length: 8 }, (_, month) => ({
            runs: [(((row + 3) * (month + 7) * 37) % 9000).toLocaleString('fa')],
          })),
        ]),
      ],
    },
    {
      type: 'embed',
      url: 'https://video.example.org/watch/a-press-at-work',
      title: 'چاپخانه در کار، چهار دقیقه',
      provider: 'video.example.org',
    },
    {
      type: 'audio',
      digest: '0'.repeat(64),
      mediaType: 'audio/mpeg',
      length: 5_767_168,
      duration: 372,
      title: 'همان دستگاه، از اتاق پایین',
    },
    { type: 'rule' },
    { type: 'heading', level: 3, runs: ['تیتری از پایهٔ سوم'] },
    { type: 'heading', level: 4, runs: ['و یکی از پایهٔ چهارم'] },
    { type: 'paragraph', runs: ['بند پایانی کوتاه است.'] },
  ],
  cards: [
    {
      headline: 'خبر نخست تصویر دارد، و تیتری که در دو سه سطر می‌آید',
      kicker: 'نخست',
      summary: 'خلاصه در یک جمله می‌گوید آنچه را خبر در چند جمله می‌گوید.',
      authors: [{ name: 'نگار آسمانی' }, { name: 'کاوه حروف‌چین' }],
    },
    { headline: 'کوتاه', summary: 'کارتی با تیتری یک‌واژه‌ای.', authors: [] },
    {
      headline: 'A story in English among the others',
      summary: 'A card that is read from left to right, with نام in it.',
      language: 'en',
      direction: 'ltr',
      authors: [{ name: 'Wren Platen' }],
    },
    {
      headline: 'پس از چاپ اصلاح شد',
      summary: 'کارتی که همین را می‌گوید.',
      corrected: true,
      authors: [{ name: 'نگار آسمانی' }],
    },
    {
      headline: 'اردو کی ایک سرخی، ڈھلوان پر',
      summary: 'نستعلیق اونچی سطریں مانگتی ہے۔',
      language: 'ur',
      authors: [],
    },
    { headline: 'آنچه از سطر می‌ماند', summary: 'سرب و خط و فاصله.', authors: [] },
  ],
  breaking: 'نمونه‌ای از خبر فوری، آن‌قدر دراز که بر هر گوشی به سطر دوم برسد',
  publication: { title: 'برگ نمونه', description: 'هر حرف گارسه، یک بار.' },
  sections: ['حروف‌چینی', 'صفحه‌بندی', 'نمونه‌خوانی'],
}
