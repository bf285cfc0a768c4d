import { expect, test } from 'vitest'
import { createSubscribe } from './createSubscribe.ts'

const open = (
  { key = '', ...site }: { base?: string; publication?: string; key?: string },
  added?: string,
) =>
  createSubscribe({
    page: () => ({ publication: { key }, ...(added === undefined ? {} : { address: added }) }),
    site: { base: '/', publication: './', ...site },
    here: () => 'https://news.example/section/tea/',
  })

test('the publication of the site has its feeds beside the app', () => {
  const { folder, address } = open({})
  expect(folder()).toBe('/')
  expect(address()).toBe('https://news.example/')
})

test('the address for another device contains the fingerprint of the key', () => {
  const { folder, address } = open({ key: 'abcd' })
  expect(folder()).toBe('/')
  expect(address()).toBe('https://news.example/#root=abcd')
})

test('the app and the publication may each be in a folder', () => {
  const { folder, address } = open({ base: '/app/', publication: './paper/', key: 'abcd' })
  expect(folder()).toBe('/app/paper/')
  expect(address()).toBe('https://news.example/app/paper/#root=abcd')
})

test('a publication that the reader has added is passed on with its own fingerprint', () => {
  const { folder, address } = open({ key: 'dcba' }, 'https://paper.example/')
  expect(folder()).toBe('https://paper.example/')
  expect(address()).toBe('https://paper.example/#root=dcba')
})
