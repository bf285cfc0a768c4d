import type { FirstWords, LaterWords } from './Words.ts'

const KEPT = 'Bu cihazda bulunan her şey olduğu gibi duruyor.'

// A noun after a number keeps its singular in Turkish: no plural rules are needed.

export const first: FirstWords = {
  language: 'tr',
  direction: 'ltr',
  name: 'Türkçe',

  accessibilityLinks: 'Erişilebilirlik bağlantıları',
  toContent: 'İçeriğe geç',
  toNavigation: 'Gezinme menüsüne geç',
  settings: 'Ayarlar',
  publications: 'Yayınlar',
  search: 'Ara',
  shortcuts: 'Klavye kısayolları',
  close: 'Kapat',

  frontPage: 'Ana sayfa',
  sections: 'Bölümler',
  topStories: 'Öne çıkanlar',
  latestPosts: 'Son yazılar',
  breaking: 'Son dakika',
  breakingNews: 'Son dakika haberi',
  dismiss: 'Kapat',
  dismissBreaking: 'Kapat: son dakika haberi',
  moreFrom: (section: string) => `“${section}” bölümünden daha fazlası`,
  nothingHere: 'Burada henüz bir şey yayımlanmadı.',

  edition: (version: number) => `Sayı ${version}`,
  signed: 'imzalı',
  outOfDate: 'Bu sayı güncel olmayabilir.',
  aboutTheApp: 'Longwave hakkında',

  readingTime: 'Okuma süresi:',
  by: 'Yazan:',
  published: 'Yayın tarihi:',
  updated: 'Güncelleme:',
  corrected: 'Düzeltildi',
  correction: 'Düzeltme',
  caption: 'Resim altı:',
  credit: 'Görsel:',
  section: 'Bölüm:',
  tags: 'Etiketler:',
  table: 'Tablo',
  code: (syntax?: string) => (syntax ? `Kod, ${syntax}` : 'Kod'),
  embed: (from: string) => `${from} üzerinde, bu yayının dışında. Açmak için internet gerekir.`,
  provenance: (by: string, version: number) => `İmzalayan: ${by}, sayı ${version}`,
  from: 'Kaynak:',
  neighbours: 'Önceki ve sonraki yazı',
  previous: 'Önceki yazı',
  next: 'Sonraki yazı',

  contents: 'İçindekiler',
  listen: 'Dinle',
  textAndTheme: 'Metin ve tema',
  textSize: 'Yazı boyutu',
  sizes: {
    xs: ['XS', 'çok küçük'],
    sm: ['SM', 'küçük'],
    md: ['MD', 'orta'],
    lg: ['LG', 'büyük'],
  },

  aboutThis: { blog: 'Bu blog hakkında', section: 'Bu bölüm hakkında' },
  blog: 'Blog',
  subscribe: 'Abone ol',
  subscribeFeeds: 'Bir akış okuyucuda:',
  subscribeRss: 'RSS akışı',
  subscribeJson: 'JSON akışı',
  subscribeLongwave:
    'Başka bir cihazdaki veya sitedeki Longwave’de: bu adresi “Yayınlar” sayfasında ekleyin.',
  copyAddress: 'Adresi kopyala',
  copied: 'Adres kopyalandı.',
  olderPosts: 'Daha eski yazılar',
  loadedOlder: (count: number) => `${count.toLocaleString('tr')} eski yazı daha eklendi`,
  noOlder: 'Bu cihazda daha eski yazı yok.',

  missing: {
    address: ['Böyle bir sayfa yok', 'Adres yanlış yazılmış ya da başka bir sayıdan olabilir.'],
    device: [
      'Bu yazı cihazda yok',
      'Henüz indirilmemiş ya da yayıncısı tarafından geri çekilmiş olabilir. Cihazdaki diğer her şey okunabilir.',
    ],
    storage: [
      'Kitaplık okunamıyor',
      'Tarayıcı, bu sayfanın depolama alanına erişmesine izin vermiyor. Bu sitenin açık olduğu diğer sekmeleri kapatın ya da gizli moddan çıkın, sonra sayfayı yenileyin.',
    ],
  },
  toFrontPage: 'Ana sayfaya git',

  needsScript:
    'Bu sayfa için JavaScript gerekir. Ana sayfa ve bütün yazılar JavaScript olmadan da okunabilir.',

  savedForOffline: 'Kaydedildi: buradaki her şey internetsiz açılır.',
  delivering: (done: number, total: number) =>
    `İnternetsiz okumak için kaydediliyor: ${done.toLocaleString('tr')}/${total.toLocaleString('tr')}`,
  newEdition: 'Yeni sayı geldi.',
  showEdition: 'Göster',
  updateReady: 'Uygulamanın yeni sürümü hazır.',
  updateNow: 'Şimdi güncelle',
  later: 'Daha sonra',
}

