/**
 * Dates in languages for which browsers have no data. Chromium ships the languages of its own interface: a date in
 * Burmese, Belarusian or Pashto would be in the language of the browser. Names and order are those of CLDR, unless
 * newspapers print others.
 */

/** `d`ay, `m`onth and `y`ear in order; the months; `#` minutes; the digits, if they are not Western. */
type FallbackDates = [order: string, months: string, minutes: string, digits?: string]

const LANGUAGES: Record<string, FallbackDates> = {
  as: [
    'd m, y',
    'জানুৱাৰী|ফেব্ৰুৱাৰী|মাৰ্চ|এপ্ৰিল|মে’|জুন|জুলাই|আগষ্ট|ছেপ্তেম্বৰ|অক্টোবৰ|নৱেম্বৰ|ডিচেম্বৰ',
    '# মিনিট',
    '০১২৩৪৫৬৭৮৯',
  ],
  az: [
    'd m y',
    'yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr',
    '# dəqiqə',
  ],
  be: [
    'd m y г.',
    'студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня',
    '# хв',
  ],
  bo: [
    'སྤྱི་ལོ་y mའི་ཚེས་d',
    'ཟླ་བ་དང་པོ|ཟླ་བ་གཉིས་པ|ཟླ་བ་གསུམ་པ|ཟླ་བ་བཞི་པ|ཟླ་བ་ལྔ་པ|ཟླ་བ་དྲུག་པ|ཟླ་བ་བདུན་པ|ཟླ་བ་བརྒྱད་པ|ཟླ་བ་དགུ་པ|ཟླ་བ་བཅུ་པ|ཟླ་བ་བཅུ་གཅིག་པ|ཟླ་བ་བཅུ་གཉིས་པ',
    'སྐར་མ་ #',
  ],
  bs: [
    'd. m y.',
    'januar|februar|mart|april|maj|juni|juli|august|septembar|oktobar|novembar|decembar',
    '# min',
  ],
  ckb: [
    'dی mی y',
    'کانوونی دووەم|شوبات|ئازار|نیسان|ئایار|حوزەیران|تەمووز|ئاب|ئەیلوول|تشرینی یەکەم|تشرینی دووەم|کانونی یەکەم',
    '# خولەک',
    '٠١٢٣٤٥٦٧٨٩',
  ],
  cy: [
    'd m y',
    'Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr',
    '# munud',
  ],
  dz: [
    'སྤྱི་ལོ་y m ཚེས་ d',
    'ཟླ་དངཔ་|ཟླ་གཉིས་པ་|ཟླ་གསུམ་པ་|ཟླ་བཞི་པ་|ཟླ་ལྔ་པ་|ཟླ་དྲུག་པ|ཟླ་བདུན་པ་|ཟླ་བརྒྱད་པ་|ཟླ་དགུ་པ་|ཟླ་བཅུ་པ་|ཟླ་བཅུ་གཅིག་པ་|ཟླ་བཅུ་གཉིས་པ་',
    'སྐར་མ་ #',
    '༠༡༢༣༤༥༦༧༨༩',
  ],
  ga: [
    'd m y',
    'Eanáir|Feabhra|Márta|Aibreán|Bealtaine|Meitheamh|Iúil|Lúnasa|Meán Fómhair|Deireadh Fómhair|Samhain|Nollaig',
    '# nóim',
  ],
  ha: [
    'd m, y',
    'Janairu|Faburairu|Maris|Afirilu|Mayu|Yuni|Yuli|Agusta|Satumba|Oktoba|Nuwamba|Disamba',
    'mintoci #',
  ],
  hy: [
    'd m, y թ.',
    'հունվարի|փետրվարի|մարտի|ապրիլի|մայիսի|հունիսի|հուլիսի|օգոստոսի|սեպտեմբերի|հոկտեմբերի|նոյեմբերի|դեկտեմբերի',
    '# րոպե',
  ],
  ig: [
    'd m y',
    'Jenụwarị|Febrụwarị|Maachị|Epreel|Mee|Jun|Julaị|Ọgọọst|Septemba|Ọktoba|Novemba|Disemba',
    '# nkeji',
  ],
  is: [
    'd. m y',
    'janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember',
    '# mín.',
  ],
  ka: [
    'd m, y',
    'იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|ოქტომბერი|ნოემბერი|დეკემბერი',
    '# წუთი',
  ],
  kk: [
    'y ж. d m',
    'қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан',
    '# минут',
  ],
  km: ['d m y', 'មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ', '# នាទី'],
  ku: [
    'dê ma yan',
    'rêbendan|sibat|adar|nîsan|gulan|hezîran|tîrmeh|tebax|îlon|cotmeh|mijdar|berfanbar',
    '# deqîqe',
  ],
  ky: [
    'y-ж., d-m',
    'январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь',
    '# мүнөт',
  ],
  lo: ['d m y', 'ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ', '# ນາທີ'],
  mk: [
    'd m y г.',
    'јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември',
    '# мин.',
  ],
  mn: ['y оны m-р сарын d', '1|2|3|4|5|6|7|8|9|10|11|12', '# минут'],
  my: [
    'y m d',
    'ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်|ဧပြီ|မေ|ဇွန်|ဇူလိုင်|ဩဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ',
    '# မိနစ်',
    '၀၁၂၃၄၅၆၇၈၉',
  ],
  ne: [
    'y m d',
    'जनवरी|फेब्रुअरी|मार्च|अप्रिल|मे|जुन|जुलाई|अगस्ट|सेप्टेम्बर|अक्टोबर|नोभेम्बर|डिसेम्बर',
    '# मिनेट',
    '०१२३४५६७८९',
  ],
  om: [
    'm d, y',
    'Amajjii|Guraandhala|Bitootessa|Eebila|Caamsaa|Waxabajjii|Adoolessa|Hagayya|Fulbaana|Onkoloolessa|Sadaasa|Mudde',
    'daqiiqaa #',
  ],
  or: ['m d, y', 'ଜାନୁଆରୀ|ଫେବୃଆରୀ|ମାର୍ଚ୍ଚ|ଅପ୍ରେଲ|ମଇ|ଜୁନ|ଜୁଲାଇ|ଅଗଷ୍ଟ|ସେପ୍ଟେମ୍ବର|ଅକ୍ଟୋବର|ନଭେମ୍ବର|ଡିସେମ୍ବର', '# ମିନିଟ୍'],
  pa: ['d m y', 'ਜਨਵਰੀ|ਫ਼ਰਵਰੀ|ਮਾਰਚ|ਅਪ੍ਰੈਲ|ਮਈ|ਜੂਨ|ਜੁਲਾਈ|ਅਗਸਤ|ਸਤੰਬਰ|ਅਕਤੂਬਰ|ਨਵੰਬਰ|ਦਸੰਬਰ', '# ਮਿੰਟ'],
  ps: [
    'd m y',
    'وری|غویی|غبرگولی|چنگاښ|زمری|وږی|تله|لړم|لیندۍ|مرغومی|سلواغه|کب',
    '# دقیقې',
    '۰۱۲۳۴۵۶۷۸۹',
  ],
  rw: [
    'y m d',
    'Mutarama|Gashyantare|Werurwe|Mata|Gicurasi|Kamena|Nyakanga|Kanama|Nzeri|Ukwakira|Ugushyingo|Ukuboza',
    'iminota #',
  ],
  sd: [
    'y m d',
    'جنوري|فيبروري|مارچ|اپريل|مئي|جون|جولاءِ|آگسٽ|سيپٽمبر|آڪٽوبر|نومبر|ڊسمبر',
    '# منٽ',
    '٠١٢٣٤٥٦٧٨٩',
  ],
  si: ['y m d', 'ජනවාරි|පෙබරවාරි|මාර්තු|අප්‍රේල්|මැයි|ජූනි|ජූලි|අගෝස්තු|සැප්තැම්බර්|ඔක්තෝබර්|නොවැම්බර්|දෙසැම්බර්', 'මිනිත්තු #'],
  so: [
    'm d, y',
    'Janaayo|Febraayo|Maarso|Abriil|Maayo|Juun|Luulyo|Agosto|Sebtembar|Oktoobar|Noofeembar|Diseembar',
    '# daqiiqo',
  ],
  sq: [
    'd m y',
    'janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor',
    '# min',
  ],
  tg: [
    'd m y',
    'январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр',
    '# дақиқа',
  ],
  ti: ['m d, y', 'ጥሪ|ለካቲት|መጋቢት|ሚያዝያ|ጉንበት|ሰነ|ሓምለ|ነሓሰ|መስከረም|ጥቅምቲ|ሕዳር|ታሕሳስ', '# ደቒቓ'],
  tk: [
    'd m y',
    'ýanwar|fewral|mart|aprel|maý|iýun|iýul|awgust|sentýabr|oktýabr|noýabr|dekabr',
    '# minut',
  ],
  tt: [
    'd m, y ел',
    'гыйнвар|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь',
    '# мин',
  ],
  ug: [
    'd-m، y',
    'يانۋار|فېۋرال|مارت|ئاپرېل|ماي|ئىيۇن|ئىيۇل|ئاۋغۇست|سېنتەبىر|ئۆكتەبىر|نويابىر|دېكابىر',
    '# مىنۇت',
  ],
  uz: [
    'd-m, y',
    'yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr',
    '# daqiqa',
  ],
  yi: [
    'dטן m y',
    'יאַנואַר|פֿעברואַר|מערץ|אַפּריל|מיי|יוני|יולי|אויגוסט|סעפּטעמבער|אקטאבער|נאוועמבער|דעצעמבער',
    '# מינוט',
  ],
  yo: [
    'd m y',
    'Oṣù Ṣẹ́rẹ́|Oṣù Èrèlè|Oṣù Ẹrẹ̀nà|Oṣù Ìgbé|Oṣù Ẹ̀bibi|Oṣù Òkúdu|Oṣù Agẹmọ|Oṣù Ògún|Oṣù Owewe|Oṣù Ọ̀wàrà|Oṣù Bélú|Oṣù Ọ̀pẹ̀',
    'ìṣẹ́jú #',
  ],
  zu: [
    'm d, y',
    'Januwari|Februwari|Mashi|Ephreli|Meyi|Juni|Julayi|Agasti|Septhemba|Okthoba|Novemba|Disemba',
    'imizuzu #',
  ],
}

