import type { FirstWords, LaterWords } from './Words.ts'

const KEPT = 'Everything already on this device stays as it was.'

export const first: FirstWords = {
  language: 'en',
  direction: 'ltr',
  name: 'English',

  accessibilityLinks: 'Accessibility links',
  toContent: 'Skip to content',
  toNavigation: 'Skip to navigation',
  settings: 'Settings',
  publications: 'Publications',
  search: 'Search',
  shortcuts: 'Keyboard shortcuts',
  close: 'Close',

  frontPage: 'Front page',
  sections: 'Sections',
  topStories: 'Top stories',
  latestPosts: 'Latest posts',
  breaking: 'Breaking',
  breakingNews: 'Breaking news',
  dismiss: 'Dismiss',
  dismissBreaking: 'Dismiss the breaking news',
  moreFrom: (section: string) => `More from ${section}`,
  nothingHere: 'Nothing has been published here yet.',

  edition: (version: number) => `Edition ${version}`,
  signed: 'signed',
  outOfDate: 'This edition may be out of date.',
  aboutTheApp: 'About Longwave',

  readingTime: 'Reading time',
  by: 'By',
  published: 'Published',
  updated: 'Updated',
  corrected: 'Corrected',
  correction: 'Correction',
  caption: 'Caption:',
  credit: 'Picture:',
  section: 'Section:',
  tags: 'Tags:',
  table: 'Table',
  code: (syntax?: string) => (syntax ? `Code, ${syntax}` : 'Code'),
  embed: (from: string) => `On ${from}, outside this publication. Opening it needs a network.`,
  provenance: (by: string, version: number) => `Signed by ${by}, edition ${version}`,
  from: 'From',
  neighbours: 'Next to this article',
  previous: 'Previous article',
  next: 'Next article',

  contents: 'Contents',
  listen: 'Listen',
  textAndTheme: 'Text and theme',
  textSize: 'Text size',
  sizes: {
    xs: ['XS', 'extra small'],
    sm: ['SM', 'small'],
    md: ['MD', 'medium'],
    lg: ['LG', 'large'],
  },

  aboutThis: { blog: 'About this blog', section: 'About this section' },
  blog: 'Blog',
  subscribe: 'Subscribe',
  subscribeFeeds: 'In a feed reader:',
  subscribeRss: 'RSS feed',
  subscribeJson: 'JSON feed',
  subscribeLongwave: 'In Longwave, elsewhere: add this address under Publications.',
  copyAddress: 'Copy the address',
  copied: 'Address copied.',
  olderPosts: 'Older posts',
  loadedOlder: (count: number) =>
    count === 1 ? '1 older post added' : `${count} older posts added`,
  noOlder: 'That was the oldest post on this device.',

  missing: {
    address: ['There is no such page', 'The address may be mistyped, or from another edition.'],
    device: [
      'This is not on this device',
      'It may not have been delivered yet, or it was withdrawn by its publisher. Everything else that is on this device can be read.',
    ],
    storage: [
      'The library cannot be read',
      'The browser refuses this page its storage. Close other tabs of this site, or leave private browsing, and load the page again.',
    ],
  },
  toFrontPage: 'Go to the front page',

  needsScript:
    'This page needs JavaScript. The front page and every article can be read without it.',

  savedForOffline: 'Saved: everything here opens without a network.',
  delivering: (done: number, total: number) => `Saving for offline: ${done} of ${total}`,
  newEdition: 'A new edition is here.',
  showEdition: 'Show it',
  updateReady: 'A new version of the app is ready.',
  updateNow: 'Use it now',
  later: 'Later',
}

