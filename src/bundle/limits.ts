/** The largest sizes that a reader accepts, in bytes unless said otherwise. Each is tested at its edge. */
export const LIMITS = {
  head: 64 * 1024,
  root: 32 * 1024,
  /** Root rotations followed in one sync. */
  rootSteps: 256,
  catalog: 256 * 1024,
  catalogRaw: 2 * 1024 * 1024,
  /** A file of proven records, packed and unpacked; its lines; hashes in one path. */
  proven: 8 * 1024 * 1024,
  provenRaw: 32 * 1024 * 1024,
  provenLines: 10_000,
  path: 48,
  /** The file of `tree/` above the tiles: room for 1,677,568 live records. */
  treeTop: 256 * 1024,
  face: 128 * 1024,
  faceRaw: 1024 * 1024,
  bundle: 256 * 1024,
  bundleRaw: 1024 * 1024,
  /** The size the press aims at; a longer article makes a longer bundle. */
  bundleTarget: 192 * 1024,
  record: 512 * 1024,
  image: 512 * 1024,
  /** Room for more than an hour of speech. */
  audio: 64 * 1024 * 1024,
  /** Pixels on a side. */
  imageSide: 4096,
  /** Blocks, and runs, in one article. */
  blocks: 4000,
  runs: 20_000,
  /** Nesting of JSON values in a document; of blocks in blocks; of runs in runs. */
  depth: 64,
  blockDepth: 8,
  runDepth: 12,
  /** Characters. */
  string: 64 * 1024,
  headline: 300,
  /** Counts. */
  cells: 2000,
  images: 200,
  sources: 8,
  front: 60,
  sections: 100,
  bundles: 300,
  mirrors: 32,
  links: 16,
  builds: 8,
  authors: 32,
  tags: 64,
  translations: 100,
  keys: 64,
} as const
