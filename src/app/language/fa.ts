import type { FirstWords, LaterWords } from './Words.ts'

// An address keeps its own direction between U+2066 and U+2069.
// Inside words such as «می‌شود» and «مهم‌ترین» stands U+200C, the zero-width non-joiner, never a space.

const KEPT = 'هر چه از پیش روی این دستگاه بود، دست‌نخورده مانده است.'

/** In Persian digits. Without Intl: numbers stand in the first view, and a formatter is slow to make. */
function digits(number: number): string {
  return String(number).replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)]!)
}

export const first: FirstWords = {
  language: 'fa',
  direction: 'rtl',
  name: 'فارسی',

  accessibilityLinks: 'پیوندهای دسترسی',
  toContent: 'رفتن به محتوا',
  toNavigation: 'رفتن به ناوبری',
  toBreaking: 'رفتن به خبر فوری',
  toLatest: 'رفتن به تازه‌ترین مطالب',
  toSections: 'رفتن به بخش‌ها',
  toTextSize: 'اندازه متن',
  settings: 'تنظیمات',
  publications: 'نشریه‌ها',
  search: 'جستجو',

  frontPage: 'صفحه نخست',
  sections: 'بخش‌ها',
  topStories: 'مهم‌ترین خبرها',
  latestPosts: 'تازه‌ترین مطالب',
  breaking: 'فوری',
  breakingNews: 'خبر فوری',
  dismiss: 'بستن',
  dismissBreaking: 'بستن خبر فوری',
  moreFrom: (section: string) => `مطالب بیشتر در «${section}»`,
  nothingHere: 'هنوز چیزی اینجا منتشر نشده است.',

  edition: (version: number) => `شماره ${digits(version)}`,
  signed: 'امضاشده',
  outOfDate: 'این شماره شاید دیگر به‌روز نباشد.',
  aboutTheApp: 'درباره Longwave',

  readingTime: 'زمان مطالعه:',
  by: 'نویسنده:',
  published: 'تاریخ انتشار:',
  updated: 'به‌روز شده در',
  corrected: 'اصلاح‌شده',
  correction: 'اصلاحیه',
  credit: 'منبع تصویر:',
  section: 'بخش:',
  tags: 'برچسب‌ها:',
  table: 'جدول',
  code: (syntax?: string) => (syntax ? `کد، ${syntax}` : 'کد'),
  embed: (from: string) => `در ${from}، بیرون از این نشریه. برای باز شدن به اینترنت نیاز دارد.`,
  provenance: (version: number) =>
    `امضای ناشر را دارد و روی این دستگاه بررسی شده است، شماره ${digits(version)}.`,
  from: 'منبع:',
  neighbours: 'مطالب قبلی و بعدی',
  previous: 'مطلب قبلی',
  next: 'مطلب بعدی',

  textSize: 'اندازه متن',
  sizes: {
    xs: ['XS', 'خیلی کوچک'],
    sm: ['SM', 'کوچک'],
    md: ['MD', 'متوسط'],
    lg: ['LG', 'بزرگ'],
  },

  aboutThis: { blog: 'درباره این وبلاگ', section: 'درباره این بخش' },
  blog: 'وبلاگ',
  subscribe: 'اشتراک',
  subscribeFeeds: 'در خبرخوان:',
  subscribeRss: 'خوراک RSS',
  subscribeJson: 'خوراک JSON',
  subscribeLongwave: 'در Longwave، روی دستگاه یا سایتی دیگر: این نشانی را در «نشریه‌ها» اضافه کنید.',
  copyAddress: 'کپی کردن نشانی',
  copied: 'نشانی کپی شد.',
  olderPosts: 'مطالب قدیمی‌تر',
  loadedOlder: (count: number) => `${digits(count)} مطلب قدیمی‌تر اضافه شد`,
  noOlder: 'مطلبی قدیمی‌تر از این روی این دستگاه نیست.',

  missing: {
    address: ['چنین صفحه‌ای نیست', 'شاید نشانی اشتباه نوشته شده، یا از شماره دیگری است.'],
    device: [
      'این مطلب روی این دستگاه نیست',
      'شاید هنوز نرسیده، یا ناشر آن را پس گرفته است. هر چیز دیگری که روی این دستگاه هست خواندنی است.',
    ],
    storage: [
      'کتابخانه باز نمی‌شود',
      'مرورگر به این صفحه اجازه ذخیره‌سازی نمی‌دهد. زبانه‌های دیگر این سایت را ببندید، یا از حالت خصوصی بیرون بیایید و صفحه را دوباره باز کنید.',
    ],
  },
  toFrontPage: 'رفتن به صفحه نخست',

  needsScript:
    'این صفحه به جاوااسکریپت نیاز دارد. صفحه نخست و همه مطالب را بدون آن هم می‌توان خواند.',

  savedForOffline: 'ذخیره شد: همه چیز اینجا بدون اینترنت هم باز می‌شود.',
  delivering: (done: number, total: number) =>
    `ذخیره برای خواندن بدون اینترنت: ${digits(done)} از ${digits(total)}`,
  newEdition: 'شماره تازه رسید.',
  showEdition: 'نشان بده',
  updateReady: 'نسخه تازه برنامه آماده است.',
  updateNow: 'همین حالا',
  later: 'بعداً',
}

