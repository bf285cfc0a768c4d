import type { FirstWords, LaterWords } from './Words.ts'

const KEPT = 'Alles, was schon auf diesem Gerät war, ist unverändert.'

export const first: FirstWords = {
  language: 'de',
  direction: 'ltr',
  name: 'Deutsch',

  accessibilityLinks: 'Sprungmarken',
  toContent: 'Zum Inhalt',
  toNavigation: 'Zur Navigation',
  settings: 'Einstellungen',
  publications: 'Publikationen',
  search: 'Suche',
  shortcuts: 'Tastenkürzel',
  close: 'Schließen',

  frontPage: 'Titelseite',
  sections: 'Ressorts',
  topStories: 'Top-Themen',
  latestPosts: 'Neueste Beiträge',
  breaking: 'Eilmeldung',
  breakingNews: 'Eilmeldung',
  dismiss: 'Schließen',
  dismissBreaking: 'Eilmeldung schließen',
  moreFrom: (section: string) => `Mehr aus „${section}“`,
  nothingHere: 'Hier ist noch nichts erschienen.',

  edition: (version: number) => `Ausgabe ${version}`,
  signed: 'signiert',
  outOfDate: 'Diese Ausgabe ist vielleicht nicht mehr aktuell.',
  aboutTheApp: 'Über Longwave',

  readingTime: 'Lesedauer:',
  by: 'Von',
  published: 'Veröffentlicht am',
  updated: 'Aktualisiert am',
  corrected: 'Korrigiert',
  correction: 'Korrektur',
  caption: 'Bildtext:',
  credit: 'Bild:',
  section: 'Ressort:',
  tags: 'Schlagwörter:',
  table: 'Tabelle',
  code: (syntax?: string) => (syntax ? `Code, ${syntax}` : 'Code'),
  embed: (from: string) =>
    `Bei ${from}, außerhalb dieser Publikation. Zum Öffnen ist eine Verbindung nötig.`,
  provenance: (by: string, version: number) => `Signiert von ${by}, Ausgabe ${version}`,
  from: 'Quelle:',
  neighbours: 'Voriger und nächster Artikel',
  previous: 'Voriger Artikel',
  next: 'Nächster Artikel',

  contents: 'Inhalt',
  listen: 'Anhören',
  textSize: 'Schriftgröße',
  textAndTheme: 'Text und Farben',
  sizes: {
    xs: ['XS', 'sehr klein'],
    sm: ['SM', 'klein'],
    md: ['MD', 'mittel'],
    lg: ['LG', 'groß'],
  },

  aboutThis: { blog: 'Über dieses Blog', section: 'Über dieses Ressort' },
  blog: 'Blog',
  subscribe: 'Abonnieren',
  subscribeFeeds: 'In einem Feedreader:',
  subscribeRss: 'RSS-Feed',
  subscribeJson: 'JSON-Feed',
  subscribeLongwave:
    'In Longwave auf einem anderen Gerät oder einer anderen Website: diese Adresse unter „Publikationen“ hinzufügen.',
  copyAddress: 'Adresse kopieren',
  copied: 'Adresse kopiert.',
  olderPosts: 'Ältere Beiträge',
  loadedOlder: (count: number) =>
    count === 1 ? '1 älterer Beitrag geladen' : `${count} ältere Beiträge geladen`,
  noOlder: 'Auf diesem Gerät ist kein älterer Beitrag.',

  missing: {
    address: [
      'Diese Seite gibt es nicht',
      'Die Adresse ist vielleicht vertippt oder stammt aus einer anderen Ausgabe.',
    ],
    device: [
      'Nicht auf diesem Gerät',
      'Der Beitrag ist noch nicht angekommen, oder der Herausgeber hat ihn zurückgezogen. Alles andere auf diesem Gerät kann gelesen werden.',
    ],
    storage: [
      'Die Bibliothek ist nicht lesbar',
      'Der Browser verweigert dieser Seite den Speicher. Schließen Sie andere Tabs dieser Website oder verlassen Sie den privaten Modus, und laden Sie die Seite neu.',
    ],
  },
  toFrontPage: 'Zur Titelseite',

  needsScript:
    'Diese Seite braucht JavaScript. Die Titelseite und alle Artikel sind auch ohne lesbar.',

  savedForOffline: 'Gespeichert: Hier öffnet sich alles auch ohne Netz.',
  delivering: (done: number, total: number) =>
    `Wird für unterwegs gespeichert: ${done} von ${total}`,
  newEdition: 'Eine neue Ausgabe ist da.',
  showEdition: 'Anzeigen',
  updateReady: 'Eine neue Version der App ist bereit.',
  updateNow: 'Jetzt aktualisieren',
  later: 'Später',
}

