import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { signEnvelope } from '#bundle/envelope.ts'
import { RELEASE_TYPE } from '#bundle/release.ts'
import { rotate } from '../commands/rotate.ts'
import { verify } from '../commands/verify.ts'
import { createSecretKey, readSecretKey } from '../files/secretKeyFile.ts'
import { type RunningServer, startServer } from '../server/startServer.ts'
import { Project } from '../testing/Project.ts'
import { encodeJson } from './encodeJson.ts'

const quiet = { progress() {}, note() {}, problem() {} }

let project: Project
let host: RunningServer
/** The folder that the host serves. */
let served: string

beforeEach(async () => {
  project = await Project.open()
  served = project.path('../served')
  await mkdir(served)
  host = await startServer({ folder: served, port: 0, host: '127.0.0.1' })
})
afterEach(async () => {
  await host.stop()
  await project.close()
})

/** Starts the host at its earlier address. */
async function startAgain(): Promise<void> {
  const port = Number(new URL(host.address).port)
  host = await startServer({ folder: served, port, host: '127.0.0.1' })
}

const upload = () => project.copy('out', '../served')
const state = () => readFile(project.path('longwave.state.json'), 'utf8').then(JSON.parse)
const known = async () => (await state()).publications['org.example.news']
const configureUrl = () => project.configure({ url: host.address })
const faults = async () => (await verify(project.out, quiet)).faults

/** Leaves the sources and the roots alone, as a checkout in a new place has them at least. */
const freshCheckout = () =>
  project.remove('out', 'longwave.state.json', 'publication.articles.json')

