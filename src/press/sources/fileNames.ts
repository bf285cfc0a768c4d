/* The kinds of files by the ends of their names. */

export const MARKDOWN = /\.(?:md|markdown)$/i

export const PAGE = /\.(?:x?html?)(?:\.gz)?$/i

export const FEED = /\.(?:rss|atom|rdf|xml|json)(?:\.gz)?$/i
