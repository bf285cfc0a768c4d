import type { DeliveryChoices } from '#library/choices.ts'
import type { FailureCode } from '#messages/toPage.ts'

/**
 * A feature the browser lacks, or the reason why it cannot open a library that is there. If several apply, the app names
 * the first.
 */
export type Lack = 'insecure' | 'old' | 'newer' | 'blocked' | 'storage' | 'worker'

/** A fault in words: what happened, and what a reader can do about it. */
export type FailureWords = [what: string, remedy: string]

/**
 * All words of the interface. A language is one file (`xx.ts`, its BCP 47 main language) that exports both parts; the
 * compiler reports missing words, and the build makes a chunk of each part. Functions get numbers, and write them in the
 * digits and plural forms of the language (Intl.PluralRules).
 */
export interface Words {
  first: FirstWords
  later: LaterWords
}

/** Words of front page, section and article, which are on the device before the first page is drawn. */
export interface FirstWords {
  /** BCP 47. */
  language: string
  direction: 'ltr' | 'rtl'
  /** The language's name for itself. */
  name: string

  accessibilityLinks: string
  toContent: string
  toNavigation: string
  settings: string
  publications: string
  search: string
  /** Keyboard shortcuts. */
  shortcuts: string
  close: string

  frontPage: string
  sections: string
  topStories: string
  latestPosts: string
  breaking: string
  breakingNews: string
  dismiss: string
  dismissBreaking: string
  moreFrom(section: string): string
  nothingHere: string

  edition(version: number): string
  signed: string
  outOfDate: string
  aboutTheApp: string

  readingTime: string
  by: string
  published: string
  updated: string
  corrected: string
  correction: string
  /** Ends with the colon of the language, if it has one; `credit`, `section` and `tags` do, too. */
  caption: string
  credit: string
  section: string
  tags: string
  table: string
  code(syntax?: string): string
  embed(from: string): string
  provenance(by: string, version: number): string
  from: string
  neighbours: string
  previous: string
  next: string

  contents: string
  listen: string
  /** The panel beside the text, and the button that opens it. */
  textAndTheme: string
  textSize: string
  /** Short and long name. */
  sizes: Record<'xs' | 'sm' | 'md' | 'lg', [short: string, long: string]>

  aboutThis: Record<'blog' | 'section', string>
  blog: string
  subscribe: string
  subscribeFeeds: string
  subscribeRss: string
  subscribeJson: string
  subscribeLongwave: string
  copyAddress: string
  copied: string
  olderPosts: string
  loadedOlder(count: number): string
  noOlder: string

  missing: Record<'address' | 'device' | 'storage', [heading: string, words: string]>
  toFrontPage: string

  needsScript: string

  savedForOffline: string
  delivering(done: number, total: number): string
  newEdition: string
  showEdition: string
  updateReady: string
  updateNow: string
  later: string
}

/** Words of features that a reader opens on purpose; loaded with the feature (loadLater). */
export interface LaterWords {
  theme: string
  themes: Record<'auto' | 'light' | 'dark' | 'sepia' | 'black' | 'contrast' | 'eink', string>
  typeface: string
  typefaces: Record<'serif' | 'sans' | 'legible', string>
  lineSpacing: string
  letterSpacing: string
  wordSpacing: string
  paragraphSpacing: string
  spaces: Record<'normal' | 'wide' | 'wider', string>
  justify: string
  hyphens: string
  offOn: Record<'off' | 'on', string>
  preferences: {
    close: string
    reset: string
    /** Announced after the reset. */
    isStandard: string
    turnPages: string
    /** How a reader turns pages, if page turning is chosen, or the theme for e-ink is. */
    paged: string
    fetchingTypeface: string
    typefaceNotHere: string
  }
  specimen: string
  /** The language of the interface, which is not that of the articles. */
  interfaceLanguage: string
  sameAsBrowser: string
  /** The words of the language are not on the device, and there is no network to fetch them. */
  languageNotHere(language: string): string
  settingsKept: string

  /** A sync has brought another text of the open article, or has withdrawn it. */
  articleChanged: string
  articleWithdrawn: string

  /** State of an article in a list; `part` is a percentage. */
  wasRead: string
  wasReadTo(part: string): string
  /** How far an article has been read. */
  progress: string
  /** `time` is a number of minutes in words. */
  left(time: string): string