/** Replaces the key that signs editions by another, which lies in two.key.json. */
async function rotateKey(): Promise<void> {
  await createSecretKey(project.path('../two.key.json'))
  const flags = {
    sign: [project.path('../one.key.json')],
    release: project.path('../two.key.json'),
  }
  await rotate(project.path('publication.json'), flags, new Date('2026-11-23T09:00:00Z'), quiet)
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><rect width="60" height="40"/></svg>'

const item = (title: string) =>
  `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Mon, 02 Nov 2026 08:00:00 GMT</pubDate><description><![CDATA[<p>All of it.</p><p><img src="${title}.svg" alt="x"></p>]]></description></item>`

/** Writes a feed with these articles, each with an image of its own. */
async function writeFeed(...titles: string[]): Promise<void> {
  for (const title of titles) {
    await project.write(`${title}.svg`, SVG.replace('0 0 60', `0 0 ${60 + title.length}`))
  }
  const items = titles.map(item).join('')
  await project.write(
    'wire.xml',
    `<rss version="2.0"><channel><title>Wire</title>${items}</channel></rss>`,
  )
}

describe('a publication without an address', () => {
  test('goes on under the same root with a higher edition where its folder is lost', async () => {
    const first = await project.press()
    await project.addArticle('number-4')
    await project.press()
    const fingerprint = (await known()).root
    await project.remove('out')
    const { release, noted } = await project.press()
    expect(release).toMatchObject({ version: 3, seq: [1, 3], root: first.root.version })
    expect(noted).toMatch(/is empty, and edition 2 cannot be read anywhere/)
    expect(await known()).toEqual({ version: 3, run: 3, root: fingerprint })
    expect(await faults()).toEqual([])
    await project.addArticle('number-5')
    expect((await project.press()).release).toMatchObject({ version: 4, seq: [1, 4] })
    expect(await faults()).toEqual([])
  })

  test('is not pressed into an older copy of its folder', async () => {
    await project.press()
    await project.copy('out', 'older')
    await project.press()
    await project.copy('older', 'out')
    const head = await readFile(join(project.out, 'head.json'))
    await expect(project.press()).rejects.toThrow(
      /holds edition 1, and edition 2 was pressed since/,
    )
    expect(await readFile(join(project.out, 'head.json'))).toEqual(head)
  })

  test('is not begun anew where its root is lost', async () => {
    await project.press()
    await project.remove('out', 'root')
    for (const first of [false, true]) {
      await expect(project.press({ first })).rejects.toThrow(
        /root.1\.json: the root of the publication is missing.*restore/,
      )
    }
    await project.makeRoot()
    await expect(project.press()).rejects.toThrow(/pressed under another root.*--first/)
    expect((await project.press({ first: true })).release.version).toBe(1)
  })

  test('keeps the edition it was at, in a file that is the same for the same editions', async () => {
    await project.press()
    expect(await known()).toMatchObject({ version: 1, run: 1 })
    await writeFile(project.path('longwave.state.json'), '{"format":1,"publications":{"a":{}}}')
    await expect(project.press()).rejects.toThrow(/longwave\.state\.json.*cannot be read/)
  })
})

describe('what the project remembers of the edition before', () => {
  /** Presses, and leaves the project without its folder and with another file of its state. */
  async function pressAfter(change: object | string): Promise<string> {
    await project.press()
    const before = await state()
    const own = before.publications['org.example.news']
    const publications = { 'org.example.news': { ...own, ...(change as object) } }
    const text = typeof change === 'string' ? change : JSON.stringify({ ...before, publications })
    await project.write('longwave.state.json', text)
    await project.remove('out')
    return project.press().then(
      ({ release }) => `edition ${release.version}`,
      (error: Error) => error.message,
    )
  }

  test.each<[string, object | string]>([
    ['a number after which none comes', { version: Number.MAX_SAFE_INTEGER }],
    ['the number before it', { version: Number.MAX_SAFE_INTEGER - 1 }],
    ['a run after which none comes', { run: Number.MAX_SAFE_INTEGER }],
    ['an edition below the first', { version: 0 }],
    ['a negative edition', { version: -5 }],
    ['a negative run', { run: -1 }],
    ['half an edition', { version: 1.5 }],
    ['a text for a number', { version: '2' }],
    ['no publications', '{"format":1}'],
    ['nothing for them', '{"format":1,"publications":null}'],
    ['a list', '[]'],
    ['a merge with conflicts', '<<<<<<< ours\n{"format":1}'],
    ['nothing', ''],
  ])('is not taken where it is %s, and the remedy is told', async (_, change) => {
    expect(await pressAfter(change)).toMatch(
      /longwave\.state\.json: says which edition.*Restore it from your version control/,
    )
  })

  test('is not that of another publication in the same file', async () => {
    await project.write(
      'longwave.state.json',
      JSON.stringify({
        format: 1,
        publications: { 'org.example.other': { version: 9, run: 9, root: 'a'.repeat(64) } },
      }),
    )
    expect((await project.press()).release.version).toBe(1)
    const { publications } = await state()
    expect(Object.keys(publications)).toEqual(['org.example.news', 'org.example.other'])
    expect(publications['org.example.other'].version).toBe(9)
  })

  test('is missed where folder and state are lost and articles are still remembered', async () => {
    await project.press()
    await project.remove('out', 'longwave.state.json')
    await expect(project.press()).rejects.toThrow(
      /longwave\.state\.json: is missing, and .*articles\.json.*Restore.*--first/,
    )
    expect((await project.press({ first: true })).release.version).toBe(1)
  })

  test('is of no use against an edition after whose number none comes, and the remedy is a new key', async () => {
    await project.press()
    const signed = JSON.parse(await readFile(join(project.out, 'head.json'), 'utf8')).payload
    const fields = JSON.parse(Buffer.from(signed, 'base64').toString())
    const payload = encodeJson({ ...fields, version: Number.MAX_SAFE_INTEGER })
    const head = await signEnvelope(RELEASE_TYPE, payload, [project.key.signer])
    await writeFile(join(project.out, 'head.json'), head)
    await expect(project.press()).rejects.toThrow(/after whose number none comes.*longwave rotate/)
  })

  test('is nothing in a checkout that has sources and roots alone: it is edition 1, and the run says what to do if it is not', async () => {
    expect((await project.press()).noted).toMatch(/no earlier edition is known.*edition 1.*restore/)
    expect((await project.press()).noted).not.toContain('no earlier edition')
  })

  test('is not the clock: a clock that went back makes no earlier edition', async () => {
    await project.press()
    await project.remove('out')
    const { release } = await project.press({ now: new Date('2001-01-01T00:00:00Z') })
    expect(release.version).toBe(2)
  })
})

describe('a publication with an address', () => {
  test('is not begun where nothing can be read there and nothing is known here, without --first', async () => {
    await configureUrl()
    await expect(project.press()).rejects.toThrow(/no edition.*none is known here.*--first/)
    expect((await project.press({ first: true })).release.version).toBe(1)
    // From then on the project knows.
    const { release, noted } = await project.press()
    expect(release.version).toBe(2)
    expect(noted).toMatch(/no edition of this publication can be read there/)
  })

  test('is not begun where its host is silent, or answers everything with a page', async () => {
    await configureUrl()
    await host.stop()
    await expect(project.press()).rejects.toThrow(/nothing answers there.*--first/)
    await startAgain()
    await writeFile(join(served, 'head.json'), '<!doctype html><title>Log in</title>')
    await expect(project.press()).rejects.toThrow(/there is no head\.json.*--first/)
  })

  test('is not begun, even with --first, where its live edition cannot be read whole', async () => {
    await configureUrl()
    for (let number = 4; number <= 20; number++) {
      await project.addArticle(`number-${number}`)
      await project.press({ first: number === 4 })
    }
    await upload()
    await freshCheckout()
    await rm(join(served, 'catalog'), { recursive: true })
    await expect(project.press({ first: true })).rejects.toThrow(/cannot be read whole now/)
  })

  test('goes on from the live edition in a fresh checkout, with what its sources have forgotten', async () => {
    await project.configure({
      url: host.address,
      sections: [{ id: 'wire', title: 'Wire', sources: [{ feed: 'wire.xml' }] }],
    })
    await writeFeed('First', 'Second')
    await project.press({ first: true })
    await writeFeed('Second', 'Third-')
    await project.press()
    await upload()
    const fingerprint = (await known()).root
    await freshCheckout()
    await writeFeed('Fourth-x')
    const { release, articles, noted, told } = await project.press()
    expect(told).toEqual([])
    expect(noted).toMatch(/goes on from edition 2/)
    expect(release).toMatchObject({ version: 3, seq: [1, 3] })
    expect(articles.map(({ id }) => id).sort()).toEqual(['First', 'Fourth-x', 'Second', 'Third'])
    expect((await known()).root).toBe(fingerprint)
    // The images of articles that no source has any more have come with them.
    expect(await faults()).toEqual([])
  })

  test('goes on from the live edition by the run and edition that the project knows of', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    await project.addArticle('number-4')
    await project.press()
    await project.remove('out')
    const { release } = await project.press()
    expect(release).toMatchObject({ version: 3, seq: [1, 3], state: { articles: 4 } })
    expect(release.bundles.map(({ seq }) => seq)).toContainEqual([2, 3])
    expect(await faults()).toEqual([])
  })

  test('is not pressed into a folder that is older than the live edition', async () => {
    await configureUrl()
    await project.press({ first: true })
    await project.copy('out', 'older')
    await project.press()
    await upload()
    await project.copy('older', 'out')
    await project.remove('longwave.state.json')
    await expect(project.press()).rejects.toThrow(
      /holds edition 1, and .* has edition 2.*empty one/,
    )
    await project.remove('out')
    expect((await project.press()).release.version).toBe(3)
  })

  test('is not pressed where the live edition of the same number is another one', async () => {
    await configureUrl()
    await project.press({ first: true })
    await project.copy('.', '../elsewhere')
    await project.addArticle('number-4')
    await project.press()
    await upload()
    await project.copy('../elsewhere/out', 'out')
    await project.copy('../elsewhere/longwave.state.json', 'longwave.state.json')
    await host.stop()
    await project.press()
    await startAgain()
    await expect(project.press()).rejects.toThrow(/another edition 2/)
  })

  test('goes on from its folder where the live edition is behind, or another’s, and says so', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    await project.press()
    expect((await project.press()).release.version).toBe(3)
    const other = await Project.open()
    await other.press()
    await rm(served, { recursive: true })
    await cp(other.out, served, { recursive: true })
    const { release, noted } = await project.press()
    expect(release.version).toBe(4)
    expect(noted).toMatch(/its root is not the root of this publication/)
    await freshCheckout()
    await expect(project.press()).rejects.toThrow(
      /its root is not the root of this publication.*--first/,
    )
    await other.close()
  })

  test('is not pressed with older roots than the live edition has', async () => {
    await configureUrl()
    await project.press({ first: true })
    await project.copy('root', '../root-1')
    await rotateKey()
    await upload()
    await project.copy('../root-1', 'root')
    await project.remove('out')
    await expect(project.press()).rejects.toThrow(
      /root.2\.json: is missing, but is at http.*Copy http.*root\/2\.json there/,
    )
    await project.copy('../served/root', 'root')
    const key = (await readSecretKey(project.path('../two.key.json')))!
    expect((await project.press({ key })).release).toMatchObject({ version: 3, root: 2 })
  })

  test('does not go on from what a replaced key has signed', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    await rotateKey()
    await freshCheckout()
    const key = (await readSecretKey(project.path('../two.key.json')))!
    await expect(project.press({ key })).rejects.toThrow(
      /no edition of this publication can be read/,
    )
  })

  test('is not signed with another key than the live edition', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    await project.remove('out')
    const key = await createSecretKey(project.path('other.key.json'))
    await expect(project.press({ key })).rejects.toThrow(/signed with another key.*--key/)
  })

  test('does not take --first where it is live', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    await freshCheckout()
    await expect(project.press({ first: true })).rejects.toThrow(
      /--first: edition 1 .*Leave --first/,
    )
  })
})

