import type { Digest, Direction, Figure, Image, Instant, LanguageTag } from './article.ts'
import { defined } from './defined.ts'

/** The major version of the format this code reads and writes. */
export const FORMAT = 1

/**
 * The version of the reading rules that this code follows; `minReader` of a release is compared with it. Rules 2 brought the
 * face file and the Merkle tree; releases under rules 1 are still read.
 */
export const READER = 2

export const RELEASE_TYPE = 'application/vnd.longwave.release.v1+json'
export const ROOT_TYPE = 'application/vnd.longwave.root.v1+json'

/** DSSE 1.0.2: the signature covers `payloadType` and the payload's bytes, never re-serialised JSON. */
export interface Envelope {
  payloadType: string
  /** Base64 of the payload's bytes. */
  payload: string
  signatures: { keyid: string; sig: string }[]
}

/** The keys and their roles (TUF's root role). Roots are numbered from 1; each is signed by the one before and by itself. */
export interface Root {
  format: number
  /** Publication id; the same in every root and release of a publication. */
  id: string
  version: number
  expires: Instant
  /** Key id (SHA-256 of the raw public key, hex) to raw Ed25519 public key, hex. */
  keys: Record<string, string>
  roles: { root: Role; release: Role }
}

export interface Role {
  keyids: string[]
  /** How many different keys must have signed. */
  threshold: number
}

/** The signed content of head.json: the state of the whole publication at one moment, but for its face. */
export interface Head {
  format: number
  id: string
  title: string
  language: LanguageTag
  direction: Direction
  /** Grows with every release; a lower one than already seen is refused. */
  version: number
  published: Instant
  /** After this the release is shown as maybe out of date, and still read. */
  expires: Instant
  /** Number of the newest root. */
  root: number
  /** The face file. Under reading rules 1 the head holds what is in it. */
  face: FileReference | Face
  /** Article ids of the front page in order, the lead story first. */
  front: string[]
  breaking?: Breaking
  /** First and last press run still served. */
  seq: [number, number]
  /** Newest first. Bundles with the same range are parts of one whole. */
  bundles: BundleReference[]
  /** The rest of the bundles, where they do not fit the head. */
  catalog?: FileReference
  state: State | StateOfRules1
  /** Digests of builds of the app that the publisher vouches for (docs/bundle-format.md, "The app"). */
  app?: Digest[]
  /** The base address to which the publication has moved. */
  moved?: string
  /** Readers that follow an older version of the reading rules (READER) refuse the release and ask for an update. */
  minReader: number
}

/** By the state a library is known to be complete, and one record, with its path, to belong to the release. */
export interface State {
  /** The number of live articles of the runs served. */
  articles: number
  /** The Merkle tree hash of their lines (merkle.ts). */
  tree: Digest
}

export interface StateOfRules1 {
  articles: number
  /** SHA-256 of the sorted `id seq` lines of the live articles. */
  digest: Digest
}

/** What changes seldom: how a publication looks, and where else it is served. It lies in a file that the head names. */
export interface Face {
  description?: string
  /** A name for places with little room, at most 30 characters. */
  shortTitle?: string
  icon?: Image
  /** A colour, `#` and six hex digits. */
  accent?: string
  /** Pages of the publisher on the web. */
  links?: { title: string; url: string }[]
  sections: Section[]
  /** Other base addresses that carry the same files. */
  mirrors: string[]
}

/** A head together with its face. */
export type Release = Omit<Head, 'face'> &
  Face & {
    /** The reference to the face file; absent under reading rules 1. */
    face?: FileReference
  }

/** @returns whether the head names a face file; under reading rules 1 it holds the face itself */
export function namesFace(head: Head): head is Head & { face: FileReference } {
  return 'digest' in head.face
}

/** Takes the face out of a release. */
export function faceOf(release: Release): Face {
  const { description, shortTitle, icon, accent, links, sections, mirrors } = release
  return defined<Face>({ description, shortTitle, icon, accent, links, sections, mirrors })
}

/** @returns the fields of head.json: those of the face among them under reading rules 1 */
export function headFields({ face, ...head }: Head): object {
  return 'digest' in face ? { ...head, face } : { ...head, ...face }
}

/** Puts a head and its face together. */
export function withFace({ face: known, ...head }: Head, face: Face): Release {
  return { ...head, ...face, ...('digest' in known ? { face: known } : {}) }
}

export interface Section {
  id: string
  title: string
  language: LanguageTag
  direction: Direction
  /** The "about this blog" text, plain, paragraphs separated by a blank line. */
  about?: string
  /** A blog shows its posts newest first with their authors; a section may order them otherwise. */
  kind?: 'section' | 'blog'
  image?: Figure
}

export interface Breaking {
  /** Spoken and shown once per id. */
  id: string
  text: string
  language: LanguageTag
  direction: Direction
  article?: string
  published: Instant
  expires: Instant
}

export interface FileReference {
  digest: Digest
  /** Bytes of the file as served. */
  length: number
  /** Bytes after gunzip. */
  raw: number
}

export interface BundleReference extends FileReference {
  /** First and last press run whose records it holds. */
  seq: [number, number]
  articles: number
}

/** A line of catalog/<digest>.lwb (NDJSON), one for each bundle. */
export type CatalogLine = BundleReference
