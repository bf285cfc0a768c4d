// Writes a small, whole publication into a folder, with nothing but Node's own modules, as docs/bundle-format.md describes
// it: `node publication.mjs <folder>`. A real press keeps its keys and goes on counting its runs; here all is new each time.
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32, deflateSync, gzipSync } from 'node:zlib'

const [, , folder] = process.argv
if (!folder) throw new Error('Name the folder to write into: node publication.mjs <folder>')

const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString()
const sha256 = (bytes) => createHash('sha256').update(bytes).digest()
const digestOf = (bytes) => sha256(bytes).toString('hex')
const joined = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)))

function write(name, bytes) {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), bytes)
}

// "Envelopes and signatures", "Roots": one key signs roots, another one releases.

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url')
  return { privateKey, raw, id: digestOf(raw) }
}

function envelope(kind, document, key) {
  const payloadType = `application/vnd.longwave.${kind}.v1+json`
  const payload = Buffer.from(JSON.stringify(document))
  const message = joined(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `, payload)
  const signatures = [
    { keyid: key.id, sig: sign(null, message, key.privateKey).toString('base64') },
  ]
  return JSON.stringify({ payloadType, payload: payload.toString('base64'), signatures })
}

const id = 'org.example.harbour'
const [rootKey, releaseKey] = [newKey(), newKey()]
const keys = Object.fromEntries(
  [rootKey, releaseKey].map(({ id, raw }) => [id, raw.toString('hex')]),
)
const role = ({ id }) => ({ keyids: [id], threshold: 1 })
const roles = { root: role(rootKey), release: role(releaseKey) }
const root = { format: 1, id, version: 1, expires: inHours(24 * 3650), keys, roles }
const rootFile = envelope('root', root, rootKey)

// "Bundles", "References": a packed file is named by its digest. Node writes no time stamp into the header of gzip.

const ndjson = (values) => Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''))

function pack(place, values) {
  const raw = ndjson(values)
  const bytes = gzipSync(raw)
  write(`${place}/${digestOf(bytes)}.lwb`, bytes)
  return { digest: digestOf(bytes), length: bytes.length, raw: raw.length }
}

function bundle(run, records) {
  return { seq: [run, run], articles: records.length, ...pack('bundles', records) }
}

// "Figures": a PNG of one colour, drawn here so that the example needs no other file.

function picture(alt, width, height, colour) {
  const number = (value) => [24, 16, 8, 0].map((bits) => (value >>> bits) & 255)
  const chunk = (type, data) =>
    joined(number(data.length), type, data, number(crc32(joined(type, data))))
  const line = joined([0], ...Array(width).fill(colour))
  const pixels = deflateSync(joined(...Array(height).fill(line)))
  const header = [...number(width), ...number(height), 8, 2, 0, 0, 0] // 8 bits of red, green, blue
  const parts = [chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', [])]
  const bytes = joined([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], ...parts)
  write(`images/${digestOf(bytes)}.png`, bytes)
  const file = { digest: digestOf(bytes), type: 'image/png', length: bytes.length }
  return { alt, width, height, sources: [{ width, height, ...file }] }
}

// "Records": in run 2 one article is corrected and one withdrawn. The 300 readings make the tree need two tiles.

const english = { language: 'en', direction: 'ltr' }
const paragraph = (...runs) => ({ type: 'paragraph', runs })

function article(seq, id, headline, body, more) {
  const about = { headline, summary: `${headline}.`, authors: [{ name: 'Ada Moreau' }], tags: [] }
  return { id, seq, ...about, published: inHours(-9), ...english, section: 'town', body, ...more }
}

const ferry = [
  paragraph('The ferry sails again, ', { type: 'strong', runs: ['every two hours'] }, '.'),
  { type: 'heading', level: 2, runs: ['What is new'] },
  { type: 'list', items: [[paragraph('Bicycles are free.')], [paragraph('So are children.')]] },
  { type: 'quote', blocks: [paragraph('It was a long winter.')], cite: 'The harbour master' },
  paragraph('See also ', { type: 'link', url: 'article:storm', runs: ['the storm'] }, '.'),
]
const sea = picture('A grey sea.', 800, 450, [120, 130, 140])
const storm = [
  { type: 'figure', image: sea, caption: ['The bay on Sunday.'], credit: 'Ada Moreau' },
]
const correction = { date: inHours(-1), text: 'The ferry sails; we wrote that it might.' }
const records = [
  article(1, 'ferry', 'The ferry may sail', []),
  article(1, 'pier', 'The pier is closed', []),
  article(1, 'storm', 'The storm, station by station', storm),
  article(2, 'ferry', 'The ferry sails', ferry, { modified: inHours(-1), correction }),
  { id: 'pier', seq: 2, withdrawn: inHours(-1), reason: 'The pier was never closed.' },
]
const readings = Array.from({ length: 300 }, (_, n) =>
  article(1, `station-${n}`, `Station ${n}: ${60 + (n % 40)} km/h`, [], { partOf: 'storm' }),
)
const run1 = [bundle(1, records.slice(0, 3)), bundle(1, readings)] // two parts of one whole
const run2 = [bundle(2, records.slice(3))]
// The head has room for all three bundles. A catalog holds the older ones only to show how it is written.
const catalog = pack('catalog', run1)

// "The tree": over the live records in the order of their runs, then of their ids.

const live = [records[2], ...readings, records[3]]
live.sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1))
const leaves = live.map((record) => sha256(joined([0], JSON.stringify(record))))

const levelAbove = (level) =>
  level.flatMap((left, n) => {
    if (n % 2 === 1) return []
    return [n + 1 < level.length ? sha256(joined([1], left, level[n + 1])) : left]
  })
const treeHash = (level) =>
  level.length > 1 ? treeHash(levelAbove(level)) : (level[0] ?? sha256(''))

function pathOf(level, n) {
  if (level.length === 1) return []
  const beside = level[n % 2 === 1 ? n - 1 : n + 1]
  return [...(beside ? [beside] : []), ...pathOf(levelAbove(level), n >> 1)]
}

const tree = treeHash(leaves).toString('hex')
const tiles = []
for (let first = 0; first < leaves.length; first += 256) {
  const tile = leaves.slice(first, first + 256)
  const seq = Buffer.alloc(8)
  seq.writeBigUInt64BE(BigInt(live[first].seq))
  tiles.push(joined(treeHash(tile), seq))
  write(`tree/${treeHash(tile).toString('hex')}.lwt`, joined(...tile))
}
if (tiles.length > 1) write(`tree/${tree}.lwt`, joined(...tiles))

// "The face", "The release": the head names all other files, so it is written last.

const sections = [{ id: 'town', title: 'The town', ...english }]
const face = pack('face', [{ description: 'News of a harbour.', sections, mirrors: [] }])
const named = { root: 1, face, bundles: run2, catalog, seq: [1, 2], front: ['ferry', 'storm'] }
const times = { version: 1, published: inHours(0), expires: inHours(24 * 30) }
const about = { format: 1, minReader: 2, id, title: 'The Harbour Post', ...english }
const release = { ...about, ...times, ...named, state: { articles: live.length, tree } }
const head = envelope('release', release, releaseKey)
write('root/1.json', rootFile)
write('head.json', head)

// "Proven records": one article that can be passed on without its bundle.

const index = live.indexOf(records[3])
const path = pathOf(leaves, index).map((hash) => hash.toString('hex'))
const proof = { index, path, record: JSON.stringify(live[index]) }
write('ferry.lwp', gzipSync(ndjson([{ format: 1, roots: [rootFile] }, { head }, proof])))

console.log(`fingerprint ${digestOf(rootFile)}`)