test('articles of half a checkout stay, the rest is pressed, and the run says what would withdraw them', async () => {
  for (let number = 4; number <= 31; number++) await project.addArticle(`number-${number}`)
  await project.press()
  for (let number = 1; number <= 29; number++) await project.remove(`news/number-${number}.md`)
  await project.addArticle('late')
  const { articles, withdrawn, told } = await project.press()
  expect({ live: articles.length, withdrawn }).toEqual({ live: 32, withdrawn: 0 })
  expect(told.join()).toMatch(/29 of 31 articles are gone.*--allow-withdrawals/)
  expect((await project.press({ allowWithdrawals: true })).withdrawn).toBe(29)
})

test('articles that are gone are counted by source, and a source that is taken out means its articles', async () => {
  const sections = (...sources: string[]) => [
    { id: 'news', title: 'News', sources: sources.map((markdown) => ({ markdown })) },
  ]
  await project.configure({ sections: sections('news', 'small') })
  for (let number = 4; number <= 60; number++) await project.addArticle(`number-${number}`)
  for (let number = 1; number <= 5; number++) {
    await project.write(`small/little-${number}.md`, `# Little ${number}\n\nText.`)
  }
  await project.press()
  // Five are less than a tenth of all articles, and all of their source.
  await project.remove('small')
  await project.write('small/other.md', '# Other\n\nText.')
  const { withdrawn, told } = await project.press()
  expect(withdrawn).toBe(0)
  expect(told.join()).toMatch(/^small: 5 of 5 articles are gone/)
  await project.configure({ sections: sections('news') })
  expect((await project.press()).withdrawn).toBe(6)
})

