import type { SpecimenArticle } from './specimenArticle.ts'

/** Every kind of block and run, each with its hardest case. */
export const english: SpecimenArticle = {
  headline:
    'A specimen of everything a page may hold, from one-letter words to Donaudampfschifffahrt',
  kicker: 'Specimen',
  standfirst:
    'Printers hung a sheet like this beside the case: every letter once, every rule, every ornament, so that a worn one was seen before the paper was printed with it.',
  summary: 'Every kind of block and of run, once, with what is hardest for it.',
  authors: [
    { name: 'Wren Platen' },
    { name: 'نگار آسمانی' },
    { name: 'Konstantína-Anastasía Papadimitrakopoúlou' },
  ],
  dateline: 'At the stone, a Saturday',
  tags: ['type', 'حروف', 'Satz', '活字'],
  url: 'https://www.example.org/specimen/',
  correction: {
    date: '2026-11-22T16:20:00Z',
    text: 'An earlier state of this sheet had one ornament upside down. Nobody wrote in, but it was.',
  },
  body: (images) => [
    {
      type: 'paragraph',
      runs: [
        'An ordinary paragraph comes first, since most of an article is made of them. It has ',
        { type: 'strong', runs: ['strong words'] },
        ', ',
        { type: 'emphasis', runs: ['words said with a certain stress'] },
        ', both ',
        { type: 'strong', runs: [{ type: 'emphasis', runs: ['at once'] }] },
        ', a ',
        { type: 'link', url: 'https://www.example.org/', runs: ['link to another place'] },
        ', a ',
        { type: 'link', url: 'article:how-shortwave-hops', runs: ['link to an article here'] },
        ', an address to write to (',
        { type: 'link', url: 'mailto:letters@example.org', runs: ['letters@example.org'] },
        '), the name of a file, ',
        { type: 'code', runs: ['head.json'] },
        ', water as H',
        { type: 'sub', runs: ['2'] },
        'O, an area of 12 km',
        { type: 'sup', runs: ['2'] },
        ', and a date: the 3',
        { type: 'sup', runs: ['rd'] },
        ' of May, 1986. Numbers stand in it too: 1,234,567.89 or 17:45.',
      ],
    },
    {
      type: 'paragraph',
      runs: [
        'One line ends here,',
        { type: 'break' },
        'another there,',
        { type: 'break' },
        'as they do in a poem or an address.',
      ],
    },
    { type: 'heading', level: 2, runs: ['Words that are longer than a line'] },
    {
      type: 'paragraph',
      runs: [
        'A word may be ',
        {
          type: 'language',
          language: 'de',
          direction: 'ltr',
          runs: ['Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'],
        },
        ', an address may be ',
        {
          type: 'link',
          url: 'https://www.example.org/a/very/long/path/that/nobody/would/ever/say/aloud',
          runs: ['https://www.example.org/a/very/long/path/that/nobody/would/ever/say/aloud'],
        },
        ', and a digest is ',
        {
          type: 'code',
          runs: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
        },
        '. None of them may push the page out of its window.',
      ],
    },
    { type: 'heading', level: 2, runs: ['Directions, mixed'] },
    {
      type: 'paragraph',
      runs: [
        'The letter was signed by ',
        { type: 'language', language: 'ar', direction: 'rtl', runs: ['محمد بن موسى'] },
        ', and in brackets (',
        { type: 'language', language: 'he', direction: 'rtl', runs: ['ירושלים, 1923'] },
        '), 47 pages of it. A full stop after a name such as ',
        { type: 'language', language: 'fa', direction: 'rtl', runs: ['نیما یوشیج'] },
        '. stays where the sentence ends.',
      ],
    },
    {
      type: 'quote',
      language: 'he',
      direction: 'rtl',
      cite: 'מתוך מחברת של סדר',
      blocks: [
        {
          type: 'paragraph',
          runs: ['אות אחת הפוכה, וכל הדף נקרא אחרת. לכן קוראים פעמיים, ובפעם השנייה לאט.'],
        },
      ],
    },
    {
      type: 'paragraph',
      language: 'fa',
      direction: 'rtl',
      runs: [
        'این بند به فارسی است و میان آن نامی انگلیسی، ',
        { type: 'language', language: 'en', direction: 'ltr', runs: ['The Longwave Dispatch'] },
        '، و شمارهٔ ۱۲۳۴ آمده است.',
      ],
    },
    { type: 'heading', level: 3, runs: ['Scripts inside a line'] },
    {
      type: 'paragraph',
      runs: [
        'The word for letter: ',
        { type: 'language', language: 'ru', direction: 'ltr', runs: ['буква'] },
        ', ',
        { type: 'language', language: 'el', direction: 'ltr', runs: ['γράμμα'] },
        ', ',
        { type: 'language', language: 'hi', direction: 'ltr', runs: ['अक्षर'] },
        ', ',
        { type: 'language', language: 'zh-Hans', direction: 'ltr', runs: ['字母'] },
        ', ',
        { type: 'language', language: 'th', direction: 'ltr', runs: ['ตัวอักษร'] },
        ', ',
        { type: 'language', language: 'ka', direction: 'ltr', runs: ['ასო'] },
        ', ',
        { type: 'language', language: 'hy', direction: 'ltr', runs: ['տառ'] },
        ', ',
        { type: 'language', language: 'am', direction: 'ltr', runs: ['ፊደል'] },
        ', ',
        { type: 'language', language: 'my', direction: 'ltr', runs: ['စာလုံး'] },
        ', ',
        { type: 'language', language: 'bo', direction: 'ltr', runs: ['ཡི་གེ'] },
        ', ',
        { type: 'language', language: 'ur', direction: 'rtl', runs: ['حرف'] },
        '. The lines around them keep their distance.',
      ],
    },
    {
      type: 'paragraph',
      language: 'ur',
      direction: 'rtl',
      runs: ['یہ سطر اردو میں ہے، اور نستعلیق کے لیے اونچائی مانگتی ہے۔'],
    },
    {
      type: 'paragraph',
      language: 'zh-Hans',
      direction: 'ltr',
      runs: ['这一段是中文。没有空格的文字，也要在该换行的地方换行。'],
    },
    { type: 'heading', level: 2, runs: ['Lists'] },
    {
      type: 'list',
      ordered: false,
      items: [
        [{ type: 'paragraph', runs: ['Composing stick'] }],
        [
          {
            type: 'paragraph',
            runs: ['Cases, and this item is long enough to show how its second line stands:'],
          },
          {
            type: 'list',
            ordered: true,
            items: [
              [{ type: 'paragraph', runs: ['upper,'] }],
              [
                { type: 'paragraph', runs: ['lower:'] },
                {
                  type: 'list',
                  ordered: false,
                  items: [
                    [{ type: 'paragraph', runs: ['vowels'] }],
                    [{ type: 'paragraph', runs: ['the rest'] }],
                  ],
                },
              ],
            ],
          },
        ],
        [
          { type: 'paragraph', runs: ['An item of two paragraphs.'] },
          { type: 'paragraph', runs: ['This is its second.'] },
        ],
      ],
    },
    {
      type: 'list',
      ordered: true,
      start: 98,
      items: [
        [{ type: 'paragraph', runs: ['A list that goes on'] }],
        [{ type: 'paragraph', runs: ['where another had ended'] }],
        [{ type: 'paragraph', runs: ['reaches a number of three digits.'] }],
      ],
    },
    { type: 'heading', level: 2, runs: ['Quotations'] },
    {
      type: 'quote',
      cite: 'A compositor, asked about speed',
      blocks: [
        {
          type: 'paragraph',
          runs: ['I do not hurry. I stop less often than the others, and that looks like hurry.'],
        },
        {
          type: 'quote',
          blocks: [
            { type: 'paragraph', runs: ['And this is what he was answering, quoted inside.'] },
          ],
        },
      ],
    },
    { type: 'heading', level: 2, runs: ['Pictures'] },
    {
      type: 'figure',
      image: images[1]!,
      caption: [
        'With a caption, which may have ',
        { type: 'link', url: 'https://www.example.org/', runs: ['a link'] },
        ' and ',
        { type: 'emphasis', runs: ['emphasis'] },
        '.',
      ],
      credit: 'Wren Platen for Longwave',
    },
    { type: 'figure', image: images[2]!, credit: 'With a credit alone' },
    { type: 'figure', image: { ...images[0]!, alt: '' } },
    {
      type: 'figure',
      image: {
        alt: 'A picture that is not on this device: a reader is told what it would show.',
        width: 960,
        height: 540,
        sources: [
          { width: 960, height: 540, digest: '0'.repeat(64), type: 'image/webp', length: 1 },
        ],
      },
      caption: ['A picture that never arrived keeps its place, its words and its shape.'],
    },
    { type: 'heading', level: 2, runs: ['Code'] },
    {
      type: 'code',
      syntax: 'sh',
      text: 'longwave keygen\nlongwave site publication.json --out site --url https://news.example.org/ --key longwave.key.json   # one line that is longer than a page is wide\n\nlongwave serve site',
    },
    { type: 'heading', level: 2, runs: ['Tables'] },
    {
      type: 'table',
      caption: ['A year of stations heard, by month'],
      rows: [
        ['Station', 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'June', 'July', 'Aug', 'Sept', 'Oct'].map(
          (name) => ({ header: true, runs: [name] }),
        ),
        ...['Reykjavík', 'Nairobi', 'Montevideo'].map((name, row) => [
          { header: true, runs: [name] },
          ...Array.from({ length: 10 }, (_, month) => ({
            runs: [String(((row + 3) * (month + 7) * 37) % 9000)],
          })),
        ]),
        [
          { header: true, runs: ['Together'] },
          { columns: 5, runs: ['the first half'] },
          { columns: 5, runs: ['the second, as far as it was counted'] },
        ],
      ],
    },
    {
      type: 'table',
      rows: [
        [
          { header: true, runs: ['Size'] },
          { header: true, runs: ['Name'] },
        ],
        [{ runs: ['8 pt'] }, { runs: ['Brevier'] }],
        [{ runs: ['12 pt'] }, { runs: ['Pica'] }],
      ],
    },
    { type: 'heading', level: 2, runs: ['What cannot travel, and a rule'] },
    {
      type: 'embed',
      url: 'https://video.example.org/watch/a-press-at-work',
      title: 'A press at work, four minutes',
      provider: 'video.example.org',
    },
    {
      type: 'audio',
      digest: '0'.repeat(64),
      mediaType: 'audio/mpeg',
      length: 5_767_168,
      duration: 372,
      title: 'The same press, heard from the room below',
    },
    {
      type: 'audio',
      language: 'he',
      direction: 'rtl',
      digest: '1'.repeat(64),
      mediaType: 'audio/ogg',
      length: 48_000,
      title: 'אות אחר אות: סדר קורא בקול',
    },
    { type: 'rule' },
    { type: 'heading', level: 3, runs: ['A heading of the third level'] },
    { type: 'heading', level: 4, runs: ['And one of the fourth, below it'] },
    {
      type: 'paragraph',
      runs: ['The last paragraph is short.'],
    },
  ],
  cards: [
    {
      headline: 'The lead story has a picture, a kicker and a headline of two or three lines',
      kicker: 'Lead',
      summary:
        'Its summary says in one sentence what the story says in many, and ends before anybody has had enough of it.',
      authors: [{ name: 'Wren Platen' }, { name: 'Ada Fount' }],
    },
    { headline: 'Short one', summary: 'A card with a headline of two words.', authors: [] },
    {
      headline: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz aufgehoben',
      summary: 'Ein Wort, das breiter ist als seine Spalte.',
      language: 'de',
      authors: [{ name: 'J. Setzer' }],
    },
    {
      headline: 'خبری به فارسی میان خبرهای دیگر',
      summary: 'کارتی که از راست به چپ خوانده می‌شود، با نام Longwave در میان آن.',
      language: 'fa',
      direction: 'rtl',
      authors: [{ name: 'نگار آسمانی' }],
    },
    {
      headline: 'Corrected after it was printed',
      summary: 'A card that says so.',
      corrected: true,
      authors: [{ name: 'Wren Platen' }],
    },
    {
      headline: 'اردو کی ایک سرخی، ڈھلوان پر',
      summary: 'نستعلیق اونچی سطریں مانگتی ہے۔',
      language: 'ur',
      direction: 'rtl',
      authors: [],
    },
    {
      headline: '没有空格的标题也要好好换行，不论栏有多窄',
      summary: '一张中文卡片。',
      language: 'zh-Hans',
      authors: [{ name: '林活字' }],
    },
    { headline: 'What is left of a line', summary: 'Furniture, quads and leads.', authors: [] },
  ],
  breaking: 'A specimen of breaking news, long enough to need a second line on any phone',
  publication: { title: 'The Specimen Sheet', description: 'Every sort in the case, pulled once.' },
  sections: ['Composing', 'Imposing', 'Proofs'],
}
