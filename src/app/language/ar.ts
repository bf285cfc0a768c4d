import type { FirstWords, LaterWords } from './Words.ts'

// An address keeps its own direction between U+2066 and U+2069.
// Western digits, as CLDR has them for `ar` and most newsrooms write them.

const KEPT = 'كل ما كان على هذا الجهاز باقٍ كما هو.'

// Made when something is first counted: it is slow to make.
let plural: Intl.PluralRules | undefined

/**
 * `#` stands for the number: `zero`, `one` and `two` say it in a word, `few` is for 3 to 10 (and 103 to 110),
 * `many` for 11 to 99, `other` for 100 to 102 and the like.
 */
function counted(count: number, forms: Record<Intl.LDMLPluralRule, string>): string {
  plural ??= new Intl.PluralRules('ar')
  return forms[plural.select(count)].replace('#', String(count))
}

export const first: FirstWords = {
  language: 'ar',
  direction: 'rtl',
  name: 'العربية',

  accessibilityLinks: 'روابط سهولة الوصول',
  toContent: 'الانتقال إلى المحتوى',
  toNavigation: 'الانتقال إلى قائمة التصفح',
  settings: 'الإعدادات',
  publications: 'المطبوعات',
  search: 'البحث',
  shortcuts: 'اختصارات لوحة المفاتيح',
  close: 'إغلاق',

  frontPage: 'الرئيسية',
  sections: 'الأقسام',
  topStories: 'أهم الأخبار',
  latestPosts: 'أحدث المقالات',
  breaking: 'عاجل',
  breakingNews: 'خبر عاجل',
  dismiss: 'إغلاق',
  dismissBreaking: 'إغلاق الخبر العاجل',
  moreFrom: (section: string) => `المزيد من «${section}»`,
  nothingHere: 'لم يُنشر شيء هنا بعد.',

  edition: (version: number) => `العدد ${version}`,
  signed: 'موقَّع',
  outOfDate: 'ربما لم يعد هذا العدد حديثًا.',
  aboutTheApp: 'عن Longwave',

  readingTime: 'مدة القراءة:',
  by: 'بقلم',
  published: 'نُشر في',
  updated: 'آخر تحديث:',
  corrected: 'مصحَّح',
  correction: 'تصحيح',
  credit: 'مصدر الصورة:',
  section: 'القسم:',
  tags: 'الوسوم:',
  table: 'جدول',
  code: (syntax?: string) => (syntax ? `نص برمجي، ${syntax}` : 'نص برمجي'),
  embed: (from: string) => `على ${from}، خارج هذه المطبوعة. يتطلب فتحه اتصالًا بالإنترنت.`,
  provenance: (version: number) =>
    `يحمل توقيع الناشر، وقد جرى التحقق منه على هذا الجهاز، العدد ${version}.`,
  from: 'المصدر:',
  neighbours: 'المقال السابق والمقال التالي',
  previous: 'المقال السابق',
  next: 'المقال التالي',

  contents: 'المحتويات',
  listen: 'استمع',
  textAndTheme: 'النص والمظهر',
  textSize: 'حجم النص',
  sizes: {
    xs: ['XS', 'صغير جدًا'],
    sm: ['SM', 'صغير'],
    md: ['MD', 'متوسط'],
    lg: ['LG', 'كبير'],
  },

  aboutThis: { blog: 'عن هذه المدونة', section: 'عن هذا القسم' },
  blog: 'مدونة',
  subscribe: 'الاشتراك',
  subscribeFeeds: 'في قارئ الخلاصات:',
  subscribeRss: 'خلاصة RSS',
  subscribeJson: 'خلاصة JSON',
  subscribeLongwave: 'في Longwave على جهاز أو موقع آخر: أضف هذا العنوان في «المطبوعات».',
  copyAddress: 'نسخ العنوان',
  copied: 'نُسخ العنوان.',
  olderPosts: 'مقالات أقدم',
  loadedOlder: (count: number) =>
    counted(count, {
      zero: 'لم يُضف أي مقال أقدم',
      one: 'أُضيف مقال أقدم واحد',
      two: 'أُضيف مقالان أقدم',
      few: 'أُضيفت # مقالات أقدم',
      many: 'أُضيف # مقالًا أقدم',
      other: 'أُضيف # مقال أقدم',
    }),
  noOlder: 'لا توجد مقالات أقدم على هذا الجهاز.',

  missing: {
    address: ['لا توجد صفحة كهذه', 'ربما كُتب العنوان خطأً، أو هو من عدد آخر.'],
    device: [
      'هذا غير موجود على هذا الجهاز',
      'ربما لم يصل بعد، أو سحبه ناشره. يمكن قراءة كل ما عداه على هذا الجهاز.',
    ],
    storage: [
      'تتعذر قراءة المكتبة',
      'المتصفح لا يسمح لهذه الصفحة بالتخزين. أغلق علامات التبويب الأخرى لهذا الموقع أو غادر وضع التصفح الخاص، ثم أعد تحميل الصفحة.',
    ],
  },
  toFrontPage: 'إلى الصفحة الرئيسية',

  needsScript:
    'تحتاج هذه الصفحة إلى جافا سكريبت. يمكن قراءة الصفحة الرئيسية وجميع المقالات من دونها.',

  savedForOffline: 'تم الحفظ: كل ما هنا يُفتح من دون إنترنت.',
  delivering: (done: number, total: number) =>
    `جارٍ الحفظ للقراءة من دون إنترنت: ${done} من ${total}`,
  newEdition: 'وصل عدد جديد.',
  showEdition: 'عرضه',
  updateReady: 'نسخة جديدة من التطبيق جاهزة.',
  updateNow: 'التحديث الآن',
  later: 'لاحقًا',
}