test('an article whose id differs from another only in capitals is left out, and both are named', async () => {
  await project.write('news/Number-1.md', '---\nid: NUMBER-1\ntitle: The other\n---\nText.')
  const { articles, told } = await project.press()
  expect(articles).toHaveLength(3)
  expect(told.join()).toMatch(
    /number-1\.md: has the same id as .*Number-1\.md \("NUMBER-1"\).*`id:`/,
  )
})

describe('damage in the folder', () => {
  const flip = async (name: string) => {
    const bytes = await readFile(join(project.out, name))
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(join(project.out, name), bytes)
  }
  const named = async (part: string) => {
    return (await readdir(join(project.out, part))).map((name) => `${part}/${name}`)
  }

  test('of an image is found and mended from its source, and said', async () => {
    await project.write('boat.svg', SVG)
    await project.addArticle('with-image', '![A boat](../boat.svg)')
    await project.press()
    const [image] = await named('images')
    await flip(image!)
    expect(await faults()).toHaveLength(1)
    const { noted, told } = await project.press()
    expect(noted).toContain(`${image}: its bytes were damaged`)
    expect(told).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('of an image that no source has any more is mended from the address, or reported', async () => {
    await project.configure({
      url: host.address,
      sections: [{ id: 'wire', title: 'Wire', sources: [{ feed: 'wire.xml' }] }],
    })
    await writeFeed('First')
    await project.press({ first: true })
    await upload()
    const [image] = await named('images')
    await writeFeed('Second')
    await flip(image!)
    expect((await project.press()).told).toEqual([])
    expect(await faults()).toEqual([])
    await flip(image!)
    await host.stop()
    expect((await project.press()).told.join()).toContain(`${image}: an article shows this file`)
    await startAgain()
  })

  test('of a bundle is mended from the address', async () => {
    await configureUrl()
    await project.press({ first: true })
    await upload()
    const [bundle] = await named('bundles')
    await flip(bundle!)
    const { noted } = await project.press()
    expect(noted).toContain(`${bundle}: its bytes were damaged`)
    expect(await faults()).toEqual([])
  })

  test('of a bundle whose articles others hold is mended by these', async () => {
    for (let number = 4; number <= 7; number++) {
      await project.press()
      await project.addArticle(`number-${number}`)
    }
    const { release } = await project.press()
    const wide = release.bundles.find(({ seq }) => seq.join() === '1,4')!
    const narrow = release.bundles.find(({ seq }) => seq.join() === '2,2')!
    expect(wide).toBeDefined()
    await flip(`bundles/${narrow.digest}.lwb`)
    const next = await project.press()
    expect(next.noted).toMatch(/Other bundles hold the same articles/)
    expect(next.articles).toHaveLength(7)
    expect(await faults()).toEqual([])
  })

  test('of a feed or a page is mended', async () => {
    await project.press()
    await flip('feed.xml')
    const { noted } = await project.press()
    expect(noted).toContain('feed.xml: its bytes were damaged')
    expect(await readFile(join(project.out, 'feed.xml'), 'utf8')).toMatch(/^<\?xml/)
  })

  test.each(['face', 'tree'])('of a file in %s is mended, and said', async (part) => {
    await project.press()
    const [name] = await named(part)
    await flip(name!)
    expect(await faults()).toHaveLength(1)
    const { noted, told } = await project.press()
    expect(noted).toContain(`${name}: its bytes were damaged`)
    expect(told).toEqual([])
    expect(await faults()).toEqual([])
  })

  test('of a root is mended from the project', async () => {
    await project.press()
    await flip('root/1.json')
    expect((await project.press()).noted).toContain('root/1.json: its bytes were damaged')
    expect(await faults()).toEqual([])
  })
})
