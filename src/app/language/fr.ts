import type { FirstWords, LaterWords } from './Words.ts'

// Spaces before a colon and inside « » are U+00A0, before ; ! ? U+202F.

const KEPT = 'Tout ce qui se trouve déjà sur cet appareil reste inchangé.'

// Kept in the module for all counts of the language, and made at the first one, because it is slow to make.
let plural: Intl.PluralRules | undefined

/** `#` stands for the number: `one` for 0 and 1, `other` for all the rest. */
function counted(count: number, one: string, other: string): string {
  plural ??= new Intl.PluralRules('fr')
  const form = plural.select(count) === 'one' ? one : other
  return form.replace('#', count.toLocaleString('fr'))
}

export const first: FirstWords = {
  language: 'fr',
  direction: 'ltr',
  name: 'Français',

  accessibilityLinks: 'Liens d’accessibilité',
  toContent: 'Aller au contenu',
  toNavigation: 'Aller à la navigation',
  settings: 'Réglages',
  publications: 'Publications',
  search: 'Recherche',
  shortcuts: 'Raccourcis clavier',
  close: 'Fermer',

  frontPage: 'Accueil',
  sections: 'Rubriques',
  topStories: 'À la une',
  latestPosts: 'Derniers articles',
  breaking: 'Urgent',
  breakingNews: 'Alerte info',
  dismiss: 'Fermer',
  dismissBreaking: 'Fermer l’alerte info',
  moreFrom: (section: string) => `Plus d’articles dans «\u00a0${section}\u00a0»`,
  nothingHere: 'Rien n’a encore été publié ici.',

  edition: (version: number) => `Édition ${version}`,
  signed: 'signée',
  outOfDate: 'Cette édition n’est peut-être plus à jour.',
  aboutTheApp: 'À propos de Longwave',

  readingTime: 'Temps de lecture\u00a0:',
  by: 'Par',
  published: 'Publié le',
  updated: 'Mis à jour le',
  corrected: 'Corrigé',
  correction: 'Correction',
  caption: 'Légende\u00a0:',
  credit: 'Crédit\u00a0:',
  section: 'Rubrique\u00a0:',
  tags: 'Mots-clés\u00a0:',
  table: 'Tableau',
  code: (syntax?: string) => (syntax ? `Code, ${syntax}` : 'Code'),
  embed: (from: string) =>
    `Sur ${from}, hors de cette publication. Une connexion est nécessaire pour l’ouvrir.`,
  provenance: (by: string, version: number) => `Signé par ${by}, édition ${version}`,
  from: 'Source\u00a0:',
  neighbours: 'Articles précédent et suivant',
  previous: 'Article précédent',
  next: 'Article suivant',

  contents: 'Sommaire',
  listen: 'Écouter',
  textAndTheme: 'Texte et thème',
  textSize: 'Taille du texte',
  sizes: {
    xs: ['XS', 'très petite'],
    sm: ['SM', 'petite'],
    md: ['MD', 'moyenne'],
    lg: ['LG', 'grande'],
  },

  aboutThis: { blog: 'À propos de ce blog', section: 'À propos de cette rubrique' },
  blog: 'Blog',
  subscribe: 'S’abonner',
  subscribeFeeds: 'Dans un lecteur de flux\u00a0:',
  subscribeRss: 'Flux RSS',
  subscribeJson: 'Flux JSON',
  subscribeLongwave:
    'Dans Longwave, sur un autre appareil ou un autre site\u00a0: ajoutez cette adresse dans «\u00a0Publications\u00a0».',
  copyAddress: 'Copier l’adresse',
  copied: 'Adresse copiée.',
  olderPosts: 'Articles plus anciens',
  loadedOlder: (count: number) =>
    counted(count, '# article plus ancien ajouté', '# articles plus anciens ajoutés'),
  noOlder: 'Il n’y a pas d’article plus ancien sur cet appareil.',

  missing: {
    address: [
      'Cette page n’existe pas',
      'L’adresse est peut-être mal saisie ou provient d’une autre édition.',
    ],
    device: [
      'Absent de cet appareil',
      'Cet article n’est peut-être pas encore téléchargé, ou son éditeur l’a retiré. Tout le reste de ce qui se trouve sur l’appareil peut être lu.',
    ],
    storage: [
      'Impossible de lire la bibliothèque',
      'Le navigateur refuse à cette page l’accès au stockage. Fermez les autres onglets de ce site ou quittez la navigation privée, puis rechargez la page.',
    ],
  },
  toFrontPage: 'Aller à l’accueil',

  needsScript:
    'Cette page nécessite JavaScript. La page d’accueil et tous les articles peuvent être lus sans.',

  savedForOffline: 'Enregistré\u00a0: ici, tout s’ouvre sans connexion.',
  delivering: (done: number, total: number) =>
    `Enregistrement pour la lecture hors connexion\u00a0: ${done.toLocaleString('fr')} sur ${total.toLocaleString('fr')}`,
  newEdition: 'Une nouvelle édition est arrivée.',
  showEdition: 'Afficher',
  updateReady: 'Une nouvelle version de l’application est prête.',
  updateNow: 'Mettre à jour',
  later: 'Plus tard',
}