  listen: {
    /** Name of the player. */
    name: string
    play: string
    pause: string
    previous: string
    next: string
    speed: string
    slower: string
    faster: string
    voice: string
    /** Marks a voice that sends the text to a server. */
    online: string
    close: string
    noVoice(language: string): string
    onlyOnline(language: string): string
    skipped(language: string): string
    refused: string
    failed: string
    end: string
    unsupported: string
    /** Shown in browsers that can keep the screen on (listen/wakeLock.ts). */
    awake: string
    locked: string
  }

  /** Words for audio from a newsroom, which is fetched only on purpose. */
  audio: {
    fetch: string
    /** Announced after it has been fetched. */
    here: string
    /** Announced if there is no network. */
    notHere: string
    removed: string
    stored(size: string): string
  }

  search: {
    label: string
    search: string
    /** The articles that the search covers. */
    scope: string
    found(count: number): string
    nothing(words: string): string
    /** The search has found more articles than it shows. */
    more: string
  }

  keys: {
    about: string
    on: string
    groups: Record<'reading' | 'text' | 'places', string>
    /** The other actions are named by the words of the page they lead to. */
    actions: Record<
      | 'down'
      | 'up'
      | 'open'
      | 'list'
      | 'top'
      | 'larger'
      | 'smaller'
      | 'listen'
      | 'play'
      | 'contents',
      string
    >
    change: string
    none: string
    press: string
    taken(key: string, action: string): string
    reset: string
    wasReset: string
  }
  /** Features that do not work in this browser. */
  lacks: Record<Lack, FailureWords>
  /** A file of the app itself cannot be loaded. */
  damaged: string
  reload: string
  storage: {
    heading: string
    used(used: string, budget: string): string
    budget: string
    /** The database was lost: marks, subscriptions and choices were restored from the backup. */
    restored: string
    /** Names what the app removes, and in which order, when the device is full. */
    whatGoes: string
    free: string
    freed(size: string): string
    nothingToFree: string
    atMost(size: string): string
    persisted: string
    notPersisted: string
    askPersist: string
    notPromised: string
    /** About Safari on a phone, which removes data after seven days. */
    sevenDays: string
    wipe: string
    confirmWipe: string
    wiped: string
    notWiped(names: string): string
    /** Shown instead of an article whose text was removed to make room. */
    evicted: string
    fetchAgain: string
    fetching: string
  }
  signature: {
    heading: string
    promise: string
    key(key: string): string
    checked(when: string): string
  }
  /** Words for the build of the app, by whose digest a reader can tell whether it is the publisher's. */
  build: {
    heading: string
    digest(digest: string): string
    unknown: string
    /** Files on the device are not those that the digest stands for. */
    differs: string
    /** Said of the build in use, and in the notice of a version that waits. */
    vouched: Record<'signed' | 'unsigned' | 'unchecked', string>
    /** Says against whom no app can protect its reader. */
    limits: string
  }
  networkIsBack: string
  /** The browser has refused the clipboard. */
  notCopied: string

  /** In the place of a page with forms that another page shows in a frame. A link with the title of the page follows. */
  framed: string

  noPublications: string
  notYetDelivered: string
  articles(count: number): string
  trust: Record<'built-in' | 'pinned' | 'first-use', string>
  remove: string
  confirmRemove(title: string): string
  addPublication: string
  address: string
  addressHint: string
  add: string
  asking(host: string): string
  added(title: string): string
  firstUse: string
  fingerprintMatched: string
  /** Before the fingerprint itself. */
  fingerprint: string
  /** Words for a publication that the newsroom of this site continues under another key. */
  earlier: {
    title(title: string): string
    /** What has happened, and how a reader can check the new key. */
    keyChanged: string
  }
  noAddress: string

  licences: { heading: string; show: string }
  aboutLongwave: [heading: string, words: string][]

  mirrors: {
    /** Stops a delivery that goes on. */
    stop: string
    stopped: string
    syncNow: string
    saved: string
    pictures: Record<DeliveryChoices['pictures'], string>
    ask: string
    /** `size` is a number of bytes in words. */
    waiting(size: string): string
    fetch: string
    hosts: string
    kinds: Record<'site' | 'named' | 'own', string>
    lastGood(when: string): string
    notAsked: string
    /** State of a mirror that has failed. */
    rests: string
    /** Shown if an edition is from the future, or expired long ago. */
    clock(day: string): string
    noCors: string
    works: string
    check: string
    checking: string
    label: string
    hint: string
    add: string
    added: string
  }

  /** `changed` is used for every file that differs from the signed one. */
  failures: Partial<Record<FailureCode, FailureWords>> & Record<'changed' | 'offline', FailureWords>
}