export const later: LaterWords = {
  theme: 'Theme',
  themes: {
    auto: 'Auto',
    light: 'Light',
    dark: 'Dark',
    sepia: 'Sepia',
    black: 'Black',
    contrast: 'High contrast',
    eink: 'E-ink',
  },
  typeface: 'Typeface',
  typefaces: { serif: 'Serif', sans: 'Sans serif', legible: 'Legible' },
  lineSpacing: 'Space between lines',
  letterSpacing: 'Space between letters',
  wordSpacing: 'Space between words',
  paragraphSpacing: 'Space between paragraphs',
  spaces: { normal: 'Normal', wide: 'Wide', wider: 'Wider' },
  justify: 'Justified lines',
  hyphens: 'Hyphenation',
  offOn: { off: 'Off', on: 'On' },
  preferences: {
    close: 'Close',
    reset: 'Reset to standard',
    isStandard: 'Text and theme are back to standard.',
    turnPages: 'Turn pages',
    paged: 'The space bar, or a tap near the left or right edge, turns the page.',
    fetchingTypeface: 'Fetching the typeface …',
    typefaceNotHere:
      'This typeface is not on this device yet. It can be chosen once with a network, and then stays.',
  },
  specimen:
    'This is how an article will look. Text size comes on top of what your browser and your device are set to.',
  interfaceLanguage: 'Language of the app',
  sameAsBrowser: 'Same as the browser',
  languageNotHere: (language: string) =>
    `“${language}” is not on this device yet. It can be chosen once with a network, and then stays.`,
  settingsKept: 'Kept on this device, and nowhere else.',

  articleChanged: 'This article has been changed since you opened it.',
  articleWithdrawn: 'This article has been withdrawn by its newsroom.',

  wasRead: 'Read',
  wasReadTo: (part: string) => `${part} read`,
  progress: 'Read so far',
  left: (time: string) => `${time} left`,

  listen: {
    name: 'Reading aloud',
    play: 'Play',
    pause: 'Pause',
    previous: 'Previous sentence',
    next: 'Next sentence',
    speed: 'Speed',
    slower: 'Slower',
    faster: 'Faster',
    voice: 'Voice',
    online: 'online: sends the text to a server',
    close: 'Stop listening',
    noVoice: (language: string) =>
      `This device has no voice for ${language}. Voices are added in the system’s settings, under speech or accessibility.`,
    onlyOnline: (language: string) =>
      `The only voices for ${language} send the text to a server. Choose one to listen anyway.`,
    skipped: (language: string) => `Skipped a passage: no voice for ${language} on this device.`,
    refused: 'The browser did not let the voice begin. Press Play.',
    failed: 'The voice has stopped working. Try another one, or press Play again.',
    end: 'That was the end of the article.',
    unsupported: 'This browser cannot read aloud.',
    awake: 'The screen stays on while the voice reads.',
    locked: 'A locked phone may stop the voice.',
  },

  audio: {
    fetch: 'Download to listen',
    here: 'The recording is on this device, and plays without a network.',
    notHere: 'This recording is not on this device. It can be downloaded once there is a network.',
    removed: 'The recording has been removed from this device.',
    stored: (size) =>
      `Recordings you have downloaded take ${size} beside that. They go when you free space, and never on their own.`,
  },

  search: {
    label: 'Words to look for',
    search: 'Search',
    scope:
      'Headlines, summaries and names of every article on this device. Works without a network.',
    found: (count: number) => (count === 1 ? '1 article found' : `${count} articles found`),
    nothing: (words: string) => `Nothing on this device has “${words}”.`,
    more: 'Only the first are shown. One more word narrows it down.',
  },

  keys: {
    about:
      'Each is one key, pressed alone. They do nothing while you type, and nothing where a page lacks what they lead to.',
    on: 'Use single-key shortcuts',
    groups: { reading: 'In lists and articles', text: 'Text and sound', places: 'Go to' },
    actions: {
      down: 'Next post of a list, next paragraph of an article',
      up: 'Previous post, previous paragraph',
      open: 'Open the post',
      list: 'Back to the list',
      top: 'Top of the page',
      larger: 'Larger text',
      smaller: 'Smaller text',
      listen: 'Listen to the article',
      play: 'Play or pause',
      contents: 'Contents of the article',
    },
    change: 'Change',
    none: 'no key',
    press: 'Press the new key. Escape keeps the old one, Backspace leaves it without a key.',
    taken: (key: string, action: string) => `“${key}” is taken: ${action}. Press another key.`,
    reset: 'Put all keys back',
    wasReset: 'All keys are as they were at first.',
  },
  lacks: {
    insecure: [
      'This address is not encrypted, so the browser lets nothing be checked or kept here.',
      'You read straight from the site. Open it under https:// to read without a network.',
    ],
    old: [
      'This browser is too old to check and keep the news.',
      'You read straight from the site. A newer browser also opens it without a network.',
    ],
    newer: [
      'The news on this device was kept by a newer version of this app.',
      'Reload to get that version; nothing is lost.',
    ],
    blocked: [
      'The news on this device cannot be opened just now: another tab of this site may be holding on to it.',
      'Close the other tabs, then reload; nothing is lost.',
    ],
    storage: [
      'This browser lets the site keep nothing.',
      'You read straight from the site, and need a network for it. Leave private browsing, or allow this site to store data.',
    ],
    worker: [
      'This browser keeps the news, but not the app that opens it.',
      'Without a network only a page that stays open can be read. A window that is not private, or another browser, keeps both.',
    ],
  },
  damaged:
    'Part of the app is missing on this device. Connect to a network and reload; your articles are safe.',
  reload: 'Reload',
  storage: {
    heading: 'Storage',
    used: (used, budget) => `${used} of ${budget} used`,
    budget: 'Keep at most',
    restored:
      'The browser had lost what this site kept on the device. Your places and publications are back; the news is arriving again.',
    whatGoes:
      'When room is needed, pictures of articles you have read go first, then other pictures, then texts you have read, then old ones. Saved articles stay.',
    free: 'Free space now',
    freed: (size) => `${size} freed. Saved articles and your places are untouched.`,
    nothingToFree: 'There is nothing to remove.',
    atMost: (size) => `At most ${size} are kept.`,
    persisted: 'The browser has promised to keep what is here.',
    notPersisted: 'The browser may remove what is here when the device runs short of space.',
    askPersist: 'Ask the browser to keep it',
    notPromised: 'The browser has not promised it. Adding the app to the home screen often helps.',
    sevenDays:
      'Safari removes what a site has stored after seven days without a visit; added to the home screen, it stays.',
    wipe: 'Remove everything from this device',
    confirmWipe:
      'Remove all articles, places and choices, and the app itself, from this device? This cannot be undone.',
    wiped: 'Everything has been removed from this device. Nothing is left here.',
    notWiped: (names) =>
      `This is still here: ${names}. Close other tabs of this app and try again.`,
    evicted:
      'This article’s text is not on this device any more: it made room for newer ones. With a network it can be fetched again.',
    fetchAgain: 'Fetch it again',
    fetching: 'Fetching …',
  },
  signature: {
    heading: 'What a signature says',
    promise:
      'It proves that these words are the publisher’s own and that nobody has changed them on the way. It does not prove that they are true.',
    key: (key: string) => `Key ${key}. Compare it with what the publisher shows elsewhere.`,
    checked: (when: string) => `Last checked ${when}`,
  },
  build: {
    heading: 'This version of the app',
    digest: (digest: string) =>
      `Build ${digest}. On a computer, longwave verify --app prints the same for the address of this site.`,
    unknown: 'The build cannot be told on this device.',
    differs: 'Some files of the app on this device are not those of this build.',
    vouched: {
      signed:
        'The publisher vouches for it: the newest edition on this device, signed with the known key, names it.',
      unsigned:
        'It is not signed by the publisher: the newest edition on this device does not name it.',
      unchecked: 'It is not known yet whether the publisher vouches for it.',
    },
    limits:
      'No app can prevent this: a person who takes over the address of this site can replace the app. The browser takes a waiting version once every window of the app is closed, and a hostile version takes over at once and can show anything here.',
  },
  networkIsBack: 'The network is back.',
  notCopied: 'The browser did not copy the address. Select the address and copy it yourself.',

  framed: 'This page is inside another one. Its forms open only in a window of their own.',

  noPublications: 'Nothing is on this device yet.',
  notYetDelivered: 'Not delivered yet.',
  articles: (count: number) => (count === 1 ? '1 article' : `${count} articles`),
  trust: {
    'built-in': 'Its key came with this app.',
    pinned: 'Its key matched the fingerprint in the link.',
    'first-use': 'Its key was trusted when it was added.',
  },
  remove: 'Remove',
  confirmRemove: (title: string) => `Remove ${title} and its articles from this device?`,
  addPublication: 'Add a publication',
  address: 'Address',
  addressHint:
    'The address its site is read at, or what its Subscribe panel shows, such as https://news.example.org/',
  add: 'Add',
  asking: (host: string) => `Asking ${host} …`,
  added: (title: string) => `${title} is on this device.`,
  firstUse:
    'Its key was not known before and is trusted from now on: later editions are accepted only with it.',
  fingerprintMatched: 'Its key matches the fingerprint in the address.',
  fingerprint: 'Fingerprint:',
  earlier: {
    title: (title: string) => `Earlier edition of ${title}`,
    keyChanged:
      'The key of this publication has changed: compare its new fingerprint, under Publications, with one that the publisher gives you in another way.',
  },
  noAddress: 'This is no address. It looks like https://news.example.org/',

  licences: { heading: 'Licences of what others have made', show: 'Show the licences' },
  aboutLongwave: [
    [
      'Reads without a network',
      'Open it once with a network, and everything here opens without one: on the train, in a blackout, behind a blocked line.',
    ],
    [
      'Signed',
      'Every article is signed by its publisher and checked on this device. A mirror can carry it, but cannot change it.',
    ],
    [
      'Yours alone',
      'There is no account and no tracking. This app asks nobody for anything but the hosts of the publications you read.',
    ],
    [
      'Free',
      'Longwave is free software. Anyone can publish with it: a folder of files on any host is enough.',
    ],
  ],

  mirrors: {
    stop: 'Stop',
    stopped: 'Stopped. What has come so far stays.',
    syncNow: 'Look for news now',
    saved: 'What is saved on this device',
    pictures: {
      all: 'Text and pictures',
      last: 'All text first, then pictures',
      none: 'Text only',
    },
    ask: 'Ask before fetching pictures where the connection may cost by the megabyte',
    waiting: (size: string) =>
      `Pictures wait (${size}), because this connection may cost by the megabyte.`,
    fetch: 'Fetch them',
    hosts: 'Hosts and mirrors',
    kinds: {
      site: 'The publication’s own address',
      named: 'A mirror the newsroom names',
      own: 'A mirror you added',
    },
    lastGood: (when: string) => `Last good: ${when}`,
    notAsked: 'Not asked yet.',
    rests: 'Asked last for now.',
    clock: (day) => `The clock of this device may be wrong: it says ${day}.`,
    noCors: 'It answers, but does not let other sites read it (CORS).',
    works: 'It answers, and can be read.',
    check: 'Check them now',
    checking: 'Checking …',
    label: 'Address of another mirror',
    hint: 'A mirror only carries files. Whatever comes from it must be signed by the newsroom, as ever.',
    add: 'Add the mirror',
    added: 'Added. It is asked from now on.',
  },

  failures: {
    offline: [
      'There is no network.',
      'Everything on this device can be read; the rest follows by itself.',
    ],
    unreachable: [
      'The publication cannot be reached.',
      'Its host does not answer just now, or does not let other sites read it. It is tried again later.',
    ],
    slow: [
      'Nothing comes through.',
      'The network is too slow just now, or the host does not answer. It is tried again later.',
    ],
    mirror: [
      'The newsroom’s own site is blocked, down or out of date.',
      'The news comes from a mirror instead, checked as ever.',
    ],
    'not-found': [
      'A file of the publication is missing on its host.',
      `It is tried again later. ${KEPT}`,
    ],
    'login-page': [
      'The network shows a login page instead of the publication.',
      'Open any other site to log in to the network.',
    ],
    blocked: [
      'The host refuses to hand out its publication here.',
      'It may be blocked on this network or in this country; a mirror may help.',
    ],
    redirected: [
      'The address leads to another one.',
      'Open it in the browser: this network may want a login first, or the publication has moved and its new address can be added.',
    ],
    'no-space': [
      'There is no room left on this device.',
      `Free some space, then try again. ${KEPT}`,
    ],
    cancelled: ['Stopped.', KEPT],
    storage: [
      'The browser refuses to keep anything.',
      'Leave private browsing, or allow this site to store data.',
    ],
    'not-a-publication': [
      'There is no publication at this address.',
      'Check the address: it is the one its site is read at.',
    ],
    'bad-signature': [
      'This edition is not signed with the publisher’s key.',
      `It was refused. ${KEPT}`,
    ],
    'root-mismatch': [
      'The key does not match the fingerprint of this publication.',
      `It was refused: somebody may be imitating it. ${KEPT}`,
    ],
    'wrong-root': [
      'The publisher’s keys do not follow from the ones known here.',
      `The edition was refused. ${KEPT}`,
    ],
    'wrong-publication': [
      'Another publication answers at this address.',
      `It was refused. ${KEPT}`,
    ],
    rollback: [
      'The host offers an older edition than the one on this device.',
      `It was refused. ${KEPT}`,
    ],
    'from-the-future': [
      'This edition needs a newer version of the app.',
      `Update the app when it is offered. ${KEPT}`,
    ],
    changed: ['The edition was damaged or changed on its way.', `It was refused. ${KEPT}`],
  },
}
