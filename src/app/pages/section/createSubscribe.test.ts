import { expect, test } from 'vitest'
import { defined } from '#bundle/defined.ts'
import type { PublicationKey } from '#site/publicationKey.ts'
import { t } from '../../language/catalog.ts'
import { createSubscribe } from './createSubscribe.ts'

interface Given {
  base?: string
  publication?: string
  root?: string
}

/** @param shown the publication of the section: its key, and the address it was added from */
function open(
  { root = '', ...site }: Given,
  { key = root, address }: { key?: string; address?: string } = {},
  refuses = false,
) {
  const announced: string[] = []
  const written: string[] = []
  let refusals = 0
  const subscribe = createSubscribe({
    page: () => defined({ publication: { key }, address }),
    site: { base: '/', publication: './', root: root as PublicationKey, ...site },
    here: () => 'https://news.example/section/tea/',
    write: async (text) => {
      if (refuses) throw new DOMException('Write permission denied.', 'NotAllowedError')
      written.push(text)
    },
    announce: (words) => announced.push(words),
    tellRefusal: async () => {
      refusals++
    },
  })
  return { ...subscribe, announced, written, refusals: () => refusals }
}

test('the publication of the site has its feeds beside the app', () => {
  const { folder, address } = open({})
  expect(folder()).toBe('/')
  expect(address()).toBe('https://news.example/')
})

test('the address for another device contains the fingerprint of the key', () => {
  const { folder, address } = open({ root: 'abcd' })
  expect(folder()).toBe('/')
  expect(address()).toBe('https://news.example/#root=abcd')
})

test('the app and the publication may each be in a folder', () => {
  const { folder, address } = open({ base: '/app/', publication: './paper/', root: 'abcd' })
  expect(folder()).toBe('/app/paper/')
  expect(address()).toBe('https://news.example/app/paper/#root=abcd')
})

test('a publication that the reader has added is passed on with its own fingerprint', () => {
  const added = { key: 'dcba', address: 'https://paper.example/' }
  const { folder, address } = open({ root: 'abcd' }, added)
  expect(folder()).toBe('https://paper.example/')
  expect(address()).toBe('https://paper.example/#root=dcba')
})

test('an earlier edition of the site, under a key it has no more, is passed on as the present one', () => {
  const { address } = open({ root: 'abcd' }, { key: 'old' })
  expect(address()).toBe('https://news.example/#root=abcd')
})

test('the address is copied, and that is announced', async () => {
  const { copy, written, announced, refusals } = open({ root: 'abcd' })
  await copy()
  expect(written).toEqual(['https://news.example/#root=abcd'])
  expect(announced).toEqual([t.copied])
  expect(refusals()).toBe(0)
})

test('where the browser refuses the clipboard, the reader is told so, and not that the address is copied', async () => {
  const { copy, announced, refusals } = open({}, undefined, true)
  await copy()
  expect(refusals()).toBe(1)
  expect(announced).toEqual([])
})