export const later: LaterWords = {
  theme: 'المظهر',
  themes: {
    auto: 'تلقائي',
    light: 'فاتح',
    dark: 'داكن',
    sepia: 'بني فاتح',
    black: 'أسود',
    contrast: 'تباين عالٍ',
    eink: 'حبر إلكتروني',
  },
  typeface: 'نوع الخط',
  typefaces: { serif: 'مذيّل', sans: 'بسيط', legible: 'سهل القراءة' },
  lineSpacing: 'المسافة بين الأسطر',
  letterSpacing: 'المسافة بين الحروف',
  wordSpacing: 'المسافة بين الكلمات',
  paragraphSpacing: 'المسافة بين الفقرات',
  spaces: { normal: 'عادية', wide: 'واسعة', wider: 'أوسع' },
  justify: 'ضبط الأسطر من الجانبين',
  hyphens: 'تقسيم الكلمات',
  offOn: { off: 'إيقاف', on: 'تشغيل' },
  preferences: {
    close: 'إغلاق',
    reset: 'استعادة الوضع المعتاد',
    isStandard: 'استُعيد الوضع المعتاد.',
    paged: 'تُقلب الصفحة بمفتاح المسافة، أو بلمسة قرب الحافة اليمنى أو اليسرى.',
    fetchingTypeface: 'يجري تنزيل الخط…',
    typefaceNotHere: 'هذا الخط ليس على هذا الجهاز بعد. اختره مرة واحدة مع اتصال بالإنترنت، وسيبقى.',
  },
  specimen: 'هكذا سيبدو المقال. يُضاف حجم النص إلى إعدادات متصفحك وجهازك.',
  interfaceLanguage: 'لغة التطبيق',
  sameAsBrowser: 'لغة المتصفح نفسها',
  languageNotHere: (language: string) =>
    `اللغة «${language}» ليست على هذا الجهاز بعد. اخترها مرة واحدة مع اتصال بالإنترنت، وستبقى.`,
  settingsKept: 'تُحفظ الإعدادات على هذا الجهاز وحده.',

  articleChanged: 'تغيّر هذا المقال منذ فتحته.',
  articleWithdrawn: 'سحبت هيئة التحرير هذا المقال.',

  progress: 'ما قُرئ',
  left: (time: string) => `بقي ${time}`,

  listen: {
    name: 'القراءة بصوت عالٍ',
    play: 'تشغيل',
    pause: 'إيقاف مؤقت',
    previous: 'الجملة السابقة',
    next: 'الجملة التالية',
    speed: 'السرعة',
    slower: 'أبطأ',
    faster: 'أسرع',
    voice: 'الصوت',
    online: 'عبر الإنترنت: يرسل النص إلى خادم',
    close: 'إنهاء الاستماع',
    noVoice: (language: string) =>
      `لا يوجد على هذا الجهاز صوت لهذه اللغة: ${language}. تُضاف الأصوات من إعدادات النظام، في قسم الكلام أو تسهيلات الاستخدام.`,
    onlyOnline: (language: string) =>
      `الأصوات الوحيدة لهذه اللغة (${language}) ترسل النص إلى خادم. اختر أحدها إن أردت الاستماع رغم ذلك.`,
    skipped: (language: string) => `تُرك مقطع: لا يوجد على هذا الجهاز صوت لهذه اللغة: ${language}.`,
    refused: 'لم يسمح المتصفح ببدء الصوت. اضغط «تشغيل».',
    failed: 'توقف الصوت عن العمل. جرّب صوتًا آخر أو اضغط «تشغيل» من جديد.',
    end: 'انتهى المقال.',
    unsupported: 'لا يستطيع هذا المتصفح القراءة بصوت عالٍ.',
  },

  search: {
    label: 'كلمات البحث',
    search: 'بحث',
    scope: 'في عناوين جميع المقالات على هذا الجهاز وملخصاتها وأسماء كتّابها. يعمل من دون إنترنت.',
    found: (count: number) =>
      counted(count, {
        zero: 'لم يُعثر على أي مقال',
        one: 'عُثر على مقال واحد',
        two: 'عُثر على مقالين',
        few: 'عُثر على # مقالات',
        many: 'عُثر على # مقالًا',
        other: 'عُثر على # مقال',
      }),
    nothing: (words: string) => `لا شيء على هذا الجهاز يحتوي على «${words}».`,
    more: 'تُعرض النتائج الأولى فقط. أضف كلمة أخرى لتضييق البحث.',
  },

  keys: {
    about:
      'كل اختصار مفتاح واحد وحده. لا تفعل شيئًا أثناء الكتابة، ولا حيث لا يوجد في الصفحة ما تقود إليه.',
    on: 'استخدام اختصارات المفتاح الواحد',
    groups: { reading: 'في القوائم والمقالات', text: 'النص والصوت', places: 'الانتقال إلى' },
    actions: {
      down: 'المقال التالي في القائمة، الفقرة التالية في المقال',
      up: 'المقال السابق، الفقرة السابقة',
      open: 'فتح المقال',
      list: 'العودة إلى القائمة',
      top: 'أعلى الصفحة',
      larger: 'نص أكبر',
      smaller: 'نص أصغر',
      listen: 'الاستماع إلى المقال',
      play: 'تشغيل أو إيقاف مؤقت',
      contents: 'محتويات المقال',
    },
    change: 'تغيير',
    none: 'بلا مفتاح',
    press: 'اضغط المفتاح الجديد. Escape يبقي السابق، وBackspace يزيله.',
    taken: (key: string, action: string) => `المفتاح «${key}» مستخدم: ${action}. اضغط مفتاحًا آخر.`,
    reset: 'استعادة جميع المفاتيح',
    wasReset: 'عادت جميع المفاتيح كما كانت أولًا.',
  },
  networkIsBack: 'عاد الاتصال بالإنترنت.',

  noPublications: 'لا شيء على هذا الجهاز بعد.',
  notYetDelivered: 'لم يصل بعد.',
  articles: (count: number) =>
    counted(count, {
      zero: 'لا مقالات',
      one: 'مقال واحد',
      two: 'مقالان',
      few: '# مقالات',
      many: '# مقالًا',
      other: '# مقال',
    }),
  trust: {
    'built-in': 'جاء مفتاحها مع هذا التطبيق.',
    pinned: 'طابق مفتاحها البصمة الواردة في الرابط.',
    'first-use': 'اعتُمد مفتاحها عند إضافتها.',
  },
  remove: 'إزالة',
  confirmRemove: (title: string) => `هل تريد إزالة «${title}» ومقالاتها من هذا الجهاز؟`,
  addPublication: 'إضافة مطبوعة',
  address: 'العنوان',
  addressHint:
    'العنوان الذي يُقرأ عليه موقعها، أو ما يظهر تحت «الاشتراك» فيه، مثل \u2066https://news.example.org/\u2069',
  add: 'إضافة',
  asking: (host: string) => `جارٍ الاتصال بـ ${host}…`,
  added: (title: string) => `«${title}» الآن على هذا الجهاز.`,
  firstUse:
    'لم يكن مفتاحها معروفًا من قبل، وهو معتمد من الآن: لن يستطيع أحد غير صاحبه النشر هنا بهذا الاسم.',
  fingerprintMatched: 'مفتاحها يطابق البصمة الواردة في العنوان.',
  noAddress: 'هذا ليس عنوانًا. يكون العنوان على هذا الشكل: \u2066https://news.example.org/\u2069',

  aboutLongwave: [
    [
      'القراءة من دون إنترنت',
      'افتحه مرة واحدة مع اتصال بالإنترنت، وسيُفتح كل ما هنا من دونه: في القطار، وعند انقطاع الشبكة، وخلف الحجب.',
    ],
    [
      'موقَّع',
      'كل مقال يوقّعه ناشره ويُتحقق منه على هذا الجهاز. يمكن للموقع المرآة أن ينقله، لكنه لا يستطيع تغييره.',
    ],
    ['لك وحدك', 'لا حسابات ولا تتبّع. لا يتصل هذا التطبيق إلا بخوادم المطبوعات التي تقرؤها.'],
    ['حر', 'Longwave برنامج حر. يستطيع أي شخص أن ينشر به: يكفي مجلد ملفات على أي خادم.'],
  ],

  failures: {
    offline: ['لا يوجد اتصال بالإنترنت.', 'يمكن قراءة كل ما على هذا الجهاز، والباقي يصل تلقائيًا.'],
    unreachable: [
      'يتعذر الوصول إلى المطبوعة.',
      'خادمها لا يستجيب الآن، أو لا يسمح لمواقع أخرى بقراءتها. ستُعاد المحاولة لاحقًا.',
    ],
    slow: ['لا يصل شيء.', 'الشبكة بطيئة جدًّا الآن، أو أن الخادم لا يستجيب. ستُعاد المحاولة لاحقًا.'],
    mirror: [
      'موقع غرفة الأخبار محجوب أو متوقف أو متأخر.',
      'تأتي الأخبار من موقع مرآة بدلًا منه، ويُتحقَّق منها كالعادة.',
    ],
    'not-found': ['ملف من ملفات المطبوعة غير موجود على خادمها.', `ستُعاد المحاولة لاحقًا. ${KEPT}`],
    'login-page': [
      'تعرض الشبكة صفحة تسجيل دخول بدلًا من المطبوعة.',
      'افتح أي موقع آخر لتسجيل الدخول إلى الشبكة.',
    ],
    blocked: [
      'يرفض الخادم تقديم المطبوعة هنا.',
      'ربما كانت محجوبة في هذه الشبكة أو في هذا البلد؛ قد يفيد موقع مرآة.',
    ],
    redirected: [
      'هذا العنوان يقود إلى عنوان آخر.',
      'افتحه في المتصفح وأضف العنوان الذي ينتهي إليه.',
    ],
    'no-space': ['لم تبقَ مساحة على هذا الجهاز.', `أخلِ بعض المساحة ثم حاول مرة أخرى. ${KEPT}`],
    cancelled: ['أُوقف.', KEPT],
    storage: [
      'المتصفح لا يسمح بحفظ أي شيء.',
      'غادر وضع التصفح الخاص، أو اسمح لهذا الموقع بتخزين البيانات.',
    ],
    'not-a-publication': [
      'لا توجد مطبوعة على هذا العنوان.',
      'تحقق من العنوان: هو العنوان الذي يُقرأ عليه موقعها.',
    ],
    'bad-signature': ['هذا العدد غير موقَّع بمفتاح الناشر.', `لم يُقبل. ${KEPT}`],
    'root-mismatch': [
      'المفتاح لا يطابق بصمة هذه المطبوعة.',
      `لم يُقبل: ربما ينتحل أحدهم صفتها. ${KEPT}`,
    ],
    'wrong-root': [
      'مفاتيح الناشر الجديدة لا تؤكدها المفاتيح المعروفة هنا.',
      `لم يُقبل العدد. ${KEPT}`,
    ],
    'wrong-publication': ['تجيب مطبوعة أخرى على هذا العنوان.', `لم تُقبل. ${KEPT}`],
    rollback: ['يعرض الخادم عددًا أقدم من الموجود على هذا الجهاز.', `لم يُقبل. ${KEPT}`],
    'from-the-future': [
      'يحتاج هذا العدد إلى نسخة أحدث من التطبيق.',
      `حدّث التطبيق عندما يُعرض عليك التحديث. ${KEPT}`,
    ],
    changed: ['تلف العدد أو جرى تغييره في الطريق.', `لم يُقبل. ${KEPT}`],
  },
}
