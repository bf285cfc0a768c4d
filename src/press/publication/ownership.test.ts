import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { verify } from '../commands/verify.ts'
import { FILE_LIST, OwnFiles } from '../files/ownFiles.ts'
import { Project, textsOf } from '../testing/Project.ts'
import type { PressOptions } from './pressPublication.ts'

let project: Project
beforeEach(async () => {
  project = await Project.open()
})
afterEach(() => project.close())

const quiet = { progress() {}, note() {}, problem() {} }

/** Stands for the app and its pages: the site of an edition, without the build of the app. */
const stageSite: NonNullable<PressOptions['stageSite']> = async (edition, stage) => {
  const page = (text: string) =>
    new TextEncoder().encode(
      `<meta name="longwave-id" content="${edition.release.id}">${text} ${edition.release.version}`,
    )
  await stage('assets/app-12345678.js', new TextEncoder().encode('the app'))
  await stage('index.html', page('front page'))
  for (const { id } of edition.articles) await stage(`article/${id}/index.html`, page(id))
  const worker = '`shell.html` longwave-copy [`assets/app-12345678.js`]'
  await stage('sw.js', new TextEncoder().encode(worker))
}

const site = (options: Partial<PressOptions> = {}) => project.press({ stageSite, ...options })

const isThere = (...path: string[]) =>
  stat(join(project.out, ...path)).then(
    () => true,
    () => false,
  )

describe('a folder that the press did not write', () => {
  test.each([
    ['a website', ['index.html', 'assets/logo.png', 'article/my-own/index.html', 'section/old/x']],
    ['one file', ['notes.txt']],
    ['images', ['images/boat.jpg']],
    ['a head.json of something else', ['head.json']],
    ['a head.json and a root folder of something else', ['head.json', 'root/index.html']],
  ])('is refused and not touched: %s', async (_, names) => {
    for (const name of names) await project.write(`out/${name}`, `mine: ${name}`)
    const before = await textsOf(project.out)
    await expect(site()).rejects.toThrow(/holds files that the press did not write.*--out/)
    await expect(project.press()).rejects.toThrow(/holds files that the press did not write/)
    expect(await textsOf(project.out)).toEqual(before)
  })

  test('is refused through a link, and where head and root are of another program', async () => {
    await project.write('../website/index.html', 'mine')
    await symlink(project.path('../website'), project.out)
    await expect(site()).rejects.toThrow(/holds files that the press did not write/)
    expect(await readdir(project.path('../website'))).toEqual(['index.html'])
    await rm(project.out)
    const theirs = { 'head.json': '{"title":"mine"}', 'root/1.json': '{}', 'index.html': 'mine' }
    for (const [name, text] of Object.entries(theirs)) await project.write(`out/${name}`, text)
    await expect(site()).rejects.toThrow(/head\.json/)
    expect(await textsOf(project.out)).toEqual(theirs)
  })

  test('is refused where it is the folder of another publication with the same id', async () => {
    const other = await Project.open()
    await other.press({ stageSite })
    for (const list of ['with', 'without']) {
      if (list === 'without') await rm(join(other.out, FILE_LIST))
      const before = await textsOf(other.out)
      await expect(site({ out: other.out })).rejects.toThrow(/1\.json: differs from .*impostor/)
      expect(await textsOf(other.out)).toEqual(before)
    }
    await other.close()
  })

  test('is used where it holds only what hosts keep there, which stays', async () => {
    const theirs = ['.git/HEAD', 'CNAME', '.well-known/security.txt', '.nojekyll', '_headers']
    for (const name of theirs) await project.write(`out/${name}`, `mine: ${name}`)
    await mkdir(join(project.out, 'assets/empty'), { recursive: true })
    await site()
    await site()
    for (const name of theirs) {
      expect(await readFile(join(project.out, name), 'utf8')).toBe(`mine: ${name}`)
    }
  })
})