/** Numbers of a date, formatted in English, which every engine has; by the Persian calendar for Pashto. */
function numbersOf(date: Date, language: string, utc: boolean): Record<string, string> {
  const format = new Intl.DateTimeFormat(`en-u-ca-${language === 'ps' ? 'persian' : 'gregory'}`, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: utc ? 'UTC' : undefined,
  })
  return Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]))
}

function inDigits(text: string, digits: string | undefined): string {
  return digits ? text.replace(/\d/g, (digit) => [...digits][Number(digit)]!) : text
}

/**
 * A date in words.
 * @param language main part of the tag
 * @returns digits and dashes for a language without an entry
 */
export function fallbackDate(date: Date, language: string, time: boolean, utc: boolean): string {
  const known = LANGUAGES[language]
  const { year, month, day, hour, minute } = numbersOf(date, language, utc)
  const two = (number: string | undefined) => String(number).padStart(2, '0')
  const [order, months, , digits] = known ?? ['y-m-d', '', '']
  const values: Record<string, string> = known
    ? { d: day!, m: months.split('|')[Number(month) - 1]!, y: year! }
    : { d: two(day), m: two(month), y: year! }
  const written = order.replace(/[dmy]/g, (letter) => values[letter]!)
  return inDigits(time ? `${written}, ${hour}:${minute}` : written, digits)
}

/** @param language main part of the tag */
export function fallbackMinutes(count: number, language: string): string {
  const [, , minutes, digits] = LANGUAGES[language] ?? ['', '', '# min']
  return inDigits(minutes.replace('#', String(count)), digits)
}

const BELARUSIAN = {
  day: ['дзень', 'дні', 'дзён'],
  hour: ['гадзіну', 'гадзіны', 'гадзін'],
  minute: ['хвіліну', 'хвіліны', 'хвілін'],
}

/**
 * How long ago, for Belarusian: the one language that the interface has and Chromium has not.
 * @param language main part of the tag
 */
export function fallbackAge(
  count: number,
  unit: keyof typeof BELARUSIAN,
  language: string,
): string | undefined {
  if (language !== 'be') return undefined
  if (count === 0) return 'толькі што'
  if (unit === 'day' && count === 1) return 'учора'
  // Russian has the same plural forms.
  const form = ['one', 'few'].indexOf(new Intl.PluralRules('ru').select(count))
  return `${count} ${BELARUSIAN[unit].at(form)} таму`
}
