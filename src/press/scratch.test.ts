import { mkdir, readFile, rm, symlink, writeFile, readdir, link, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'vitest'
import { mayAsk, isBase } from '#bundle/bases.ts'
import { title, instant, linkAddress } from '#bundle/validate/primitives.ts'
import { Project, textsOf } from './testing/Project.ts'
import { holdsSecretKey } from './files/publishedFolders.ts'
import { parseSecretKey } from './files/secretKeyFile.ts'
import { faultOfBase } from './files/baseAddress.ts'
import { formatFeeds } from './publication/formatFeeds.ts'

const stageSite = async (edition: any, stage: any) => {
  const page = (t: string) => new TextEncoder().encode(`<meta name="longwave-id" content="${edition.release.id}">${t} ${edition.release.version}`)
  await stage('assets/app-12345678.js', new TextEncoder().encode('the app'))
  await stage('index.html', page('front page'))
  for (const { id } of edition.articles) await stage(`article/${id}/index.html`, page(id))
  await stage('sw.js', new TextEncoder().encode('`shell.html` longwave-copy [`assets/app-12345678.js`]'))
}
let project: Project
beforeEach(async () => { project = await Project.open() })
afterEach(() => project.close())
const site = (o: any = {}) => project.press({ stageSite, ...o })
const attempt = async (name: string, f: () => Promise<unknown>) => {
  try { const r: any = await f(); console.log(name, 'OK', r?.release?.version ?? r, r?.noted ?? '', r?.told ?? '') } catch (e: any) { console.log(name, 'ERR', e.name, e.message) }
}
test('bases', () => {
  for (const a of ['https://[::ffff:0:127.0.0.1]/','https://[64:ff9b:1::7f00:1]/','https://[2002:7f00:1::]/','https://[fec0::1]/','https://[::7f]/','https://[ff02::1]/','https://224.0.0.1/','https://255.255.255.255/','https://240.0.0.1/','https://198.18.0.1/','https://192.0.0.1/','https://router.home/','https://a.localdomain/','https://srv.corp/','https://srv.intranet/','https://srv.private/','https://fritz.box/','https://localhost../','https://127.0.0.1../','https://x.local../','https://localhost%2e/','https://①②⑦.0.0.1/','https://127。0。0。1/','https://[::ffff:7f00:1]/','https://017700000001/','https://0/','https://%31%32%37.0.0.1/','https://a.b.onion.local/','https:\\\\127.0.0.1\\x','https:127.0.0.1/','https://[2001:0:0:0:0:0:80ff:fffe]/','https://foo.internal/','https://metadata.google.internal/', 'https://router.home.arpa/','https://xn--localhost/','https://ⓛocalhost/','https://a.test/','https://b.invalid/', 'https://c.example/','https://LOCALHOST/','https://[0:0:0:0:0:0:0:1]/','https://[::1%25eth0]/','https://[fe80::1%25eth0]/', 'http://evil.example:80/', 'https://a.onion.example/','https://3221225985/','https://192.88.99.1/', 'https://100.64.1/'])
    console.log(String(mayAsk(a, 'https://news.example/')).padEnd(6), a, (() => { try { return new URL(a).hostname } catch { return '-' } })(), faultOfBase(a) ?? '')
})
test('titles', () => {
  for (const t of ['\u3164','\u2800','\u{1d159}','\u{13441}\u{13442}','\ufffc','\ufffe','\u{e0041}\u{e0042}','\ufe0f\ufe0e','\u0301\u0301','\u00ad','\u115f\u1160','\u17b4','\u180e','\u2028','\u200b','\u061c','\u0903','\ue000','\u{16fe4}','\u3000','\u200d','\ufff9','a\u202eb','a\u2066b','\u{10ffff}','\u0378','\u{1bca0}', 'a\ufeffb','\u{f0000}', '\u200e'])
    { let ok = true; try { title(t, 't') } catch { ok = false } console.log(ok ? 'taken  ' : 'refused', [...t].map((c) => c.codePointAt(0)!.toString(16)).join(' ')) }
  for (const d of ['2026-04-31T00:00:00Z','2026-12-01T24:00:00Z','2026-06-30T23:59:60Z','2025-02-29T00:00:00Z','2024-02-29T00:00:00Z','1900-02-29T00:00:00Z','2000-02-29T00:00:00Z','2026-00-10T00:00:00Z','2026-01-00T00:00:00Z','0000-01-01T00:00:00Z','2026-01-01T00:60:00Z','2026-01-01T23:59:59.9999Z','+02026-01-01T00:00:00Z','２026-01-01T00:00:00Z','2026-01-01T00:00:00Z\n','2026-01-01t00:00:00z'])
    { let ok = true; try { instant(d, 't') } catch { ok = false } console.log(ok ? 'taken  ' : 'refused', JSON.stringify(d)) }
  for (const l of ['https://good.example\\@evil.example/','mailto:a@b?x','https://a.example/\u202egnp','https://[','javascript:alert(1)','java\tscript:alert(1)'])
    console.log(linkAddress(l), JSON.stringify(l))
})
test('keys', async () => {
  const key = { format: 1, type: 'ed25519', public: 'a'.repeat(64), secret: 'b'.repeat(64) }
  const text = JSON.stringify(key)
  const forms: Record<string, Buffer> = {
    array: Buffer.from(`[${text}]`), bom: Buffer.from('\ufeff' + text), escaped: Buffer.from(JSON.stringify({ LONGWAVE_KEY: text })),
    yaml: Buffer.from(`env:\n  LONGWAVE_KEY: '${text}'\n`), utf16be: Buffer.from('\ufeff' + text, 'utf16le').swap16(), single: Buffer.from(text.replaceAll('"', "'")), spaced: Buffer.from(JSON.stringify(key, null, '\t').replaceAll('": "', '" :\r\n "')), upper: Buffer.from(text.replace('b'.repeat(64), 'B'.repeat(64))),
    unicode: Buffer.from(text.replace('secret', '\\u0073ecret')), html: Buffer.from('<pre>' + text), xmlbom: Buffer.from('\ufeff<!-- -->' + text), env: Buffer.from(`LONGWAVE_KEY=${text}`), envq: Buffer.from(`export LONGWAVE_KEY="${text.replaceAll('"', '\\"')}"`), base64: Buffer.from(Buffer.from(text).toString('base64')),
    big: Buffer.from(' '.repeat(70000) + text), html2: Buffer.from('  < ' + text)
  }
  for (const [n, b] of Object.entries(forms)) console.log(n, holdsSecretKey(b))
  const S = 'c'.repeat(64)
  for (const t of [`[${JSON.stringify({ ...key, secret: S })}]`, JSON.stringify({ ...key, secret: S }), JSON.stringify({ ...key, secret: S.slice(2) }), JSON.stringify({ ...key, secret: [S] }), JSON.stringify({ ...key, secret: { S } }), JSON.stringify({ ...key, secret: S, format: 2 }), JSON.stringify({ ...key, secret: S, type: S }), JSON.stringify({ ...key, secret: S + 'zz' }), JSON.stringify({ ...key, secret: 'zz' + S.slice(2) }), JSON.stringify({...key, public: S, secret: 5})])
    try { const k = await parseSecretKey(t, 'LONGWAVE_KEY'); console.log('took', k.public.slice(0, 8)) } catch (e: any) { console.log(`${e.message} ${e.cause?.message} ${JSON.stringify(e)}`.includes('ccccccc') ? 'QUOTED' : 'fine', e.message.slice(0,120)) }
})
test('a1 junk head and root', async () => {
  await project.write('out/head.json', '{"a":1}'); await project.write('out/root/1.json', '{"x":1}'); await project.write('out/index.html', 'mine')
  const before = await textsOf(project.out)
  await attempt('junk', () => site())
  console.log(JSON.stringify(before) === JSON.stringify(await textsOf(project.out)), Object.keys(await textsOf(project.out)))
})
test('a1 list of other place', async () => {
  await site()
  // list copied alone into a folder of others
  await mkdir(project.path('web'), { recursive: true })
  await writeFile(project.path('web/longwave-files.json'), await readFile(join(project.out, 'longwave-files.json')))
  await project.write('web/index.html', 'mine'); await project.write('web/photo.jpg', 'mine'); await project.write('web/article/x/index.html', 'mine')
  await attempt('list alone', () => site({ out: project.path('web') }))
  console.log(await textsOf(project.path('web')).then(Object.keys))
})
test('a1 list names host files', async () => {
  await site()
  await project.write('out/.git/config', 'mine'); await project.write('out/CNAME', 'mine')
  const { createHash } = await import('node:crypto')
  const list = JSON.parse(await readFile(join(project.out, 'longwave-files.json'), 'utf8'))
  for (const path of ['.git/config', 'CNAME', 'head.json', 'root/1.json', 'longwave-files.json']) {
    const b = await readFile(join(project.out, path)); list.files.push({ path, digest: createHash('sha256').update(b).digest('hex'), length: b.length })
  }
  await writeFile(join(project.out, 'longwave-files.json'), JSON.stringify(list))
  await attempt('list names host files', () => site())
  for (const p of ['.git/config', 'CNAME', 'head.json', 'root/1.json', 'longwave-files.json']) console.log(p, await stat(join(project.out, p)).then(() => 'there', () => 'GONE'))
  await attempt('again', () => site())
})
test('a1 unfinished is a link', async () => {
  await project.write('mine/0123456789ab/0', 'mine'); await project.write('mine/lock.abc', 'mine'); await project.write('mine/lock', 'mine')
  await mkdir(project.out); await symlink(project.path('mine'), join(project.out, '.longwave-unfinished'))
  await attempt('unfinished link', () => site())
  console.log(await textsOf(project.path('mine')))
})
test('a1 index.html is a link', async () => {
  await site()
  const text = await readFile(join(project.out, 'index.html'))
  await project.write('mine/index.html', text)
  await rm(join(project.out, 'index.html')); await symlink(project.path('mine/index.html'), join(project.out, 'index.html'))
  await project.addArticle('n4')
  await attempt('file link', () => site())
  console.log((await readFile(project.path('mine/index.html'))).equals(text))
})
test('a1 out is link to a folder of others', async () => {
  await project.write('../web/index.html', 'mine'); await symlink(project.path('../web'), project.out)
  await attempt('out link', () => site())
  await rm(project.out); await symlink(project.path('../nowhere'), project.out)
  await attempt('out dangling link', () => site())
  await rm(project.out); await writeFile(project.out, 'a file')
  await attempt('out file', () => site())
})
test('a1 same id other root, root gone', async () => {
  const other = await Project.open()
  await other.press({ stageSite })
  const { cp } = await import('node:fs/promises')
  await cp(other.out, project.out, { recursive: true })
  await attempt('same id', () => site())
  await rm(join(project.out, 'root'), { recursive: true })
  await attempt('same id, no root', () => site())
  await rm(join(project.out, 'head.json'))
  await attempt('same id, no root, no head', () => site())
  await other.close()
})
test('a1 case', async () => {
  await site()
  await project.write('out/Index.html', 'mine'); await project.write('out/ASSETS/app-12345678.js', 'mine')
  await attempt('case', () => site())
  const list = JSON.parse(await readFile(join(project.out, 'longwave-files.json'), 'utf8'))
  list.files[0].path = ['index.html']; await writeFile(join(project.out, 'longwave-files.json'), JSON.stringify(list))
  await attempt('path list', () => site())
  await writeFile(join(project.out, 'longwave-files.json'), 'null'); await attempt('null', () => site())
  await writeFile(join(project.out, 'longwave-files.json'), '{"format":1,"id":"org.example.news","files":[null]}'); await attempt('null file', () => site())
  await writeFile(join(project.out, 'longwave-files.json'), '{"format":1,"id":"org.example.news","files":[]}'); await attempt('empty list', () => site())
})
test('a8', async () => {
  await project.press()
  const statePath = project.path('longwave.state.json')
  const state = JSON.parse(await readFile(statePath, 'utf8'))
  const put = (s: any) => writeFile(statePath, JSON.stringify(s))
  const own = state.publications['org.example.news']
  for (const [n, change] of [['max', { version: 2 ** 53 - 1 }], ['max run', { run: 2 ** 53 - 1 }], ['neg', { version: -5 }], ['neg run', { run: -7 }], ['0', { version: 0, run: 0 }], ['near', { version: 2 ** 53 - 2 }]] as const) {
    await put({ ...state, publications: { 'org.example.news': { ...own, ...change } } })
    await rm(project.out, { recursive: true, force: true })
    await attempt(`state ${n}`, () => project.press())
  }
  await put({ format: 1, publications: { 'org.example.other': own } }); await rm(project.out, { recursive: true, force: true }); await attempt('other publication', () => project.press())
  await put({ format: 1 }); await attempt('no publications', () => project.press())
  await put([]); await attempt('array', () => project.press())
  await put({ format: 1, publications: null }); await attempt('null', () => project.press())
  await rm(statePath); await rm(project.out, { recursive: true, force: true }); await attempt('state lost too', () => project.press())
})
test('feeds', () => {
  const rec = (f: any) => ({ id: 'one', section: 'news', headline: 'One', summary: 'S', authors: [], published: '2026-11-23T08:00:00Z', language: 'en', direction: 'ltr', tags: [], body: [], seq: 1, ...f })
  const r: any = { id: 'x', title: 'T', language: 'en' }
  for (const t of ['a\u0000b', 'a\u000bb', 'a\ud800b', 'a\ufffeb', ']]>', 'a\u0085b', 'a\u001bb', '&#0;', '&#x1;']) {
    const xml = formatFeeds(r, [rec({ summary: t, body: [{ type: 'paragraph', runs: [t] }, { type: 'code', text: t }] })], undefined)[1]![1]
    // biome-ignore lint: scratch
    const bad = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/.test(xml)
    console.log(JSON.stringify(t), bad ? 'NOT XML' : 'ok', xml.match(/<description>[^]*?<\/item>/)?.[0].slice(0, 300))
  }
})