describe('a folder that the press wrote', () => {
  test('keeps what others put into it, also below folders of the press', async () => {
    await site()
    const theirs = ['article/my-own/index.html', 'assets/logo-87654321.png', 'section/x/y', 'a.txt']
    for (const name of theirs) await project.write(`out/${name}`, `mine: ${name}`)
    await project.remove('news/number-1.md')
    await site()
    await site()
    for (const name of theirs) {
      expect(await readFile(join(project.out, name), 'utf8')).toBe(`mine: ${name}`)
    }
    expect(await isThere('article/number-1')).toBe(false)
    expect(await isThere('article/number-2/index.html')).toBe(true)
  })

  test('loses a page of its own without the folder where somebody else has a file', async () => {
    await site()
    await project.write('out/article/number-1/photo.jpg', 'mine')
    await project.remove('news/number-1.md')
    await site()
    expect(await readdir(join(project.out, 'article/number-1'))).toEqual(['photo.jpg'])
  })

  test('does not overwrite a file that somebody has changed, and changes nothing that readers see', async () => {
    await site()
    await writeFile(join(project.out, 'index.html'), 'my own front page')
    const before = await textsOf(project.out)
    await project.addArticle('number-4')
    await expect(site()).rejects.toThrow(/index\.html: has been changed since.*delete it/)
    const after = await textsOf(project.out)
    for (const [name, text] of Object.entries(before)) expect(after[name]).toBe(text)
    expect(Object.keys(after).filter((name) => name.startsWith('.longwave'))).toEqual([])
    await rm(join(project.out, 'index.html'))
    expect((await site()).release.version).toBe(2)
  })

  test('does not overwrite a file of somebody else where a new page goes', async () => {
    await site()
    await project.write('out/article/number-4/index.html', 'mine')
    await project.addArticle('number-4')
    await expect(site()).rejects.toThrow(/number-4.index\.html: lies where the press would write/)
    expect(await readFile(join(project.out, 'article/number-4/index.html'), 'utf8')).toBe('mine')
  })

  test('leaves a changed page of a withdrawn article alone, and says so', async () => {
    await site()
    await writeFile(join(project.out, 'article/number-1/index.html'), 'my own words')
    await project.remove('news/number-1.md')
    const { noted } = await site()
    expect(noted).toMatch(/number-1\/index\.html: has been changed.*left alone/)
    expect(await isThere('article/number-1/index.html')).toBe(true)
  })

  test('is not left through a link in it', async () => {
    await site()
    await rm(join(project.out, 'article'), { recursive: true })
    await symlink(project.path('news'), join(project.out, 'article'))
    await project.addArticle('number-4')
    await expect(site()).rejects.toThrow(/article: is a link that leads to/)
    expect((await readdir(project.path('news'))).sort()).toEqual(
      [1, 2, 3, 4].map((number) => `number-${number}.md`),
    )
  })

  test('is not left through a link in place of its images', async () => {
    await site()
    await symlink(project.path('news'), join(project.out, 'images'))
    await expect(site()).rejects.toThrow(/images: is a link that leads to/)
  })

  test('takes back a file over which another of the press was copied', async () => {
    await site()
    const app = await readFile(join(project.out, 'assets/app-12345678.js'))
    await writeFile(join(project.out, 'sw.js'), app)
    await site()
    expect(await readFile(join(project.out, 'sw.js'), 'utf8')).toContain('shell.html')
  })

  test('keeps its site where the publication alone is pressed into it', async () => {
    await site()
    await project.press()
    expect(await isThere('index.html')).toBe(true)
    expect(await isThere('article/number-1/index.html')).toBe(true)
    await site()
  })

  test('has a list that is the same for the same files', async () => {
    await site()
    const list = await readFile(join(project.out, FILE_LIST), 'utf8')
    const paths = JSON.parse(list).files.map(({ path }: { path: string }) => path)
    expect(paths).toEqual([...paths].sort())
    expect(paths).toContain('article/number-1/index.html')
    await project.press()
    expect(await readFile(join(project.out, FILE_LIST), 'utf8')).toBe(list)
  })

  test.each([
    '../project/news/number-1.md',
    '/etc/passwd',
    'a/../../news/number-1.md',
    'C:\\news',
    'article//x',
  ])('is refused where its list names %s', async (path) => {
    await site()
    const list = JSON.parse(await readFile(join(project.out, FILE_LIST), 'utf8'))
    list.files.push({ path, digest: 'a'.repeat(64), length: 1 })
    await writeFile(join(project.out, FILE_LIST), JSON.stringify(list))
    await expect(site()).rejects.toThrow(/longwave-files\.json.*cannot be used/)
  })

  test.each([
    ['version control', '.git/config'],
    ['the host', 'CNAME'],
    ['the publication', 'root/1.json'],
    ['the publication', 'head.json'],
  ])('is refused where its list names a file of %s, %s, with the right digest', async (_, path) => {
    await site()
    await project.write('out/.git/config', 'mine')
    await project.write('out/CNAME', 'news.example')
    const bytes = await readFile(join(project.out, path))
    const list = JSON.parse(await readFile(join(project.out, FILE_LIST), 'utf8'))
    const digest = createHash('sha256').update(bytes).digest('hex')
    list.files.push({ path, digest, length: bytes.length })
    await writeFile(join(project.out, FILE_LIST), JSON.stringify(list))
    await expect(site()).rejects.toThrow(/longwave-files\.json.*cannot be used/)
    expect(await readFile(join(project.out, path))).toEqual(bytes)
  })

  test('is not left through a link in place of its unfinished files', async () => {
    await site()
    const theirs = ['lock', 'lock.old', '0123456789ab/0', 'notes.txt']
    for (const name of theirs) await project.write(`mine/${name}`, 'mine')
    await symlink(project.path('mine'), join(project.out, '.longwave-unfinished'))
    await expect(site()).rejects.toThrow(/unfinished: is a link that leads to/)
    expect(Object.keys(await textsOf(project.path('mine'))).sort()).toEqual([...theirs].sort())
  })

  test('is not left through a link in place of one of its files', async () => {
    await site()
    const page = await readFile(join(project.out, 'index.html'), 'utf8')
    await project.write('mine/index.html', page)
    await rm(join(project.out, 'index.html'))
    await symlink(project.path('mine/index.html'), join(project.out, 'index.html'))
    await site()
    expect(await readFile(project.path('mine/index.html'), 'utf8')).toBe(page)
  })

  test('keeps files of others whose names differ from its own only in capitals', async () => {
    await site()
    const theirs = ['Index.html', 'ASSETS/app-12345678.js', 'article/Number-1/index.html']
    for (const name of theirs) await project.write(`out/${name}`, `mine: ${name}`)
    // On a file system that does not tell capitals apart, these are the files of the press, and have been changed.
    const isOne = (await readFile(join(project.out, 'index.html'), 'utf8')).startsWith('mine')
    if (isOne) await expect(site()).rejects.toThrow(/has been changed/)
    else await site()
    for (const name of theirs) {
      expect(await readFile(join(project.out, name), 'utf8')).toBe(`mine: ${name}`)
    }
  })

  test('and is lost but for its list is pressed on, and files that the list does not name stay', async () => {
    await site()
    const list = await readFile(join(project.out, FILE_LIST), 'utf8')
    await project.remove('out')
    await project.write(`out/${FILE_LIST}`, list)
    await project.write('out/article/my-own/index.html', 'mine')
    await project.write('out/index.html', 'my own front page')
    await expect(site()).rejects.toThrow(/index\.html: has been changed since/)
    await rm(join(project.out, 'index.html'))
    expect((await site()).release.version).toBe(2)
    expect(await readFile(join(project.out, 'article/my-own/index.html'), 'utf8')).toBe('mine')
  })

  test('of another publication is refused by its list, also without a head', async () => {
    await site()
    await rm(join(project.out, 'head.json'))
    await project.configure({ id: 'org.example.other' })
    await expect(site()).rejects.toThrow(/holds another publication, org\.example\.news/)
  })
})

