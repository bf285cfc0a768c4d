import type { DeliveryChoices } from '#library/choices.ts'
import type { FailureCode } from '#messages/toPage.ts'

/**
 * What a browser lacks, or what keeps it from opening a library that is there. Where several apply, the app names the
 * first of them.
 */
export type Lack = 'insecure' | 'old' | 'newer' | 'blocked' | 'storage' | 'worker'

/** A fault in words: what happened, and what can be done about it. */
export type FailureWords = [what: string, remedy: string]

/**
 * Every word the app itself says. A language is one file (`xx.ts`, its BCP 47 main language) that exports both
 * parts; the compiler names what it lacks, and the build makes a chunk of each. Functions get numbers, and say
 * them in the language's own digits and plural forms (Intl.PluralRules).
 */
export interface Words {
  first: FirstWords
  later: LaterWords
}

/** What a front page, a section and an article say: on the device before the first of them is drawn. */
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
  /** Of the keyboard. */
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
  /** The colon of the language stands after these, where it has one. */
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

/** What is said only where a reader goes on purpose; loaded with it (later.ts). */
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
    /** Said when it has been. */
    isStandard: string
    turnPages: string
    /** How, where pages are turned: by choice, or in the theme for e-ink. */
    paged: string
    fetchingTypeface: string
    typefaceNotHere: string
  }
  specimen: string
  /** Of the interface, as against the articles'. */
  interfaceLanguage: string
  sameAsBrowser: string
  /** Its words are not on the device, and there is no network to fetch them. */
  languageNotHere(language: string): string
  settingsKept: string

  /** Of the open article, when a sync brings another text of it, or takes it back. */
  articleChanged: string
  articleWithdrawn: string

  /** Of an article in a list; `part` is a percentage. */
  wasRead: string
  wasReadTo(part: string): string
  /** How far an article has been read. */
  progress: string
  /** `time` is a number of minutes in words. */
  left(time: string): string

  listen: {
    /** Of the player. */
    name: string
    play: string
    pause: string
    previous: string
    next: string
    speed: string
    slower: string
    faster: string
    voice: string
    /** Of a voice that sends what it reads to a server. */
    online: string
    close: string
    noVoice(language: string): string
    onlyOnline(language: string): string
    skipped(language: string): string
    refused: string
    failed: string
    end: string
    unsupported: string
    /** Only where it does (listen/wakeLock.ts). */
    awake: string
    locked: string
  }

  /** Of what a newsroom has spoken, which is fetched only on purpose. */
  recordings: {
    fetch: string
    /** Said when it has been. */
    here: string
    /** Said without a network. */
    notHere: string
    removed: string
    stored(size: string): string
  }

  search: {
    label: string
    search: string
    /** What is looked through. */
    scope: string
    found(count: number): string
    nothing(words: string): string
    /** There are more than are shown. */
    more: string
  }

  keys: {
    about: string
    on: string
    groups: Record<'reading' | 'text' | 'places', string>
    /** The other actions are called by the words of what they lead to. */
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
  /** What does not work in this browser. */
  lacks: Record<Lack, FailureWords>
  /** A file of the app itself cannot be had. */
  damaged: string
  reload: string
  storage: {
    heading: string
    used(used: string, budget: string): string
    budget: string
    /** The database was gone: of marks, subscriptions and choices there was a second copy. */
    restored: string
    /** What is removed when there is no more room, in which order. */
    whatGoes: string
    free: string
    freed(size: string): string
    nothingToFree: string
    atMost(size: string): string
    persisted: string
    notPersisted: string
    askPersist: string
    notPromised: string
    /** Of Safari on a phone. */
    sevenDays: string
    wipe: string
    confirmWipe: string
    wiped: string
    notWiped(names: string): string
    /** In place of an article whose text had to go. */
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
  networkIsBack: string

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
  noAddress: string

  aboutLongwave: [heading: string, words: string][]

  mirrors: {
    /** Of a delivery at work. */
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
    /** Of a host that has failed. */
    rests: string
    /** Said where an edition is from the future, or long over. */
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

  /** `changed` stands for every file that is not what was signed, in one way or another. */
  failures: Partial<Record<FailureCode, FailureWords>> & Record<'changed' | 'offline', FailureWords>
}
