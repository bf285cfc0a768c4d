import type { FirstWords, LaterWords } from './Words.ts'

// A noun after a number never changes in Japanese: no plural rules are needed.

const KEPT = 'この端末にすでにあるものは、そのまま残っています。'

export const first: FirstWords = {
  language: 'ja',
  direction: 'ltr',
  name: '日本語',

  accessibilityLinks: 'アクセシビリティリンク',
  toContent: '本文へ移動',
  toNavigation: 'ナビゲーションへ移動',
  settings: '設定',
  publications: '刊行物',
  search: '検索',
  shortcuts: 'キーボードショートカット',
  close: '閉じる',

  frontPage: 'トップ',
  sections: 'ジャンル',
  topStories: '主要ニュース',
  latestPosts: '新着記事',
  breaking: '速報',
  breakingNews: 'ニュース速報',
  dismiss: '閉じる',
  dismissBreaking: 'ニュース速報を閉じる',
  moreFrom: (section: string) => `「${section}」の記事をもっと見る`,
  nothingHere: 'ここにはまだ記事がありません。',

  edition: (version: number) => `第${version}号`,
  signed: '署名済み',
  outOfDate: 'この号は最新ではない可能性があります。',
  aboutTheApp: 'Longwaveについて',

  readingTime: '読了時間：',
  by: '執筆：',
  published: '公開：',
  updated: '更新：',
  corrected: '訂正あり',
  correction: '訂正',
  caption: '写真説明：',
  credit: '画像：',
  section: 'ジャンル：',
  tags: 'タグ：',
  table: '表',
  code: (syntax?: string) => (syntax ? `コード、${syntax}` : 'コード'),
  embed: (from: string) => `${from}にあり、この刊行物の外です。開くにはネット接続が必要です。`,
  provenance: (by: string, version: number) => `署名：${by}（第${version}号）`,
  from: '出典：',
  neighbours: '前後の記事',
  previous: '前の記事',
  next: '次の記事',

  contents: '目次',
  listen: '聴く',
  textAndTheme: '文字とテーマ',
  textSize: '文字サイズ',
  sizes: {
    xs: ['XS', '特小'],
    sm: ['SM', '小'],
    md: ['MD', '中'],
    lg: ['LG', '大'],
  },

  aboutThis: { blog: 'このブログについて', section: 'このジャンルについて' },
  blog: 'ブログ',
  subscribe: '購読',
  subscribeFeeds: 'フィードリーダーで：',
  subscribeRss: 'RSSフィード',
  subscribeJson: 'JSONフィード',
  subscribeLongwave: '別の端末やサイトのLongwaveで：このアドレスを「刊行物」に追加してください。',
  copyAddress: 'アドレスをコピー',
  copied: 'アドレスをコピーしました。',
  olderPosts: '以前の記事',
  loadedOlder: (count: number) => `以前の記事を${count}件追加しました`,
  noOlder: 'この端末には、これより前の記事はありません。',

  missing: {
    address: ['ページが見つかりません', 'アドレスの入力間違いか、別の号のアドレスかもしれません。'],
    device: [
      'この端末にはありません',
      'まだ届いていないか、発行者が取り下げた可能性があります。この端末にあるほかの記事はすべて読めます。',
    ],
    storage: [
      'ライブラリーを読み込めません',
      'ブラウザーがこのページに保存領域の利用を許可していません。このサイトのほかのタブを閉じるか、プライベートブラウズを終了して、ページを再読み込みしてください。',
    ],
  },
  toFrontPage: 'トップページへ',

  needsScript:
    'このページにはJavaScriptが必要です。トップページと記事は、JavaScriptがなくても読めます。',

  savedForOffline: '保存しました：ここにあるものはすべて、ネット接続なしで開けます。',
  delivering: (done: number, total: number) => `オフライン用に保存中：${done}／${total}`,
  newEdition: '新しい号が届きました。',
  showEdition: '表示する',
  updateReady: 'アプリの新しいバージョンがあります。',
  updateNow: '今すぐ更新',
  later: 'あとで',
}

