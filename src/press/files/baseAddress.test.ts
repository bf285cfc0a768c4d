import { describe, expect, test } from 'vitest'
import { faultOfBase, isLocal } from './baseAddress.ts'

describe('an address that names of files are appended to', () => {
  test.each([
    'https://news.example/',
    'https://news.example/a/b',
    'https://news.example:8443/',
    'https://خبر.example/',
    'http://expyuzz4wqqyqhjn.onion/',
    'http://localhost:4173/',
    'http://127.0.0.1:47131/news/',
    'http://[::1]:8000/',
    'http://192.168.1.20/',
    'http://[fd00::1]/',
    'http://newsbox.local/',
  ])('may be %s', (address) => {
    expect(faultOfBase(address)).toBeUndefined()
  })

  test.each([
    ['http://127.0.0.1:47131/apply.cgi?dns=6.6.6.6#', 'query'],
    ['https://news.example/?', 'query'],
    ['https://news.example/#root=x', 'fragment'],
    ['https://news.example/#', 'fragment'],
    ['https://ada@news.example/', 'user name'],
    ['https://:secret@news.example/', 'user name'],
    ['http://news.example/', 'http://'],
    ['http://localhost.news.example/', 'http://'],
    ['http://onion/', 'http://'],
    ['http://8.8.8.8/', 'http://'],
    ['https://[', 'valid'],
    ['https://[site.url]/x', 'valid'],
    ['https://news.example\\@evil.example/', 'valid'],
    ['https://news.example/a b', 'valid'],
    ['ftp://news.example/', 'valid'],
    ['news.example', 'valid'],
  ])('is not %s: %s', (address, words) => {
    expect(faultOfBase(address)).toContain(words)
  })
})

test.each([
  ['https://localhost/', true],
  ['https://2130706433/', true],
  ['https://[::ffff:10.0.0.1]/', true],
  ['https://0x7f.1/', true],
  ['https://localhost./', true],
  ['https://news.example/', false],
  ['https://1.1.1.1/', false],
])('%s is on the network of the device: %s', (address, local) => {
  expect(isLocal(address)).toBe(local)
})
