/* File names by the kinds of sources. */

export const MARKDOWN = /\.(?:md|markdown)$/i

export const PAGE = /\.(?:x?html?)(?:\.gz)?$/i

export const FEED = /\.(?:rss|atom|rdf|xml|json)(?:\.gz)?$/i
