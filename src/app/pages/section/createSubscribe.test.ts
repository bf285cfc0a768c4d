import { expect, test } from 'vitest'
import type { PublicationKey } from '#site/publicationKey.ts'
import { createSubscribe } from './createSubscribe.ts'

const open = (
  { root = '', ...site }: { base?: string; publication?: string; root?: string },
  { key = root, address }: { key?: string; address?: string } = {},
) =>
  createSubscribe({
    page: () => ({ publication: { key }, ...(address === undefined ? {} : { address }) }),
    site: { base: '/', publication: './', root: root as PublicationKey, ...site },
    here: () => 'https://news.example/section/tea/',
  })

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