export const later: LaterWords = {
  theme: 'Farben',
  themes: {
    auto: 'Automatisch',
    light: 'Hell',
    dark: 'Dunkel',
    sepia: 'Sepia',
    black: 'Schwarz',
    contrast: 'Starker Kontrast',
    eink: 'E-Ink',
  },
  typeface: 'Schrift',
  typefaces: { serif: 'Mit Serifen', sans: 'Ohne Serifen', legible: 'Gut lesbar' },
  lineSpacing: 'Zeilenabstand',
  letterSpacing: 'Buchstabenabstand',
  wordSpacing: 'Wortabstand',
  paragraphSpacing: 'Absatzabstand',
  spaces: { normal: 'Normal', wide: 'Weit', wider: 'Weiter' },
  justify: 'Blocksatz',
  hyphens: 'Silbentrennung',
  offOn: { off: 'Aus', on: 'Ein' },
  preferences: {
    close: 'Schließen',
    reset: 'Auf Standard zurücksetzen',
    isStandard: 'Text und Farben sind wieder im Standard.',
    turnPages: 'Seiten umblättern',
    paged: 'Die Leertaste oder ein Tippen am linken oder rechten Rand blättert um.',
    fetchingTypeface: 'Die Schrift wird geladen…',
    typefaceNotHere:
      'Diese Schrift ist noch nicht auf diesem Gerät. Wählen Sie sie einmal mit Netz, dann bleibt sie.',
  },
  specimen:
    'So sehen Artikel aus. Die Schriftgröße kommt zu den Einstellungen von Browser und Gerät hinzu.',
  interfaceLanguage: 'Sprache der App',
  sameAsBrowser: 'Wie im Browser',
  languageNotHere: (language: string) =>
    `„${language}“ ist noch nicht auf diesem Gerät. Wählen Sie die Sprache einmal mit Netz, dann bleibt sie.`,
  settingsKept: 'Wird nur auf diesem Gerät gespeichert.',

  articleChanged: 'Dieser Artikel wurde geändert, seit Sie ihn geöffnet haben.',
  articleWithdrawn: 'Diesen Artikel hat die Redaktion zurückgezogen.',

  wasRead: 'Gelesen',
  wasReadTo: (part: string) => `${part} gelesen`,
  progress: 'Bisher gelesen',
  left: (time: string) => `noch ${time}`,

  listen: {
    name: 'Vorlesen',
    play: 'Abspielen',
    pause: 'Anhalten',
    previous: 'Voriger Satz',
    next: 'Nächster Satz',
    speed: 'Tempo',
    slower: 'Langsamer',
    faster: 'Schneller',
    voice: 'Stimme',
    online: 'online: schickt den Text an einen Server',
    close: 'Vorlesen beenden',
    noVoice: (language: string) =>
      `Auf diesem Gerät gibt es keine Stimme für diese Sprache: ${language}. Stimmen lassen sich in den Systemeinstellungen unter Sprachausgabe oder Bedienungshilfen hinzufügen.`,
    onlyOnline: (language: string) =>
      `Die Stimmen für diese Sprache (${language}) schicken den Text an einen Server. Wählen Sie eine, um trotzdem zuzuhören.`,
    skipped: (language: string) =>
      `Eine Stelle wurde übersprungen: keine Stimme für diese Sprache auf diesem Gerät (${language}).`,
    refused: 'Der Browser hat die Stimme nicht beginnen lassen. Drücken Sie „Abspielen“.',
    failed:
      'Die Stimme arbeitet nicht mehr. Versuchen Sie eine andere oder drücken Sie noch einmal „Abspielen“.',
    end: 'Das war das Ende des Artikels.',
    unsupported: 'Dieser Browser kann nicht vorlesen.',
    awake: 'Der Bildschirm bleibt an, solange vorgelesen wird.',
    locked: 'Ein gesperrtes Telefon kann die Stimme anhalten.',
  },

  audio: {
    fetch: 'Zum Anhören herunterladen',
    here: 'Die Aufnahme ist auf diesem Gerät und läuft ohne Netz.',
    notHere:
      'Diese Aufnahme ist nicht auf diesem Gerät. Mit einem Netz kann sie heruntergeladen werden.',
    removed: 'Die Aufnahme wurde von diesem Gerät entfernt.',
    stored: (size) =>
      `Heruntergeladene Aufnahmen belegen außerdem ${size}. Sie verschwinden nur, wenn Sie Platz schaffen.`,
  },

  search: {
    label: 'Suchbegriffe',
    search: 'Suchen',
    scope:
      'Überschriften, Zusammenfassungen und Namen aller Artikel auf diesem Gerät. Geht auch ohne Netz.',
    found: (count: number) => (count === 1 ? '1 Artikel gefunden' : `${count} Artikel gefunden`),
    nothing: (words: string) => `Auf diesem Gerät gibt es nichts zu „${words}“.`,
    more: 'Nur die ersten Treffer sind zu sehen. Ein weiteres Wort grenzt die Suche ein.',
  },

  keys: {
    about:
      'Jedes ist eine einzelne Taste. Beim Schreiben tun sie nichts, und auch dort nicht, wo eine Seite das Gesuchte nicht hat.',
    on: 'Tastenkürzel aus einer Taste verwenden',
    groups: { reading: 'In Listen und Artikeln', text: 'Text und Ton', places: 'Gehe zu' },
    actions: {
      down: 'Nächster Beitrag einer Liste, nächster Absatz eines Artikels',
      up: 'Voriger Beitrag, voriger Absatz',
      open: 'Beitrag öffnen',
      list: 'Zurück zur Liste',
      top: 'Seitenanfang',
      larger: 'Größerer Text',
      smaller: 'Kleinerer Text',
      listen: 'Artikel anhören',
      play: 'Abspielen oder anhalten',
      contents: 'Inhalt des Artikels',
    },
    change: 'Ändern',
    none: 'keine Taste',
    press: 'Drücken Sie die neue Taste. Escape behält die alte, die Rücktaste nimmt sie weg.',
    taken: (key: string, action: string) =>
      `„${key}“ ist vergeben: ${action}. Drücken Sie eine andere Taste.`,
    reset: 'Alle Tasten zurücksetzen',
    wasReset: 'Alle Tasten sind wieder wie am Anfang.',
  },
  lacks: {
    insecure: [
      'Diese Adresse ist nicht verschlüsselt, deshalb lässt der Browser hier nichts prüfen und nichts aufbewahren.',
      'Sie lesen direkt von der Website. Unter https:// geöffnet, lässt sie sich auch ohne Netz lesen.',
    ],
    old: [
      'Dieser Browser ist zu alt, um die Nachrichten zu prüfen und aufzubewahren.',
      'Sie lesen direkt von der Website. Ein neuerer Browser öffnet sie auch ohne Netz.',
    ],
    newer: [
      'Die Nachrichten auf diesem Gerät hat eine neuere Version dieser App gespeichert.',
      'Laden Sie neu, um diese Version zu erhalten; nichts ist verloren.',
    ],
    blocked: [
      'Die Nachrichten auf diesem Gerät lassen sich gerade nicht öffnen: Vielleicht hält ein anderer Tab dieser Website sie fest.',
      'Schließen Sie die anderen Tabs und laden Sie dann neu; nichts ist verloren.',
    ],
    storage: [
      'Dieser Browser lässt die Website nichts speichern.',
      'Sie lesen direkt von der Website und brauchen dafür ein Netz. Verlassen Sie den privaten Modus, oder erlauben Sie dieser Website, Daten zu speichern.',
    ],
    worker: [
      'Dieser Browser bewahrt die Nachrichten auf, aber nicht die App, die sie öffnet.',
      'Ohne Netz lässt sich nur lesen, was geöffnet bleibt. Ein Fenster, das nicht privat ist, oder ein anderer Browser bewahrt beides auf.',
    ],
  },
  damaged:
    'Auf diesem Gerät fehlt ein Teil der App. Mit dem Netz verbinden und neu laden; Ihre Artikel sind sicher.',
  reload: 'Neu laden',
  storage: {
    heading: 'Speicher',
    used: (used, budget) => `${used} von ${budget} belegt`,
    budget: 'Höchstens behalten',
    restored:
      'Der Browser hatte verloren, was diese Website auf dem Gerät aufbewahrt. Ihre Lesestellen und Publikationen sind wieder da; die Nachrichten kommen neu.',
    whatGoes:
      'Wird Platz gebraucht, gehen zuerst Bilder gelesener Artikel, dann die anderen Bilder, dann gelesene Texte, dann alte. Gespeicherte Artikel bleiben.',
    free: 'Jetzt Platz schaffen',
    freed: (size) =>
      `${size} frei geworden. Gespeicherte Artikel und Ihre Lesestellen sind unberührt.`,
    nothingToFree: 'Es gibt nichts zu entfernen.',
    atMost: (size) => `Höchstens ${size} werden behalten.`,
    persisted: 'Der Browser hat zugesagt, alles hier zu behalten.',
    notPersisted: 'Der Browser kann alles hier entfernen, wenn auf dem Gerät der Platz knapp wird.',
    askPersist: 'Den Browser bitten, es zu behalten',
    notPromised:
      'Der Browser hat es nicht zugesagt. Oft hilft es, die App zum Startbildschirm hinzuzufügen.',
    sevenDays:
      'Safari entfernt, was eine Website gespeichert hat, nach sieben Tagen ohne Besuch; auf dem Startbildschirm bleibt es.',
    wipe: 'Alles von diesem Gerät entfernen',
    confirmWipe:
      'Alle Artikel, Lesestellen, Einstellungen und die App selbst von diesem Gerät entfernen? Das lässt sich nicht rückgängig machen.',
    wiped: 'Alles ist von diesem Gerät entfernt. Hier ist nichts mehr.',
    notWiped: (names) =>
      `Noch hier: ${names}. Schließen Sie andere Tabs dieser App und versuchen Sie es noch einmal.`,
    evicted:
      'Der Text dieses Artikels ist nicht mehr auf diesem Gerät: Er hat neueren Platz gemacht. Mit einem Netz lässt er sich wieder holen.',
    fetchAgain: 'Wieder holen',
    fetching: 'Wird geholt …',
  },
  signature: {
    heading: 'Was eine Signatur sagt',
    promise:
      'Sie beweist, dass diese Worte vom Herausgeber stammen und unterwegs niemand sie geändert hat. Sie beweist nicht, dass sie wahr sind.',
    key: (key: string) =>
      `Schlüssel ${key}. Vergleichen Sie ihn mit dem, was der Herausgeber anderswo zeigt.`,
    checked: (when: string) => `Zuletzt geprüft: ${when}`,
  },
  build: {
    heading: 'Diese Version der App',
    digest: (digest: string) =>
      `Build ${digest}. Auf einem Computer zeigt longwave verify --app für die Adresse dieser Website dasselbe an.`,
    unknown: 'Welcher Build es ist, lässt sich auf diesem Gerät nicht feststellen.',
    differs: 'Einige Dateien der App auf diesem Gerät gehören nicht zu diesem Build.',
    vouched: {
      signed:
        'Der Herausgeber steht für sie ein: Die neueste Ausgabe auf diesem Gerät, mit dem bekannten Schlüssel signiert, nennt sie.',
      unsigned:
        'Sie ist nicht vom Herausgeber signiert: Die neueste Ausgabe auf diesem Gerät nennt sie nicht.',
      unchecked: 'Ob der Herausgeber für sie einsteht, ist noch nicht bekannt.',
    },
    limits:
      'Das kann keine App verhindern: Wer die Adresse dieser Website übernimmt, kann die App ersetzen. Der Browser übernimmt eine wartende Version, sobald alle Fenster der App geschlossen sind; eine feindliche Version übernimmt sofort und kann hier alles anzeigen.',
  },
  networkIsBack: 'Das Netz ist wieder da.',
  notCopied:
    'Der Browser hat die Adresse nicht kopiert. Markieren und kopieren Sie die Adresse selbst.',

  framed:
    'Diese Seite wird innerhalb einer anderen gezeigt. Ihre Formulare gibt es nur in einem eigenen Fenster.',

  noPublications: 'Auf diesem Gerät ist noch nichts.',
  notYetDelivered: 'Noch nicht angekommen.',
  articles: (count: number) => `${count.toLocaleString('de')} Artikel`,
  trust: {
    'built-in': 'Ihr Schlüssel kam mit dieser App.',
    pinned: 'Ihr Schlüssel stimmte mit dem Fingerabdruck im Link überein.',
    'first-use': 'Ihrem Schlüssel wurde beim Hinzufügen vertraut.',
  },
  remove: 'Entfernen',
  confirmRemove: (title: string) => `„${title}“ und alle Artikel von diesem Gerät entfernen?`,
  addPublication: 'Publikation hinzufügen',
  address: 'Adresse',
  addressHint:
    'Die Adresse der Website oder die, die dort unter „Abonnieren“ steht, zum Beispiel https://news.example.org/',
  add: 'Hinzufügen',
  asking: (host: string) => `${host} wird gefragt…`,
  added: (title: string) => `„${title}“ ist jetzt auf diesem Gerät.`,
  firstUse:
    'Ihr Schlüssel war bisher unbekannt, von nun an wird ihm vertraut: Spätere Ausgaben werden nur mit ihm angenommen.',
  fingerprintMatched: 'Ihr Schlüssel stimmt mit dem Fingerabdruck in der Adresse überein.',
  fingerprint: 'Fingerabdruck:',
  earlier: {
    title: (title: string) => `Frühere Ausgabe von „${title}“`,
    keyChanged:
      'Der Schlüssel dieser Publikation hat sich geändert: Vergleichen Sie den neuen Fingerabdruck unter „Publikationen“ mit einem, den Sie auf anderem Weg vom Herausgeber bekommen.',
  },
  noAddress: 'Das ist keine Adresse. Sie sieht so aus: https://news.example.org/',

  licences: { heading: 'Lizenzen fremder Bestandteile', show: 'Lizenzen anzeigen' },
  aboutLongwave: [
    [
      'Lesen ohne Netz',
      'Einmal mit Netz geöffnet, ist hier alles auch ohne zu lesen: im Zug, bei Stromausfall, hinter einer Sperre.',
    ],
    [
      'Signiert',
      'Jeder Artikel ist von seinem Herausgeber signiert und wird auf diesem Gerät geprüft. Ein Spiegelserver kann ihn weitergeben, aber nicht verändern.',
    ],
    [
      'Nur für Sie',
      'Kein Konto, keine Verfolgung. Die App fragt nur die Server der Publikationen, die Sie lesen.',
    ],
    [
      'Frei',
      'Longwave ist freie Software. Jeder kann damit veröffentlichen: Ein Ordner mit Dateien auf einem beliebigen Server genügt.',
    ],
  ],

  mirrors: {
    stop: 'Anhalten',
    stopped: 'Angehalten. Was schon da ist, bleibt.',
    syncNow: 'Jetzt nach Neuem sehen',
    saved: 'Was auf diesem Gerät gespeichert wird',
    pictures: {
      all: 'Text und Bilder',
      last: 'Erst aller Text, dann die Bilder',
      none: 'Nur Text',
    },
    ask: 'Vor dem Laden von Bildern fragen, wenn die Verbindung nach Menge kosten kann',
    waiting: (size: string) =>
      `Bilder warten (${size}), weil diese Verbindung nach Menge kosten kann.`,
    fetch: 'Jetzt laden',
    hosts: 'Server und Spiegel',
    kinds: {
      site: 'Die eigene Adresse der Publikation',
      named: 'Ein Spiegelserver, den die Redaktion nennt',
      own: 'Ein Spiegelserver, den Sie hinzugefügt haben',
    },
    lastGood: (when: string) => `Zuletzt gut: ${when}`,
    notAsked: 'Noch nicht gefragt.',
    rests: 'Wird vorerst zuletzt gefragt.',
    clock: (day) => `Die Uhr dieses Geräts geht vielleicht falsch: Sie zeigt den ${day}.`,
    noCors: 'Er antwortet, lässt aber andere Websites nicht lesen (CORS).',
    works: 'Er antwortet und lässt sich lesen.',
    check: 'Jetzt prüfen',
    checking: 'Wird geprüft …',
    label: 'Adresse eines weiteren Spiegelservers',
    hint: 'Ein Spiegelserver trägt nur Dateien. Was von ihm kommt, muss wie immer von der Redaktion signiert sein.',
    add: 'Spiegelserver hinzufügen',
    added: 'Hinzugefügt. Er wird von nun an gefragt.',
  },

  failures: {
    offline: [
      'Keine Netzverbindung.',
      'Alles auf diesem Gerät kann gelesen werden; der Rest kommt von selbst nach.',
    ],
    unreachable: [
      'Die Publikation ist nicht erreichbar.',
      'Ihr Server antwortet gerade nicht oder lässt andere Websites nicht lesen. Es wird später noch einmal versucht.',
    ],
    slow: [
      'Es kommt nichts durch.',
      'Das Netz ist gerade zu langsam, oder der Server antwortet nicht. Es wird später noch einmal versucht.',
    ],
    mirror: [
      'Die Website der Redaktion ist gesperrt, ausgefallen oder veraltet.',
      'Die Nachrichten kommen stattdessen von einem Spiegelserver, geprüft wie immer.',
    ],
    'not-found': [
      'Auf dem Server fehlt eine Datei der Publikation.',
      `Es wird später noch einmal versucht. ${KEPT}`,
    ],
    'login-page': [
      'Das Netz zeigt eine Anmeldeseite statt der Publikation.',
      'Öffnen Sie eine beliebige andere Website, um sich im Netz anzumelden.',
    ],
    blocked: [
      'Der Server gibt die Publikation hier nicht heraus.',
      'Vielleicht ist sie in diesem Netz oder in diesem Land gesperrt; ein Spiegelserver kann helfen.',
    ],
    redirected: [
      'Diese Adresse führt zu einer anderen.',
      'Öffnen Sie sie im Browser: Vielleicht verlangt dieses Netz erst eine Anmeldung, oder die Publikation ist umgezogen und ihre neue Adresse kann hinzugefügt werden.',
    ],
    'no-space': [
      'Auf diesem Gerät ist kein Platz mehr.',
      `Schaffen Sie etwas Platz und versuchen Sie es noch einmal. ${KEPT}`,
    ],
    cancelled: ['Abgebrochen.', KEPT],
    storage: [
      'Der Browser will nichts speichern.',
      'Verlassen Sie den privaten Modus oder erlauben Sie dieser Website, Daten zu speichern.',
    ],
    'not-a-publication': [
      'Unter dieser Adresse gibt es keine Publikation.',
      'Prüfen Sie die Adresse: Es ist die, unter der die Website gelesen wird.',
    ],
    'bad-signature': [
      'Diese Ausgabe ist nicht mit dem Schlüssel des Herausgebers signiert.',
      `Sie wurde abgelehnt. ${KEPT}`,
    ],
    'root-mismatch': [
      'Der Schlüssel passt nicht zum Fingerabdruck dieser Publikation.',
      `Sie wurde abgelehnt: Vielleicht gibt sich jemand für sie aus. ${KEPT}`,
    ],
    'wrong-root': [
      'Die neuen Schlüssel des Herausgebers sind von den hier bekannten nicht bestätigt.',
      `Die Ausgabe wurde abgelehnt. ${KEPT}`,
    ],
    'wrong-publication': [
      'Unter dieser Adresse antwortet eine andere Publikation.',
      `Sie wurde abgelehnt. ${KEPT}`,
    ],
    rollback: [
      'Der Server bietet eine ältere Ausgabe an als die auf diesem Gerät.',
      `Sie wurde abgelehnt. ${KEPT}`,
    ],
    'from-the-future': [
      'Diese Ausgabe braucht eine neuere Version der App.',
      `Aktualisieren Sie die App, sobald es angeboten wird. ${KEPT}`,
    ],
    changed: [
      'Die Ausgabe wurde unterwegs beschädigt oder verändert.',
      `Sie wurde abgelehnt. ${KEPT}`,
    ],
  },
}