describe('a folder of a version without lists', () => {
  test('is taken over by its head: its own files are replaced, other files stay', async () => {
    await site()
    await rm(join(project.out, FILE_LIST))
    const theirs = ['article/my-own/index.html', 'assets/logo-87654321.png', 'about.txt']
    for (const name of theirs) await project.write(`out/${name}`, `mine: ${name}`)
    await project.remove('news/number-1.md')
    const { release } = await site()
    expect(release).toMatchObject({ version: 2, seq: [1, 2] })
    expect(await isThere('article/number-1')).toBe(false)
    for (const name of theirs) {
      expect(await readFile(join(project.out, name), 'utf8')).toBe(`mine: ${name}`)
    }
    expect((await verify(project.out, quiet)).faults).toEqual([])
  })

  test('loses the app of that version: all that its worker names, directly or through a list', async () => {
    const list = 'assets/optional-0123456789abcdef.json'
    const older: Record<string, string> = {
      'sw.js': `\`shell.html\` longwave-copy [\`assets/app-12345678.js\`, \`${list}\`]`,
      'sw-retired.js': 'longwave-copy registration.unregister()',
      'assets/app-12345678.js': 'import("./part-abcd1234.js")',
      'assets/part-abcd1234.js': '',
      [list]: '["assets/words/fa-12345678.js", "../../news/number-1.md"]',
      'assets/words/fa-12345678.js': 'words',
    }
    const stageAll =
      (files: Record<string, string>): typeof stageSite =>
      async (_, stage) => {
        for (const [name, text] of Object.entries(files)) {
          await stage(name, new TextEncoder().encode(text))
        }
      }
    await site({ stageSite: stageAll(older) })
    await rm(join(project.out, FILE_LIST))
    await project.write('out/assets/logo.png', 'mine')
    const newer = { 'assets/app-abcdefgh.js': 'the app', 'sw-retired.js': 'longwave-copy, other' }
    await site({ stageSite: stageAll(newer) })
    const assets = await readdir(join(project.out, 'assets'), { recursive: true })
    expect(assets.sort()).toEqual(['app-abcdefgh.js', 'logo.png'])
    expect(await isThere('sw.js')).toBe(false)
  })

  test('does not lose a page of another publication', async () => {
    await project.press()
    await rm(join(project.out, FILE_LIST))
    const other = '<meta name="longwave-id" content="org.example.other">'
    await project.write('out/index.html', other)
    await expect(site()).rejects.toThrow(/index\.html: lies where the press would write/)
    expect(await readFile(join(project.out, 'index.html'), 'utf8')).toBe(other)
  })
})