export const later: LaterWords = {
  theme: 'テーマ',
  themes: {
    auto: '自動',
    light: 'ライト',
    dark: 'ダーク',
    sepia: 'セピア',
    black: 'ブラック',
    contrast: '高コントラスト',
    eink: '電子ペーパー',
  },
  typeface: '書体',
  typefaces: { serif: '明朝体', sans: 'ゴシック体', legible: '読みやすい書体' },
  lineSpacing: '行間',
  letterSpacing: '文字の間隔',
  wordSpacing: '単語の間隔',
  paragraphSpacing: '段落の間隔',
  spaces: { normal: '標準', wide: '広め', wider: 'さらに広め' },
  justify: '両端揃え',
  hyphens: 'ハイフネーション',
  offOn: { off: 'オフ', on: 'オン' },
  preferences: {
    close: '閉じる',
    reset: '標準に戻す',
    isStandard: '文字とテーマを標準に戻しました。',
    turnPages: 'ページをめくる',
    paged: 'スペースキー、または画面の左右の端のタップで、ページをめくります。',
    fetchingTypeface: '書体を取得しています…',
    typefaceNotHere:
      'この書体はまだこの端末にありません。ネット接続時に一度選ぶと、この端末に残ります。',
  },
  specimen:
    '記事はこのように表示されます。文字サイズは、ブラウザーと端末の設定に重ねて適用されます。',
  interfaceLanguage: 'アプリの言語',
  sameAsBrowser: 'ブラウザーと同じ',
  languageNotHere: (language: string) =>
    `「${language}」はまだこの端末にありません。ネット接続時に一度選ぶと、この端末に残ります。`,
  settingsKept: '設定はこの端末にだけ保存されます。',

  articleChanged: '開いた後に、この記事は更新されました。',
  articleWithdrawn: 'この記事は編集部によって取り下げられました。',

  wasRead: '既読',
  wasReadTo: (part: string) => `${part}まで既読`,
  progress: 'ここまで読んだ分',
  left: (time: string) => `残り${time}`,

  listen: {
    name: '読み上げ',
    play: '再生',
    pause: '一時停止',
    previous: '前の文',
    next: '次の文',
    speed: '速さ',
    slower: '遅く',
    faster: '速く',
    voice: '音声',
    online: 'オンライン：本文をサーバーに送信',
    close: '読み上げを終わる',
    noVoice: (language: string) =>
      `この端末には${language}の音声がありません。音声はシステム設定の「読み上げ」または「アクセシビリティ」で追加できます。`,
    onlyOnline: (language: string) =>
      `${language}の音声は本文をサーバーに送信するものだけです。それでも聴く場合は一つ選んでください。`,
    skipped: (language: string) =>
      `一部を飛ばしました：この端末には${language}の音声がありません。`,
    refused: 'ブラウザーが読み上げの開始を許可しませんでした。「再生」を押してください。',
    failed: '音声が動かなくなりました。別の音声を試すか、もう一度「再生」を押してください。',
    end: '記事はここまでです。',
    unsupported: 'このブラウザーは読み上げができません。',
    awake: '読み上げ中は画面が消えません。',
    locked: '端末をロックすると音声が止まることがあります。',
  },

  audio: {
    fetch: 'ダウンロードして聴く',
    here: '録音はこの端末にあり、ネットワークなしで聴けます。',
    notHere: 'この録音はこの端末にありません。ネットワークにつながれば、ダウンロードできます。',
    removed: '録音をこの端末から削除しました。',
    stored: (size) =>
      `ダウンロードした録音が、このほかに${size}を使っています。空き容量を増やす操作をしない限り、消えません。`,
  },

  search: {
    label: '検索する言葉',
    search: '検索',
    scope: 'この端末にある全記事の見出し、要約、名前を検索します。ネット接続は不要です。',
    found: (count: number) => `${count}件の記事が見つかりました`,
    nothing: (words: string) => `この端末に「${words}」を含む記事はありません。`,
    more: '最初の結果だけを表示しています。言葉を加えると絞り込めます。',
  },

  keys: {
    about:
      'どれも一つのキーだけを押します。文字の入力中や、ページに対象がないときは何も起きません。',
    on: '一つのキーのショートカットを使う',
    groups: { reading: '一覧と記事', text: '文字と音声', places: '移動' },
    actions: {
      down: '一覧の次の記事、記事の次の段落',
      up: '前の記事、前の段落',
      open: '記事を開く',
      list: '一覧に戻る',
      top: 'ページの先頭',
      larger: '文字を大きく',
      smaller: '文字を小さく',
      listen: '記事を聴く',
      play: '再生または一時停止',
      contents: '記事の目次',
    },
    change: '変更',
    none: 'キーなし',
    press: '新しいキーを押してください。Escapeで元のまま、Backspaceでキーなしにします。',
    taken: (key: string, action: string) =>
      `「${key}」は「${action}」で使われています。別のキーを押してください。`,
    reset: 'すべてのキーを元に戻す',
    wasReset: 'すべてのキーを最初の状態に戻しました。',
  },
  lacks: {
    insecure: [
      'このアドレスは暗号化されていないため、ブラウザーはここでの検証も保存も許しません。',
      'サイトから直接読んでいます。ネットワークなしで読むには、https:// で開いてください。',
    ],
    old: [
      'このブラウザーは古く、ニュースを検証することも保存することもできません。',
      'サイトから直接読んでいます。新しいブラウザーなら、ネットワークなしでも開けます。',
    ],
    newer: [
      'この端末のニュースは、このアプリの新しいバージョンが保存したものです。',
      '再読み込みしてそのバージョンを入手してください。何も失われていません。',
    ],
    blocked: [
      'この端末のニュースを今は開けません。このサイトの別のタブが使用中かもしれません。',
      'ほかのタブを閉じてから再読み込みしてください。何も失われていません。',
    ],
    storage: [
      'このブラウザーは、サイトが何かを保存することを許していません。',
      'サイトから直接読んでいるため、ネットワークが必要です。プライベートブラウズをやめるか、このサイトにデータの保存を許可してください。',
    ],
    worker: [
      'このブラウザーはニュースを保存しますが、それを開くアプリは保存しません。',
      'ネットワークがないときは、開いたままのページだけを読めます。プライベートでないウィンドウか別のブラウザーなら、両方を保存します。',
    ],
  },
  damaged:
    'この端末にはアプリの一部がありません。ネットワークに接続して再読み込みしてください。記事はそのまま残っています。',
  reload: '再読み込み',
  storage: {
    heading: 'ストレージ',
    used: (used, budget) => `${budget} のうち ${used} を使用中`,
    budget: '保存する上限',
    restored:
      'ブラウザーが、このサイトが端末に保存していたものを失っていました。読みかけの位置と購読中の発行物は元に戻り、ニュースは再び届いています。',
    whatGoes:
      '空きが必要になると、既読記事の画像、その他の画像、既読の本文、古い本文の順に削除します。保存した記事は残ります。',
    free: '今すぐ空きを作る',
    freed: (size) => `${size} を空けました。保存した記事と読みかけの位置はそのままです。`,
    nothingToFree: '削除できるものはありません。',
    atMost: (size) => `最大 ${size} まで保存します。`,
    persisted: 'ブラウザーは、ここにあるものを残すと約束しています。',
    notPersisted:
      '端末の空きが足りなくなると、ブラウザーがここにあるものを削除することがあります。',
    askPersist: '残すようブラウザーに頼む',
    notPromised:
      'ブラウザーは約束しませんでした。アプリをホーム画面に追加すると、たいてい残るようになります。',
    sevenDays:
      'Safari は 7 日間開かれないサイトの保存内容を削除します。ホーム画面に追加すると残ります。',
    wipe: 'この端末からすべて削除',
    confirmWipe:
      'この端末から、すべての記事、読みかけの位置、設定、アプリ本体を削除しますか。元に戻せません。',
    wiped: 'この端末からすべて削除しました。ここには何も残っていません。',
    notWiped: (names) =>
      `まだ残っています：${names}。このアプリのほかのタブを閉じて、もう一度お試しください。`,
    evicted:
      'この記事の本文は、新しい記事に場所を譲ったため、この端末にはもうありません。ネットワークにつながれば、また取得できます。',
    fetchAgain: 'もう一度取得',
    fetching: '取得しています…',
  },
  signature: {
    heading: '署名でわかること',
    promise:
      'この文章が発行者自身のもので、途中で誰にも変えられていないことを証明します。内容が真実であることの証明ではありません。',
    key: (key: string) => `鍵 ${key}。発行者がほかの場所で示しているものと見比べてください。`,
    checked: (when: string) => `最後の確認：${when}`,
  },
  build: {
    heading: 'アプリのこのバージョン',
    digest: (digest: string) =>
      `ビルド ${digest}。パソコンで longwave verify --app を実行すると、このサイトのアドレスに対して同じものが表示されます。`,
    unknown: 'この端末ではビルドを特定できません。',
    differs: 'この端末にあるアプリの一部のファイルは、このビルドのものではありません。',
    vouched: {
      signed:
        '発行者が保証しています。この端末にある最新の版は、既知の鍵で署名され、これを挙げています。',
      unsigned: '発行者の署名がありません。この端末にある最新の版は、これを挙げていません。',
      unchecked: '発行者が保証しているかどうかは、まだわかりません。',
    },
    limits:
      'これはどのアプリにも防げません。このサイトのアドレスを乗っ取った者は、アプリを差し替えられます。ブラウザは、アプリのすべてのウィンドウが閉じられると、待機中のバージョンに切り替えます。悪意のあるバージョンはすぐに入れ替わり、ここに何でも表示できます。',
  },
  networkIsBack: 'ネットにまたつながりました。',
  notCopied: 'ブラウザーがアドレスをコピーしませんでした。アドレスを選択してコピーしてください。',

  framed:
    'このページは別のページの中に表示されています。フォームは単独のウィンドウでのみ開きます。',

  noPublications: 'この端末にはまだ何もありません。',
  notYetDelivered: 'まだ届いていません。',
  articles: (count: number) => `記事${count.toLocaleString('ja')}件`,
  trust: {
    'built-in': '鍵はこのアプリに付属しています。',
    pinned: '鍵はリンクの指紋と一致しました。',
    'first-use': '鍵は追加したときに信頼されました。',
  },
  remove: '削除',
  confirmRemove: (title: string) => `「${title}」とその記事をこの端末から削除しますか？`,
  addPublication: '刊行物を追加',
  address: 'アドレス',
  addressHint:
    '刊行物のサイトのアドレス、またはそのサイトの「購読」に表示されるアドレス。例：https://news.example.org/',
  add: '追加',
  asking: (host: string) => `${host}に接続しています…`,
  added: (title: string) => `「${title}」をこの端末に追加しました。`,
  firstUse:
    'この鍵は初めて見るもので、今後は信頼されます。以後の版は、この鍵で署名されたものだけを受け取ります。',
  fingerprintMatched: '鍵はアドレスの指紋と一致しています。',
  fingerprint: '指紋：',
  earlier: {
    title: (title: string) => `「${title}」の以前の版`,
    keyChanged:
      'この刊行物の鍵が変わりました。「刊行物」のページにある新しい指紋を、発行者が別の方法で知らせる指紋と比べてください。',
  },
  noAddress: 'アドレスではありません。https://news.example.org/ のように入力してください。',

  licences: { heading: '第三者の部品のライセンス', show: 'ライセンスを表示' },
  aboutLongwave: [
    [
      'ネット接続なしで読める',
      '一度ネットにつないで開けば、その後はつながなくてもすべて開けます。電車の中でも、通信障害でも、遮断されていても。',
    ],
    [
      '署名付き',
      'すべての記事は発行者が署名し、この端末で検証されます。ミラーサイトは記事を届けることはできても、書き換えることはできません。',
    ],
    [
      'あなただけのもの',
      'アカウントも追跡もありません。このアプリが接続するのは、あなたが読む刊行物のサーバーだけです。',
    ],
    [
      '自由',
      'Longwaveは自由ソフトウェアです。誰でもこれを使って発行できます。どこかのサーバーにファイルを入れたフォルダーがあれば十分です。',
    ],
  ],

  mirrors: {
    stop: '停止',
    stopped: '停止しました。届いた分はそのまま残ります。',
    syncNow: '今すぐ新着を確認',
    saved: 'この端末に保存するもの',
    pictures: {
      all: '文章と画像',
      last: '先にすべての文章、そのあと画像',
      none: '文章のみ',
    },
    ask: '通信量に応じて料金がかかるおそれのある接続では、画像を取得する前に確認する',
    waiting: (size: string) =>
      `この接続は通信量に応じて料金がかかるおそれがあるため、画像（${size}）を保留しています。`,
    fetch: '取得する',
    hosts: 'サーバーとミラー',
    kinds: {
      site: '刊行物自身のアドレス',
      named: '編集部が示すミラー',
      own: '自分で追加したミラー',
    },
    lastGood: (when: string) => `最後に成功：${when}`,
    notAsked: 'まだ使われていません。',
    rests: '今は最後に回されています。',
    clock: (day) => `この端末の時計が狂っているかもしれません：${day}を示しています。`,
    noCors: '応答はありますが、ほかのサイトからの読み込みを許可していません（CORS）。',
    works: '応答があり、読み込めます。',
    check: '今すぐ確認',
    checking: '確認しています…',
    label: '別のミラーのアドレス',
    hint: 'ミラーはファイルを運ぶだけです。届いたものは、いつもどおり編集部の署名がなければ受け取りません。',
    add: 'ミラーを追加',
    added: '追加しました。これからはここにも問い合わせます。',
  },

  failures: {
    offline: [
      'ネットに接続されていません。',
      'この端末にあるものはすべて読めます。残りは自動的に届きます。',
    ],
    unreachable: [
      '刊行物に接続できません。',
      'サーバーが今は応答していないか、ほかのサイトからの読み込みを許可していません。あとで再試行します。',
    ],
    slow: [
      'データが届きません。',
      'ネットワークが今は遅すぎるか、サーバーが応答していません。あとで再試行します。',
    ],
    mirror: [
      '編集部のサイトが遮断されているか、停止しているか、更新が遅れています。',
      '代わりにミラーサイトから届いています。内容はいつもどおり検証されています。',
    ],
    'not-found': ['刊行物のファイルがサーバーにありません。', `あとで再試行します。${KEPT}`],
    'login-page': [
      '刊行物の代わりに、ネットワークのログインページが表示されています。',
      'ほかのサイトを開いて、ネットワークにログインしてください。',
    ],
    blocked: [
      'サーバーがここへの配信を拒否しています。',
      'このネットワークまたはこの国で遮断されている可能性があります。ミラーサイトなら使えるかもしれません。',
    ],
    redirected: [
      'このアドレスは別のアドレスに転送されます。',
      'ブラウザーで開いてください。このネットワークが先にログインを求めているか、刊行物が移転しています。移転先のアドレスは追加できます。',
    ],
    'no-space': [
      'この端末に空き容量がありません。',
      `空き容量を増やしてから、もう一度お試しください。${KEPT}`,
    ],
    cancelled: ['中止しました。', KEPT],
    storage: [
      'ブラウザーが保存を許可していません。',
      'プライベートブラウズを終了するか、このサイトにデータの保存を許可してください。',
    ],
    'not-a-publication': [
      'このアドレスに刊行物はありません。',
      'アドレスを確認してください。刊行物のサイトを読むときのアドレスです。',
    ],
    'bad-signature': [
      'この号は発行者の鍵で署名されていません。',
      `受け取りを拒否しました。${KEPT}`,
    ],
    'root-mismatch': [
      '鍵がこの刊行物の指紋と一致しません。',
      `受け取りを拒否しました。誰かがなりすましている可能性があります。${KEPT}`,
    ],
    'wrong-root': [
      '発行者の新しい鍵が、ここで知られている鍵で確認できません。',
      `この号の受け取りを拒否しました。${KEPT}`,
    ],
    'wrong-publication': [
      'このアドレスでは別の刊行物が応答しています。',
      `受け取りを拒否しました。${KEPT}`,
    ],
    rollback: [
      'サーバーが、この端末にあるものより古い号を送ってきました。',
      `受け取りを拒否しました。${KEPT}`,
    ],
    'from-the-future': [
      'この号には、より新しいバージョンのアプリが必要です。',
      `更新の案内が表示されたら、アプリを更新してください。${KEPT}`,
    ],
    changed: [
      'この号は配信の途中で破損したか、改変されました。',
      `受け取りを拒否しました。${KEPT}`,
    ],
  },
}