export const later: LaterWords = {
  theme: 'Thème',
  themes: {
    auto: 'Auto',
    light: 'Clair',
    dark: 'Sombre',
    sepia: 'Sépia',
    black: 'Noir',
    contrast: 'Contraste élevé',
    eink: 'Encre électronique',
  },
  typeface: 'Police',
  typefaces: { serif: 'Avec empattements', sans: 'Sans empattements', legible: 'Très lisible' },
  lineSpacing: 'Espace entre les lignes',
  letterSpacing: 'Espace entre les lettres',
  wordSpacing: 'Espace entre les mots',
  paragraphSpacing: 'Espace entre les paragraphes',
  spaces: { normal: 'Normal', wide: 'Large', wider: 'Très large' },
  justify: 'Texte justifié',
  hyphens: 'Coupure des mots',
  offOn: { off: 'Non', on: 'Oui' },
  preferences: {
    close: 'Fermer',
    reset: 'Revenir à l’état normal',
    isStandard: 'Texte et thème sont revenus à l’état normal.',
    turnPages: 'Tourner les pages',
    paged: 'La barre d’espace, ou un appui près du bord gauche ou droit, tourne la page.',
    fetchingTypeface: 'Téléchargement de la police…',
    typefaceNotHere:
      'Cette police n’est pas encore sur cet appareil. Choisissez-la une fois avec une connexion\u00a0: elle y restera.',
  },
  specimen:
    'Voici à quoi ressemblera un article. Cette taille s’ajoute aux réglages de votre navigateur et de votre appareil.',
  interfaceLanguage: 'Langue de l’application',
  sameAsBrowser: 'Celle du navigateur',
  languageNotHere: (language: string) =>
    `«\u00a0${language}\u00a0» n’est pas encore sur cet appareil. Choisissez cette langue une fois avec une connexion\u00a0: elle y restera.`,
  settingsKept: 'Ces réglages sont conservés sur cet appareil et nulle part ailleurs.',

  articleChanged: 'Cet article a été modifié depuis que vous l’avez ouvert.',
  articleWithdrawn: 'La rédaction a retiré cet article.',

  wasRead: 'Lu',
  wasReadTo: (part: string) => `Lu à ${part}`,
  progress: 'Déjà lu',
  left: (time: string) => `encore ${time}`,

  listen: {
    name: 'Lecture à voix haute',
    play: 'Lire',
    pause: 'Pause',
    previous: 'Phrase précédente',
    next: 'Phrase suivante',
    speed: 'Vitesse',
    slower: 'Plus lentement',
    faster: 'Plus vite',
    voice: 'Voix',
    online: 'en ligne\u00a0: envoie le texte à un serveur',
    close: 'Arrêter l’écoute',
    noVoice: (language: string) =>
      `Cet appareil n’a pas de voix pour cette langue\u00a0: ${language}. Les voix s’ajoutent dans les réglages du système, sous parole ou accessibilité.`,
    onlyOnline: (language: string) =>
      `Les seules voix pour cette langue (${language}) envoient le texte à un serveur. Choisissez-en une pour écouter malgré tout.`,
    skipped: (language: string) =>
      `Passage sauté\u00a0: pas de voix sur cet appareil pour cette langue (${language}).`,
    refused: 'Le navigateur n’a pas laissé la voix commencer. Appuyez sur Lire.',
    failed: 'La voix ne fonctionne plus. Essayez-en une autre ou appuyez de nouveau sur Lire.',
    end: 'C’était la fin de l’article.',
    unsupported: 'Ce navigateur ne sait pas lire à voix haute.',
    awake: 'L’écran reste allumé pendant la lecture.',
    locked: 'Un téléphone verrouillé peut interrompre la voix.',
  },

  audio: {
    fetch: 'Télécharger pour écouter',
    here: 'L’enregistrement est sur cet appareil et s’écoute sans réseau.',
    notHere:
      'Cet enregistrement n’est pas sur cet appareil. Il pourra être téléchargé dès qu’il y aura du réseau.',
    removed: 'L’enregistrement a été retiré de cet appareil.',
    stored: (size) =>
      `Les enregistrements que vous avez téléchargés occupent en plus ${size}. Ils ne partent que lorsque vous libérez de l’espace.`,
  },

  search: {
    label: 'Mots à chercher',
    search: 'Chercher',
    scope: 'Titres, résumés et noms de tous les articles de cet appareil. Fonctionne sans réseau.',
    found: (count: number) => counted(count, '# article trouvé', '# articles trouvés'),
    nothing: (words: string) => `Rien sur cet appareil ne contient «\u00a0${words}\u00a0».`,
    more: 'Seuls les premiers sont affichés. Ajoutez un mot pour préciser.',
  },

  keys: {
    about:
      'Chaque raccourci est une seule touche. Elles ne font rien pendant que vous écrivez, ni là où la page n’a pas ce à quoi elles mènent.',
    on: 'Utiliser les raccourcis à une touche',
    groups: { reading: 'Dans les listes et les articles', text: 'Texte et son', places: 'Aller à' },
    actions: {
      down: 'Article suivant d’une liste, paragraphe suivant d’un article',
      up: 'Article précédent, paragraphe précédent',
      open: 'Ouvrir l’article',
      list: 'Retour à la liste',
      top: 'Haut de la page',
      larger: 'Texte plus grand',
      smaller: 'Texte plus petit',
      listen: 'Écouter l’article',
      play: 'Lecture ou pause',
      contents: 'Sommaire de l’article',
    },
    change: 'Changer',
    none: 'aucune touche',
    press: 'Appuyez sur la nouvelle touche. Échap garde l’ancienne, Retour arrière la retire.',
    taken: (key: string, action: string) =>
      `« ${key} » est déjà prise : ${action}. Appuyez sur une autre touche.`,
    reset: 'Rétablir toutes les touches',
    wasReset: 'Toutes les touches sont de nouveau celles du début.',
  },
  lacks: {
    insecure: [
      'Cette adresse n’est pas chiffrée : le navigateur ne laisse donc rien vérifier ni conserver ici.',
      'Vous lisez directement sur le site. Ouvrez-le en https:// pour lire sans réseau.',
    ],
    old: [
      'Ce navigateur est trop ancien pour vérifier et conserver les articles.',
      'Vous lisez directement sur le site. Un navigateur plus récent l’ouvre aussi sans réseau.',
    ],
    newer: [
      'Les articles de cet appareil ont été conservés par une version plus récente de cette application.',
      'Rechargez la page pour obtenir cette version ; rien n’est perdu.',
    ],
    blocked: [
      'Les articles de cet appareil ne peuvent pas être ouverts pour l’instant : un autre onglet de ce site les retient peut-être.',
      'Fermez les autres onglets, puis rechargez la page ; rien n’est perdu.',
    ],
    storage: [
      'Ce navigateur ne laisse pas le site conserver quoi que ce soit.',
      'Vous lisez directement sur le site, et il faut un réseau pour cela. Quittez la navigation privée ou autorisez ce site à enregistrer des données.',
    ],
    worker: [
      'Ce navigateur conserve les articles, mais pas l’application qui les ouvre.',
      'Sans réseau, seule une page restée ouverte peut être lue. Une fenêtre qui n’est pas privée, ou un autre navigateur, conserve les deux.',
    ],
  },
  damaged:
    'Une partie de l’application manque sur cet appareil. Connectez-vous et rechargez la page ; vos articles sont intacts.',
  reload: 'Recharger',
  storage: {
    heading: 'Stockage',
    used: (used, budget) => `${used} utilisés sur ${budget}`,
    budget: 'Garder au plus',
    restored:
      'Le navigateur avait perdu ce que ce site conservait sur l’appareil. Vos repères de lecture et vos publications sont de retour ; les articles arrivent à nouveau.',
    whatGoes:
      'Quand la place manque, les images des articles lus partent d’abord, puis les autres images, puis les textes lus, puis les anciens. Les articles enregistrés restent.',
    free: 'Libérer de l’espace maintenant',
    freed: (size) =>
      `${size} libérés. Les articles enregistrés et vos emplacements de lecture sont intacts.`,
    nothingToFree: 'Il n’y a rien à supprimer.',
    atMost: (size) => `${size} au plus sont gardés.`,
    persisted: 'Le navigateur a promis de garder ce qui est ici.',
    notPersisted: 'Le navigateur peut supprimer ce qui est ici si l’appareil manque d’espace.',
    askPersist: 'Demander au navigateur de le garder',
    notPromised:
      'Le navigateur ne l’a pas promis. Ajouter l’application à l’écran d’accueil aide souvent.',
    sevenDays:
      'Safari supprime ce qu’un site a stocké après sept jours sans visite\u202f; sur l’écran d’accueil, cela reste.',
    wipe: 'Tout supprimer de cet appareil',
    confirmWipe:
      'Supprimer de cet appareil tous les articles, emplacements et choix, ainsi que l’application\u202f? C’est définitif.',
    wiped: 'Tout a été supprimé de cet appareil. Il ne reste rien ici.',
    notWiped: (names) =>
      `Il reste encore\u00a0: ${names}. Fermez les autres onglets de l’application, puis réessayez.`,
    evicted:
      'Le texte de cet article n’est plus sur cet appareil\u00a0: il a laissé la place à de plus récents. Avec un réseau, on peut le récupérer.',
    fetchAgain: 'Le récupérer',
    fetching: 'Récupération…',
  },
  signature: {
    heading: 'Ce que dit une signature',
    promise:
      'Elle prouve que ces mots sont bien ceux de l’éditeur et que personne ne les a changés en chemin. Elle ne prouve pas qu’ils sont vrais.',
    key: (key: string) => `Clé ${key}. Comparez-la à celle que l’éditeur montre ailleurs.`,
    checked: (when: string) => `Dernière vérification\u00a0: ${when}`,
  },
  build: {
    heading: 'Cette version de l’application',
    digest: (digest: string) =>
      `Compilation ${digest}. Sur un ordinateur, longwave verify --app affiche la même chose pour l’adresse de ce site.`,
    unknown: 'La compilation ne peut pas être déterminée sur cet appareil.',
    differs:
      'Certains fichiers de l’application sur cet appareil ne sont pas ceux de cette compilation.',
    vouched: {
      signed:
        'L’éditeur s’en porte garant\u00a0: la dernière édition sur cet appareil, signée avec la clé connue, la nomme.',
      unsigned:
        'Elle n’est pas signée par l’éditeur\u00a0: la dernière édition sur cet appareil ne la nomme pas.',
      unchecked: 'On ne sait pas encore si l’éditeur s’en porte garant.',
    },
    limits:
      'Aucune application ne peut l’empêcher\u00a0: une personne qui s’empare de l’adresse de ce site peut remplacer l’application. Le navigateur adopte une version en attente dès que toutes les fenêtres de l’application sont fermées, et une version hostile prend la place aussitôt et peut afficher ici n’importe quoi.',
  },
  networkIsBack: 'Le réseau est revenu.',
  notCopied:
    'Le navigateur n’a pas copié l’adresse. Sélectionnez l’adresse et copiez-la vous-même.',

  framed:
    'Cette page est affichée dans une autre. Ses formulaires ne s’ouvrent que dans une fenêtre à part.',

  noPublications: 'Rien sur cet appareil pour l’instant.',
  notYetDelivered: 'Pas encore téléchargée.',
  articles: (count: number) => counted(count, '# article', '# articles'),
  trust: {
    'built-in': 'Sa clé est fournie avec l’application.',
    pinned: 'Sa clé correspond à l’empreinte du lien.',
    'first-use': 'Sa clé a été acceptée lors de l’ajout.',
  },
  remove: 'Supprimer',
  confirmRemove: (title: string) =>
    `Supprimer «\u00a0${title}\u00a0» et ses articles de cet appareil\u202f?`,
  addPublication: 'Ajouter une publication',
  address: 'Adresse',
  addressHint:
    'L’adresse de son site, ou celle qu’il affiche sous «\u00a0S’abonner\u00a0», par exemple https://news.example.org/',
  add: 'Ajouter',
  asking: (host: string) => `Connexion à ${host}…`,
  added: (title: string) => `«\u00a0${title}\u00a0» est maintenant sur cet appareil.`,
  firstUse:
    'Sa clé n’était pas connue\u202f; elle est désormais acceptée\u00a0: les éditions suivantes ne seront acceptées qu’avec elle.',
  fingerprintMatched: 'Sa clé correspond à l’empreinte de l’adresse.',
  fingerprint: 'Empreinte\u00a0:',
  earlier: {
    title: (title: string) => `Édition antérieure de ${title}`,
    keyChanged:
      'La clé de cette publication a changé\u00a0: comparez sa nouvelle empreinte, sous «\u00a0Publications\u00a0», avec celle que l’éditeur vous donne par un autre moyen.',
  },
  noAddress: 'Ce n’est pas une adresse. Exemple\u00a0: https://news.example.org/',

  licences: { heading: 'Licences des composants tiers', show: 'Afficher les licences' },
  aboutLongwave: [
    [
      'Se lit sans connexion',
      'Ouvrez-le une fois avec une connexion, et tout s’ouvrira ensuite sans\u00a0: dans le train, pendant une coupure, derrière un blocage.',
    ],
    [
      'Signé',
      'Chaque article est signé par son éditeur et vérifié sur cet appareil. Un site miroir peut le transmettre, mais pas le modifier.',
    ],
    [
      'Rien qu’à vous',
      'Ni compte ni pistage. L’application ne s’adresse qu’aux serveurs des publications que vous lisez.',
    ],
    [
      'Libre',
      'Longwave est un logiciel libre. Tout le monde peut publier avec\u00a0: un dossier de fichiers sur n’importe quel serveur suffit.',
    ],
  ],

  mirrors: {
    stop: 'Arrêter',
    stopped: 'Arrêté. Ce qui est déjà arrivé reste.',
    syncNow: 'Chercher des nouvelles maintenant',
    saved: 'Ce qui est enregistré sur cet appareil',
    pictures: {
      all: 'Texte et images',
      last: 'Tout le texte d’abord, puis les images',
      none: 'Texte seul',
    },
    ask: 'Demander avant de charger des images si la connexion peut être facturée au volume',
    waiting: (size: string) =>
      `Des images attendent (${size}), car cette connexion peut être facturée au volume.`,
    fetch: 'Les charger',
    hosts: 'Serveurs et miroirs',
    kinds: {
      site: 'L’adresse propre à la publication',
      named: 'Un miroir indiqué par la rédaction',
      own: 'Un miroir que vous avez ajouté',
    },
    lastGood: (when: string) => `Dernier succès : ${when}`,
    notAsked: 'Pas encore interrogé.',
    rests: 'Interrogé en dernier pour le moment.',
    clock: (day) => `L’horloge de cet appareil est peut-être déréglée : elle indique le ${day}.`,
    noCors: 'Il répond, mais n’autorise pas la lecture depuis d’autres sites (CORS).',
    works: 'Il répond et peut être lu.',
    check: 'Vérifier maintenant',
    checking: 'Vérification…',
    label: 'Adresse d’un autre miroir',
    hint: 'Un miroir ne fait que transporter des fichiers. Ce qui en vient doit être signé par la rédaction, comme toujours.',
    add: 'Ajouter le miroir',
    added: 'Ajouté. Il sera désormais interrogé.',
  },

  failures: {
    offline: [
      'Pas de connexion.',
      'Tout ce qui se trouve sur cet appareil peut être lu\u202f; le reste suivra de lui-même.',
    ],
    unreachable: [
      'La publication est injoignable.',
      'Son serveur ne répond pas pour le moment, ou n’autorise pas la lecture depuis d’autres sites. Un nouvel essai aura lieu plus tard.',
    ],
    slow: [
      'Rien ne passe.',
      'Le réseau est trop lent pour le moment, ou le serveur ne répond pas. Un nouvel essai aura lieu plus tard.',
    ],
    mirror: [
      'Le site de la rédaction est bloqué, en panne ou en retard.',
      'Les nouvelles viennent d’un site miroir, vérifiées comme toujours.',
    ],
    'not-found': [
      'Un fichier de la publication manque sur son serveur.',
      `Un nouvel essai aura lieu plus tard. ${KEPT}`,
    ],
    'login-page': [
      'Le réseau affiche une page de connexion à la place de la publication.',
      'Ouvrez n’importe quel autre site pour vous identifier sur le réseau.',
    ],
    blocked: [
      'Le serveur refuse de livrer la publication.',
      'Elle est peut-être bloquée sur ce réseau ou dans ce pays\u202f; un site miroir peut aider.',
    ],
    redirected: [
      'Cette adresse mène à une autre.',
      'Ouvrez-la dans le navigateur : ce réseau demande peut-être d’abord une connexion, ou la publication a déménagé et sa nouvelle adresse peut être ajoutée.',
    ],
    'no-space': [
      'Il n’y a plus de place sur cet appareil.',
      `Libérez de l’espace, puis réessayez. ${KEPT}`,
    ],
    cancelled: ['Arrêté.', KEPT],
    storage: [
      'Le navigateur refuse de conserver des données.',
      'Quittez la navigation privée, ou autorisez ce site à stocker des données.',
    ],
    'not-a-publication': [
      'Il n’y a pas de publication à cette adresse.',
      'Vérifiez l’adresse\u00a0: ce doit être celle de son site.',
    ],
    'bad-signature': [
      'Cette édition n’est pas signée avec la clé de l’éditeur.',
      `Elle a été refusée. ${KEPT}`,
    ],
    'root-mismatch': [
      'La clé ne correspond pas à l’empreinte de cette publication.',
      `Elle a été refusée\u00a0: quelqu’un cherche peut-être à l’imiter. ${KEPT}`,
    ],
    'wrong-root': [
      'Les nouvelles clés de l’éditeur ne sont pas garanties par celles connues ici.',
      `L’édition a été refusée. ${KEPT}`,
    ],
    'wrong-publication': [
      'Une autre publication répond à cette adresse.',
      `Elle a été refusée. ${KEPT}`,
    ],
    rollback: [
      'Le serveur propose une édition plus ancienne que celle de cet appareil.',
      `Elle a été refusée. ${KEPT}`,
    ],
    'from-the-future': [
      'Cette édition nécessite une version plus récente de l’application.',
      `Mettez l’application à jour quand elle le propose. ${KEPT}`,
    ],
    changed: ['L’édition a été endommagée ou modifiée en chemin.', `Elle a été refusée. ${KEPT}`],
  },
}