export const later: LaterWords = {
  theme: 'Tema',
  themes: {
    auto: 'Otomatik',
    light: 'Açık',
    dark: 'Koyu',
    sepia: 'Sepya',
    black: 'Siyah',
    contrast: 'Yüksek karşıtlık',
    eink: 'E-mürekkep',
  },
  typeface: 'Yazı tipi',
  typefaces: { serif: 'Tırnaklı', sans: 'Tırnaksız', legible: 'Kolay okunur' },
  lineSpacing: 'Satır aralığı',
  letterSpacing: 'Harf aralığı',
  wordSpacing: 'Sözcük aralığı',
  paragraphSpacing: 'Paragraf aralığı',
  spaces: { normal: 'Normal', wide: 'Geniş', wider: 'Daha geniş' },
  justify: 'İki yana yaslı',
  hyphens: 'Heceleme',
  offOn: { off: 'Kapalı', on: 'Açık' },
  preferences: {
    close: 'Kapat',
    reset: 'Standarda dön',
    isStandard: 'Metin ve tema standarda döndü.',
    turnPages: 'Sayfa çevirme',
    paged: 'Boşluk tuşu ya da sol veya sağ kenara dokunmak sayfayı çevirir.',
    fetchingTypeface: 'Yazı tipi indiriliyor…',
    typefaceNotHere:
      'Bu yazı tipi henüz bu cihazda yok. İnternet varken bir kez seçin, sonra kalır.',
  },
  specimen:
    'Yazılar böyle görünecek. Buradaki yazı boyutu, tarayıcınızın ve cihazınızın ayarlarına eklenir.',
  interfaceLanguage: 'Uygulamanın dili',
  sameAsBrowser: 'Tarayıcıyla aynı',
  languageNotHere: (language: string) =>
    `“${language}” henüz bu cihazda yok. İnternet varken bir kez seçin, sonra kalır.`,
  settingsKept: 'Ayarlar yalnızca bu cihazda saklanır.',

  articleChanged: 'Bu yazı siz açtıktan sonra değiştirildi.',
  articleWithdrawn: 'Bu yazı yayıncısı tarafından geri çekildi.',

  wasRead: 'Okundu',
  wasReadTo: (part: string) => `${part} okundu`,
  progress: 'Okunan bölüm',
  left: (time: string) => `${time} kaldı`,

  listen: {
    name: 'Sesli okuma',
    play: 'Oynat',
    pause: 'Duraklat',
    previous: 'Önceki cümle',
    next: 'Sonraki cümle',
    speed: 'Hız',
    slower: 'Daha yavaş',
    faster: 'Daha hızlı',
    voice: 'Ses',
    online: 'çevrimiçi: metni bir sunucuya gönderir',
    close: 'Dinlemeyi bitir',
    noVoice: (language: string) =>
      `Bu cihazda şu dil için ses yok: ${language}. Sesler, sistem ayarlarında konuşma ya da erişilebilirlik bölümünden eklenir.`,
    onlyOnline: (language: string) =>
      `Bu dilin (${language}) sesleri metni bir sunucuya gönderir. Yine de dinlemek için birini seçin.`,
    skipped: (language: string) =>
      `Bir bölüm atlandı: bu cihazda şu dil için ses yok: ${language}.`,
    refused: 'Tarayıcı sesin başlamasına izin vermedi. Oynat’a basın.',
    failed: 'Ses artık çalışmıyor. Başka bir ses deneyin ya da yeniden Oynat’a basın.',
    end: 'Yazının sonuna gelindi.',
    unsupported: 'Bu tarayıcı sesli okuyamıyor.',
    awake: 'Okunurken ekran açık kalır.',
    locked: 'Kilitlenen telefon sesi durdurabilir.',
  },

  audio: {
    fetch: 'Dinlemek için indir',
    here: 'Kayıt bu aygıtta ve ağ olmadan dinlenebilir.',
    notHere: 'Bu kayıt bu aygıtta değil. Ağ olduğunda indirilebilir.',
    removed: 'Kayıt bu aygıttan kaldırıldı.',
    stored: (size) =>
      `İndirdiğiniz kayıtlar ayrıca ${size} yer kaplıyor. Yalnızca siz yer açtığınızda silinir.`,
  },

  search: {
    label: 'Aranacak sözcükler',
    search: 'Ara',
    scope: 'Bu cihazdaki bütün yazıların başlıkları, özetleri ve adları. İnternetsiz çalışır.',
    found: (count: number) => `${count.toLocaleString('tr')} yazı bulundu`,
    nothing: (words: string) => `Bu cihazda “${words}” geçen bir şey yok.`,
    more: 'Yalnızca ilk sonuçlar gösteriliyor. Bir sözcük daha ekleyerek daraltın.',
  },

  keys: {
    about:
      'Her kısayol tek bir tuştur. Yazı yazarken ve sayfada karşılığı olmayan yerde hiçbir şey yapmazlar.',
    on: 'Tek tuşlu kısayolları kullan',
    groups: { reading: 'Listelerde ve yazılarda', text: 'Yazı ve ses', places: 'Git' },
    actions: {
      down: 'Listede sonraki yazı, yazıda sonraki paragraf',
      up: 'Önceki yazı, önceki paragraf',
      open: 'Yazıyı aç',
      list: 'Listeye dön',
      top: 'Sayfanın başı',
      larger: 'Daha büyük yazı',
      smaller: 'Daha küçük yazı',
      listen: 'Yazıyı dinle',
      play: 'Oynat veya duraklat',
      contents: 'Yazının içindekiler',
    },
    change: 'Değiştir',
    none: 'tuş yok',
    press: 'Yeni tuşa basın. Escape eskisini bırakır, Backspace tuşu kaldırır.',
    taken: (key: string, action: string) =>
      `“${key}” kullanılıyor: ${action}. Başka bir tuşa basın.`,
    reset: 'Bütün tuşları geri getir',
    wasReset: 'Bütün tuşlar baştaki gibi.',
  },
  lacks: {
    insecure: [
      'Bu adres şifreli değil; bu yüzden tarayıcı burada hiçbir şeyin doğrulanmasına ve saklanmasına izin vermiyor.',
      'Doğrudan siteden okuyorsunuz. Ağ olmadan okumak için siteyi https:// ile açın.',
    ],
    old: [
      'Bu tarayıcı, haberleri doğrulamak ve saklamak için çok eski.',
      'Doğrudan siteden okuyorsunuz. Daha yeni bir tarayıcı siteyi ağ olmadan da açar.',
    ],
    newer: [
      'Bu aygıttaki haberleri bu uygulamanın daha yeni bir sürümü kaydetmiş.',
      'O sürümü almak için sayfayı yeniden yükleyin; hiçbir şey kaybolmadı.',
    ],
    blocked: [
      'Bu aygıttaki haberler şu anda açılamıyor: Bu sitenin başka bir sekmesi onları tutuyor olabilir.',
      'Öteki sekmeleri kapatıp sayfayı yeniden yükleyin; hiçbir şey kaybolmadı.',
    ],
    storage: [
      'Bu tarayıcı sitenin hiçbir şey saklamasına izin vermiyor.',
      'Doğrudan siteden okuyorsunuz ve bunun için ağ gerekiyor. Gizli gezintiden çıkın ya da bu sitenin veri saklamasına izin verin.',
    ],
    worker: [
      'Bu tarayıcı haberleri saklıyor, ama onları açan uygulamayı saklamıyor.',
      'Ağ yokken yalnızca açık kalan sayfa okunabilir. Gizli olmayan bir pencere ya da başka bir tarayıcı ikisini de saklar.',
    ],
  },
  damaged:
    'Uygulamanın bir parçası bu cihazda eksik. Ağa bağlanıp sayfayı yenileyin; yazılarınız yerinde duruyor.',
  reload: 'Yenile',
  storage: {
    heading: 'Depolama',
    used: (used, budget) => `${budget} içinden ${used} kullanılıyor`,
    budget: 'En fazla sakla',
    restored:
      'Tarayıcı bu sitenin aygıtta sakladıklarını kaybetmişti. Kaldığınız yerler ve yayınlarınız geri geldi; haberler yeniden geliyor.',
    whatGoes:
      'Yer gerektiğinde önce okuduğunuz yazıların resimleri, sonra diğer resimler, sonra okuduğunuz metinler, sonra eskiler silinir. Kaydedilen yazılar kalır.',
    free: 'Şimdi yer aç',
    freed: (size) => `${size} yer açıldı. Kaydedilen yazılara ve kaldığınız yerlere dokunulmadı.`,
    nothingToFree: 'Silinecek bir şey yok.',
    atMost: (size) => `En fazla ${size} saklanır.`,
    persisted: 'Tarayıcı buradakileri saklamaya söz verdi.',
    notPersisted: 'Cihazda yer azalırsa tarayıcı buradakileri silebilir.',
    askPersist: 'Tarayıcıdan saklamasını iste',
    notPromised: 'Tarayıcı söz vermedi. Uygulamayı ana ekrana eklemek çoğu zaman işe yarar.',
    sevenDays:
      'Safari, yedi gün uğranmayan bir sitenin sakladıklarını siler; ana ekrana eklenirse kalır.',
    wipe: 'Bu cihazdan her şeyi sil',
    confirmWipe:
      'Bu cihazdan bütün yazılar, yerler, seçimler ve uygulamanın kendisi silinsin mi? Bu geri alınamaz.',
    wiped: 'Bu cihazdan her şey silindi. Burada bir şey kalmadı.',
    notWiped: (names) =>
      `Hâlâ burada: ${names}. Uygulamanın diğer sekmelerini kapatıp yeniden deneyin.`,
    evicted:
      'Bu yazının metni artık bu cihazda değil: yenilere yer açtı. Ağ varken yeniden indirilebilir.',
    fetchAgain: 'Yeniden indir',
    fetching: 'İndiriliyor…',
  },
  signature: {
    heading: 'İmza ne söyler',
    promise:
      'Bu sözlerin yayıncıya ait olduğunu ve yolda kimsenin değiştirmediğini kanıtlar. Doğru olduklarını kanıtlamaz.',
    key: (key: string) => `Anahtar ${key}. Yayıncının başka yerde gösterdiğiyle karşılaştırın.`,
    checked: (when: string) => `Son denetim: ${when}`,
  },
  build: {
    heading: 'Uygulamanın bu sürümü',
    digest: (digest: string) =>
      `Derleme ${digest}. Bir bilgisayarda longwave verify --app, bu sitenin adresi için aynısını yazar.`,
    unknown: 'Hangi derleme olduğu bu cihazda anlaşılamıyor.',
    differs: 'Uygulamanın bu cihazdaki bazı dosyaları bu derlemeye ait değil.',
    vouched: {
      signed:
        'Yayıncı ona kefil: bu cihazdaki en yeni sayı, bilinen anahtarla imzalıdır ve onun adını veriyor.',
      unsigned: 'Yayıncı tarafından imzalanmamış: bu cihazdaki en yeni sayı onun adını vermiyor.',
      unchecked: 'Yayıncının ona kefil olup olmadığı henüz bilinmiyor.',
    },
    limits:
      'Bunu hiçbir uygulama önleyemez: bu sitenin adresini ele geçiren biri uygulamayı değiştirebilir. Tarayıcı, uygulamanın bütün pencereleri kapanınca bekleyen sürüme geçer; kötü niyetli bir sürüm ise hemen devreye girer ve burada her şeyi gösterebilir.',
  },
  networkIsBack: 'Bağlantı geri geldi.',
  notCopied: 'Tarayıcı adresi kopyalamadı. Adresi seçip kendiniz kopyalayın.',

  framed:
    'Bu sayfa başka bir sayfanın içinde gösteriliyor. Formları yalnızca kendi penceresinde açılır.',

  noPublications: 'Bu cihazda henüz bir şey yok.',
  notYetDelivered: 'Henüz indirilmedi.',
  articles: (count: number) => `${count.toLocaleString('tr')} yazı`,
  trust: {
    'built-in': 'Anahtarı bu uygulamayla birlikte geldi.',
    pinned: 'Anahtarı, bağlantıdaki parmak iziyle eşleşti.',
    'first-use': 'Anahtarına, yayın eklenirken güvenildi.',
  },
  remove: 'Kaldır',
  confirmRemove: (title: string) => `“${title}” ve yazıları bu cihazdan kaldırılsın mı?`,
  addPublication: 'Yayın ekle',
  address: 'Adres',
  addressHint:
    'Yayının sitesinin adresi ya da sitedeki “Abone ol” bölümünde gösterilen adres, örneğin https://news.example.org/',
  add: 'Ekle',
  asking: (host: string) => `${host} sunucusuna bağlanılıyor…`,
  added: (title: string) => `“${title}” artık bu cihazda.`,
  firstUse:
    'Anahtarı daha önce bilinmiyordu, artık ona güveniliyor: sonraki sayılar yalnızca bu anahtarla kabul edilir.',
  fingerprintMatched: 'Anahtarı, adresteki parmak iziyle eşleşiyor.',
  fingerprint: 'Parmak izi:',
  earlier: {
    title: (title: string) => `${title}: önceki sürüm`,
    keyChanged:
      'Bu yayının anahtarı değişti: “Yayınlar” sayfasındaki yeni parmak izini, yayıncının size başka bir yoldan bildirdiğiyle karşılaştırın.',
  },
  noAddress: 'Bu bir adres değil. Adres şöyle olmalı: https://news.example.org/',

  licences: { heading: 'Üçüncü taraf bileşenlerin lisansları', show: 'Lisansları göster' },
  aboutLongwave: [
    [
      'İnternetsiz okunur',
      'İnternet varken bir kez açın, buradaki her şey sonra internetsiz de açılır: trende, kesintide, erişim engellendiğinde.',
    ],
    [
      'İmzalı',
      'Her yazı yayıncısı tarafından imzalanır ve bu cihazda doğrulanır. Bir yansı site onu taşıyabilir ama değiştiremez.',
    ],
    [
      'Yalnızca sizin',
      'Hesap yok, takip yok. Bu uygulama, okuduğunuz yayınların sunucuları dışında hiçbir yere bağlanmaz.',
    ],
    [
      'Özgür',
      'Longwave özgür bir yazılımdır. Onunla herkes yayın yapabilir: herhangi bir sunucuda bir dosya klasörü yeter.',
    ],
  ],

  mirrors: {
    stop: 'Durdur',
    stopped: 'Durduruldu. Şimdiye kadar gelenler kalıyor.',
    syncNow: 'Yeni haberlere şimdi bak',
    saved: 'Bu cihaza ne kaydedilsin',
    pictures: {
      all: 'Metin ve görseller',
      last: 'Önce bütün metinler, sonra görseller',
      none: 'Yalnızca metin',
    },
    ask: 'Bağlantı veri miktarına göre ücretli olabilirse görselleri indirmeden önce sor',
    waiting: (size: string) =>
      `Görseller bekliyor (${size}), çünkü bu bağlantı veri miktarına göre ücretli olabilir.`,
    fetch: 'Şimdi indir',
    hosts: 'Sunucular ve yansılar',
    kinds: {
      site: 'Yayının kendi adresi',
      named: 'Haber merkezinin bildirdiği bir yansı',
      own: 'Sizin eklediğiniz bir yansı',
    },
    lastGood: (when: string) => `Son başarı: ${when}`,
    notAsked: 'Henüz sorulmadı.',
    rests: 'Şimdilik en son soruluyor.',
    clock: (day) => `Bu aygıtın saati yanlış olabilir: ${day} gösteriyor.`,
    noCors: 'Yanıt veriyor ama başka sitelerden okunmasına izin vermiyor (CORS).',
    works: 'Yanıt veriyor ve okunabiliyor.',
    check: 'Şimdi denetle',
    checking: 'Denetleniyor…',
    label: 'Başka bir yansının adresi',
    hint: 'Yansı yalnızca dosya taşır. Ondan gelen her şey, her zamanki gibi haber merkezince imzalanmış olmalıdır.',
    add: 'Yansıyı ekle',
    added: 'Eklendi. Bundan böyle ona da soruluyor.',
  },

  failures: {
    offline: [
      'Ağ bağlantısı yok.',
      'Bu cihazdaki her şey okunabilir; gerisi bağlantı gelince kendiliğinden indirilir.',
    ],
    unreachable: [
      'Yayına ulaşılamıyor.',
      'Sunucusu şu anda yanıt vermiyor ya da başka sitelerden okunmasına izin vermiyor. Daha sonra yeniden denenecek.',
    ],
    slow: [
      'Hiçbir şey gelmiyor.',
      'Ağ şu anda çok yavaş ya da sunucu yanıt vermiyor. Daha sonra yeniden denenecek.',
    ],
    mirror: [
      'Haber merkezinin sitesi engellenmiş, çökmüş ya da geride kalmış.',
      'Haberler bunun yerine bir yansıdan geliyor ve her zamanki gibi denetleniyor.',
    ],
    'not-found': ['Yayının bir dosyası sunucuda yok.', `Daha sonra yeniden denenecek. ${KEPT}`],
    'login-page': [
      'Ağ, yayın yerine bir giriş sayfası gösteriyor.',
      'Ağda oturum açmak için başka bir site açın.',
    ],
    blocked: [
      'Sunucu, yayını buraya vermeyi reddediyor.',
      'Bu ağda ya da bu ülkede engellenmiş olabilir; bir yansı site işe yarayabilir.',
    ],
    redirected: [
      'Bu adres başka bir adrese yönlendiriyor.',
      'Adresi tarayıcıda açın: Bu ağ önce oturum açmanızı istiyor olabilir ya da yayın taşınmıştır ve yeni adresi eklenebilir.',
    ],
    'no-space': ['Bu cihazda yer kalmadı.', `Biraz yer açıp yeniden deneyin. ${KEPT}`],
    cancelled: ['Durduruldu.', KEPT],
    storage: [
      'Tarayıcı veri saklamayı reddediyor.',
      'Gizli moddan çıkın ya da bu sitenin veri saklamasına izin verin.',
    ],
    'not-a-publication': [
      'Bu adreste bir yayın yok.',
      'Adresi kontrol edin: yayının sitesinin adresi olmalı.',
    ],
    'bad-signature': ['Bu sayı, yayıncının anahtarıyla imzalanmamış.', `Reddedildi. ${KEPT}`],
    'root-mismatch': [
      'Anahtar, bu yayının parmak iziyle eşleşmiyor.',
      `Reddedildi: biri bu yayını taklit ediyor olabilir. ${KEPT}`,
    ],
    'wrong-root': [
      'Yayıncının yeni anahtarları, burada bilinenlerle onaylanmamış.',
      `Bu sayı reddedildi. ${KEPT}`,
    ],
    'wrong-publication': ['Bu adreste başka bir yayın var.', `Reddedildi. ${KEPT}`],
    rollback: ['Sunucu, bu cihazdakinden daha eski bir sayı sunuyor.', `Reddedildi. ${KEPT}`],
    'from-the-future': [
      'Bu sayı için uygulamanın daha yeni bir sürümü gerekiyor.',
      `Güncelleme önerildiğinde uygulamayı güncelleyin. ${KEPT}`,
    ],
    changed: ['Bu sayı yolda bozulmuş ya da değiştirilmiş.', `Reddedildi. ${KEPT}`],
  },
}