describe('a folder that mixes with the sources', () => {
  test.each([
    ['is the folder of the publication', '.'],
    ['contains it', '..'],
    ['is a folder of sources', 'news'],
    ['is it by another way', 'news/..'],
  ])('is refused: %s', async (_, out) => {
    const before = await textsOf(project.folder)
    await expect(site({ out: project.path(out) })).rejects.toThrow(/published files and sources/)
    expect(await textsOf(project.folder)).toEqual(before)
  })

  test('is refused where Markdown lies in article/ and the folder is that of the publication', async () => {
    await project.configure({
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: 'article' }] }],
    })
    await project.write('article/one.md', '# One\n\nText.')
    await expect(site({ out: project.folder })).rejects.toThrow(/would mix/)
    expect(await readFile(project.path('article/one.md'), 'utf8')).toContain('# One')
  })

  test('is refused through a link', async () => {
    await symlink(project.folder, project.path('../linked'))
    await expect(site({ out: project.path('../linked') })).rejects.toThrow(/would mix/)
  })

  test('is refused where a source would read the pages as articles', async () => {
    await project.configure({
      sections: [{ id: 'news', title: 'News', sources: [{ pages: '.' }] }],
    })
    await expect(site()).rejects.toThrow(/lies in a source that would read it/)
  })

  test('is not refused below the folder of the publication', async () => {
    await project.configure({
      sections: [{ id: 'news', title: 'News', sources: [{ markdown: '.' }] }],
    })
    expect((await site({ out: project.path('public') })).articles).toHaveLength(3)
    expect((await site({ out: project.path('public') })).articles).toHaveLength(3)
  })
})

describe('a run that fails', () => {
  test('before it has listed anything leaves a folder that counts as empty', async () => {
    await project.write('out/.longwave-unfinished/lock', '')
    await project.write('out/longwave-files.json.0123456789ab.tmp', 'cut sh')
    expect((await site()).release.version).toBe(1)
    const names = Object.keys(await textsOf(project.out))
    expect(names.filter((name) => /unfinished|tmp$/.test(name))).toEqual([])
  })

  test('while the site is made leaves the edition before, and an unlisted folder stays empty', async () => {
    const broken: PressOptions['stageSite'] = async (edition, stage) => {
      await stageSite(edition, stage)
      throw new Error('the page cannot be drawn')
    }
    await site()
    const before = await textsOf(project.out)
    await expect(site({ stageSite: broken })).rejects.toThrow(/cannot be drawn/)
    expect(await textsOf(project.out)).toEqual(before)
    expect((await site()).release.version).toBe(2)
  })

  test('after the head is written leaves files that the next run replaces', async () => {
    await site()
    const killed = ['place', 'finish'] as const
    for (const step of killed) {
      await project.addArticle(`after-${step}`)
      vi.spyOn(OwnFiles.prototype, step).mockRejectedValueOnce(new Error('killed'))
      await expect(site()).rejects.toThrow('killed')
      await site()
      expect(await isThere('article', `after-${step}`, 'index.html')).toBe(true)
      const list = JSON.parse(await readFile(join(project.out, FILE_LIST), 'utf8'))
      const paths: string[] = list.files.map(({ path }: { path: string }) => path)
      expect(new Set(paths).size).toBe(paths.length)
      expect(await isThere('.longwave-unfinished')).toBe(false)
    }
  })

  test('takes over the lock of a run that was killed', async () => {
    await site()
    const lock = { pid: 2 ** 22 + 1, host: hostname() }
    await project.write('out/.longwave-unfinished/lock', JSON.stringify(lock))
    expect((await site()).release.version).toBe(2)
    await project.write(
      'out/.longwave-unfinished/lock',
      JSON.stringify({ ...lock, pid: process.ppid }),
    )
    await expect(site()).rejects.toThrow(/another run is pressing into this folder/)
  })
})