export const later: LaterWords = {
  theme: 'پوسته',
  themes: {
    auto: 'خودکار',
    light: 'روشن',
    dark: 'تیره',
    sepia: 'سپیا',
    black: 'سیاه',
    contrast: 'کنتراست زیاد',
    eink: 'جوهر الکترونیکی',
  },
  typeface: 'نوع قلم',
  typefaces: { serif: 'سریف‌دار', sans: 'ساده', legible: 'خوانا' },
  lineSpacing: 'فاصله سطرها',
  letterSpacing: 'فاصله حروف',
  wordSpacing: 'فاصله کلمه‌ها',
  paragraphSpacing: 'فاصله بندها',
  spaces: { normal: 'عادی', wide: 'زیاد', wider: 'بیشتر' },
  justify: 'تراز دوطرفه',
  hyphens: 'شکستن کلمه‌ها',
  offOn: { off: 'خاموش', on: 'روشن' },
  specimen:
    'مطالب به این شکل دیده می‌شوند. اندازه متن افزون بر تنظیمات مرورگر و دستگاه شما اعمال می‌شود.',
  interfaceLanguage: 'زبان برنامه',
  sameAsBrowser: 'همان زبان مرورگر',
  languageNotHere: (language: string) =>
    `زبان «${language}» هنوز روی این دستگاه نیست. یک بار با اینترنت انتخابش کنید تا بماند.`,
  settingsKept: 'تنظیمات فقط روی همین دستگاه نگه داشته می‌شود.',

  search: {
    label: 'واژه‌های جستجو',
    search: 'جستجو',
    scope: 'در تیترها، خلاصه‌ها و نام‌های همه مطالب روی این دستگاه. بدون اینترنت هم کار می‌کند.',
    found: (count: number) => `${count.toLocaleString('fa')} مطلب پیدا شد`,
    nothing: (words: string) => `روی این دستگاه چیزی با «${words}» پیدا نشد.`,
    more: 'فقط نتیجه‌های اول نشان داده شده است. با یک واژه دیگر جستجو دقیق‌تر می‌شود.',
  },

  noPublications: 'هنوز چیزی روی این دستگاه نیست.',
  notYetDelivered: 'هنوز نرسیده است.',
  articles: (count: number) => `${count.toLocaleString('fa')} مطلب`,
  trust: {
    'built-in': 'کلید آن همراه این برنامه آمده است.',
    pinned: 'کلید آن با اثر انگشتِ داخل پیوند یکی بود.',
    'first-use': 'کلید آن هنگام اضافه شدن پذیرفته شد.',
  },
  remove: 'حذف',
  confirmRemove: (title: string) => `«${title}» و همه مطالب آن از این دستگاه حذف شود؟`,
  addPublication: 'افزودن نشریه',
  address: 'نشانی',
  addressHint:
    'نشانی سایت نشریه، یا آنچه آن سایت زیر «اشتراک» نشان می‌دهد، مثل \u2066https://news.example.org/\u2069',
  add: 'افزودن',
  asking: (host: string) => `در حال تماس با ${host}…`,
  added: (title: string) => `«${title}» روی این دستگاه است.`,
  firstUse:
    'کلید این نشریه پیش‌تر شناخته نبود و از این پس پذیرفته است: از امروز کس دیگری نمی‌تواند اینجا به این نام چیزی منتشر کند.',
  fingerprintMatched: 'کلید این نشریه با اثر انگشتِ داخل نشانی یکی است.',
  noAddress: 'این نشانی نیست. نشانی به این شکل است: \u2066https://news.example.org/\u2069',

  aboutLongwave: [
    [
      'خواندن بدون اینترنت',
      'یک بار با اینترنت بازش کنید؛ از آن پس همه چیز اینجا بدون اینترنت هم باز می‌شود: در قطار، هنگام قطعی، پشت فیلتر.',
    ],
    [
      'امضاشده',
      'هر مطلب را ناشرش امضا می‌کند و امضا روی این دستگاه بررسی می‌شود. سایت آینه می‌تواند آن را برساند، اما نمی‌تواند تغییرش دهد.',
    ],
    [
      'فقط برای خودتان',
      'نه حساب کاربری در کار است و نه ردیابی. این برنامه فقط با میزبان نشریه‌هایی تماس می‌گیرد که می‌خوانید.',
    ],
    [
      'آزاد',
      'Longwave نرم‌افزار آزاد است. هر کسی می‌تواند با آن منتشر کند: یک پوشه فایل روی هر میزبانی کافی است.',
    ],
  ],

  failures: {
    offline: ['اینترنت وصل نیست.', 'هر چه روی این دستگاه هست خواندنی است؛ بقیه بعداً خودش می‌رسد.'],
    unreachable: [
      'نشریه در دسترس نیست.',
      'میزبان آن اکنون پاسخ نمی‌دهد، یا اجازه نمی‌دهد سایت‌های دیگر آن را بخوانند. بعداً دوباره تلاش می‌شود.',
    ],
    'not-found': ['یکی از فایل‌های نشریه روی میزبان نیست.', `بعداً دوباره تلاش می‌شود. ${KEPT}`],
    'login-page': [
      'شبکه به جای نشریه صفحه ورود نشان می‌دهد.',
      'برای ورود به شبکه یک سایت دیگر را باز کنید.',
    ],
    blocked: [
      'میزبان از دادن نشریه خودداری می‌کند.',
      'شاید در این شبکه یا این کشور مسدود شده باشد؛ سایت آینه شاید کمک کند.',
    ],
    redirected: [
      'این نشانی به نشانی دیگری می‌رسد.',
      'آن را در مرورگر باز کنید و نشانی آخر را اضافه کنید.',
    ],
    'no-space': [
      'دیگر جایی روی این دستگاه نمانده است.',
      `کمی جا باز کنید و دوباره تلاش کنید. ${KEPT}`,
    ],
    cancelled: ['متوقف شد.', KEPT],
    storage: [
      'مرورگر اجازه ذخیره کردن نمی‌دهد.',
      'از حالت خصوصی بیرون بیایید، یا به این سایت اجازه ذخیره داده بدهید.',
    ],
    'not-a-publication': [
      'در این نشانی نشریه‌ای نیست.',
      'نشانی را بررسی کنید: همان نشانی‌ای است که سایت نشریه با آن باز می‌شود.',
    ],
    'bad-signature': ['این شماره با کلید ناشر امضا نشده است.', `پذیرفته نشد. ${KEPT}`],
    'root-mismatch': [
      'کلید با اثر انگشت این نشریه یکی نیست.',
      `پذیرفته نشد: شاید کسی خود را جای آن جا می‌زند. ${KEPT}`,
    ],
    'wrong-root': [
      'کلیدهای تازه ناشر را کلیدهایی که اینجا شناخته‌اند تأیید نمی‌کنند.',
      `این شماره پذیرفته نشد. ${KEPT}`,
    ],
    'wrong-publication': ['در این نشانی نشریه دیگری پاسخ می‌دهد.', `پذیرفته نشد. ${KEPT}`],
    rollback: ['میزبان شماره‌ای قدیمی‌تر از شماره روی این دستگاه می‌دهد.', `پذیرفته نشد. ${KEPT}`],
    'from-the-future': [
      'این شماره به نسخه تازه‌تری از برنامه نیاز دارد.',
      `وقتی نسخه تازه پیشنهاد شد، برنامه را به‌روز کنید. ${KEPT}`,
    ],
    changed: ['این شماره در راه آسیب دیده یا دستکاری شده است.', `پذیرفته نشد. ${KEPT}`],
  },
}
