import { scoped } from '#site/scope.ts'

/**
 * Preferences in local storage, by the names that they have as attributes of the document. index.html applies them before
 * the first paint and takes this list from here when it is built (vite/firstPaint.ts).
 */
export const PREFERENCES = [
  'size',
  'theme',
  'typeface',
  'lines',
  'letters',
  'words',
  'paragraphs',
  'justify',
  'hyphens',
  'paged',
  /** Typefaces that the device lacks and the app has fetched (fonts/fallbackFonts.ts). */
  'faces',
] as const

/** Keys of local storage, which all tabs of the site share and which outlives them. */
export type LocalKey =
  | (typeof PREFERENCES)[number]
  /** Id of the breaking news that the reader has closed. */
  | 'breaking-dismissed'
  /** Id of the breaking news that was announced. */
  | 'breaking-spoken'
  /** Formatted dates (language/kept.ts); the number grows when the same key means other words. */
  | 'dates2'
  /** The interface's language, where the reader has chosen one. */
  | 'language'
  /** Shortcuts that the reader has changed. */
  | 'keys'
  /** Views of lists, by address. */
  | 'lists'
  /** The clock warning that was announced. */
  | 'clock'
  /** The occasion on which the browser was asked to keep the data. */
  | 'asked-to-keep'
  /** The database that cannot be opened (library/reopen.ts). */
  | 'broken'
  | `voice:${string}`
  | 'speed'
  /** The player has explained itself. */
  | 'listened'

/** Keys of session storage, which belongs to one tab and lasts as long as the tab is open. */
export type SessionKey =
  /** Views of the entries of the history. */
  | 'places'
  /** Addresses of the list that the shown article was chosen from. */
  | 'list'
  /** Words of the last search, with the entry of the history. */
  | 'search'
  /** The lack of this browser that was announced. */
  | 'told'

export const storedName = (key: LocalKey | SessionKey): string => scoped(key)
