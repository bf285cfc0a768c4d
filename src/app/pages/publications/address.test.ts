import { describe, expect, it } from 'vitest'
import { parseAddress } from './address.ts'

const ROOT = '0123456789abcdef'.repeat(4)

describe('parseAddress', () => {
  it.each([
    ['https://news.example.org/', 'https://news.example.org/'],
    ['https://news.example.org', 'https://news.example.org/'],
    ['  news.example.org/daily ', 'https://news.example.org/daily/'],
    ['https://news.example.org/index.html', 'https://news.example.org/'],
    ['https://news.example.org/daily/head.json?x=1', 'https://news.example.org/daily/'],
    ['localhost:4173', 'http://localhost:4173/'],
    ['127.0.0.1:8080/site', 'http://127.0.0.1:8080/site/'],
    ['http://[::1]:8080/', 'http://[::1]:8080/'],
    ['https://новости.example/', 'https://xn--b1amnebsh.example/'],
  ])('reads %s', (written, address) => {
    expect(parseAddress(written)).toEqual({ address })
  })

  it('takes the fingerprint of the key from the fragment', () => {
    expect(parseAddress(`https://news.example.org/#root=${ROOT}`)).toEqual({
      address: 'https://news.example.org/',
      root: ROOT,
    })
    expect(parseAddress(`news.example.org#root=${ROOT.toUpperCase()}`)?.root).toBe(ROOT)
  })

  it('never turns a broken fingerprint into none', () => {
    expect(parseAddress('https://news.example.org/#root=')).toBeUndefined()
    expect(parseAddress(`https://news.example.org/#root=${ROOT.slice(1)}`)).toBeUndefined()
    expect(parseAddress(`https://news.example.org/#root=${ROOT}0`)).toBeUndefined()
  })

  it.each([
    '',
    'news',
    'not an address',
    'ftp://news.example.org/',
    'javascript:alert(1)//example.org',
    'https://reader:secret@news.example.org/',
    'https://',
  ])('refuses %j', (written) => {
    expect(parseAddress(written)).toBeUndefined()
  })
})
